/** Asks for the address of a link: a page of this site, a part of this page, or one outside. */
import { evidence } from "./evidence.js";

const HELP = "Begin with / (a page here), # (a section of this page), https:// or mailto:";
const GUESSES = [[/^www\./i, "https://"], [/^[^\s/@:]+@[^\s/@]+$/, "mailto:"]];
// No numbers: those come from the contact points, so that a change reaches every page. The gate on links agrees.
const ALLOWED = /^(?:\/[^/\s]\S*|\/|#\S+|https:\/\/\S+|mailto:\S+@\S+)$/i;

const dialog = () => document.querySelector("[data-link-dialog]");

/** Open the dialog for the selected words, or for the link at the caret. */
export function ask(editor) {
  const form = dialog().querySelector("form");
  const { address } = form.elements;
  const isLink = editor.isActive("link");
  form.querySelector("[data-nothing-selected]").hidden = isLink || !editor.state.selection.empty;
  form.querySelector("[value=remove]").hidden = !isLink;
  address.value = editor.getAttributes("link").href ?? "";
  address.setCustomValidity("");
  suggest(form.querySelector("datalist"));
  form.onsubmit = event => answer(event, editor, address);
  dialog().showModal();
  address.select();
  return true;
}

function answer(event, editor, address) {
  const chain = editor.chain().focus().extendMarkRange("link");
  const href = complete(address.value.trim());
  const wish = event.submitter?.value;
  if (wish === "remove") chain.unsetMark("link").run();
  else if (wish === "close") editor.commands.focus();
  else if (!ALLOWED.test(href)) refuse(event, address);
  else if (editor.isActive("link") || !editor.state.selection.empty) chain.setMark("link", { href }).run();
  else chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
}

function refuse(event, address) {
  event.preventDefault();
  address.setCustomValidity(HELP);
  address.addEventListener("input", () => address.setCustomValidity(""), { once: true });
  address.reportValidity();
}

function complete(address) {
  const [, prefix = ""] = GUESSES.find(([pattern]) => pattern.test(address)) ?? [];
  return prefix + address;
}

async function suggest(list) {
  if (list.options.length) return;
  const { pages } = await evidence().catch(() => ({ pages: [] })); // suggestions only: one can type
  list.replaceChildren(...pages.map(({ address, title }) => new Option(title, address)));
}
