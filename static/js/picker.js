/** The dialog in which one looks for a claim or a word of the glossary to put into a text. */
import { evidence } from "./evidence.js";
import { chosen, fill, narrow, step } from "./picker-list.js";

const LAPSED = "This claim has lapsed. Have it checked again, then you can use it.";
const NO_LIST = "The list could not be loaded. See whether you are signed in and connected, then open it again.";

const dialog = () => document.querySelector("[data-picker]");
const say = words => { dialog().querySelector("[role=status]").textContent = words; };
let insert = () => {};

/** Open the dialog; `then` gets {key} of a claim or {word} of a term, unless Escape closes it. */
export async function pick(then) {
  insert = then;
  const search = dialog().querySelector("input");
  search.value = "";
  dialog().showModal();
  say("Loading …");
  try {
    fill(dialog(), await evidence());
    look(search.value); // some words may stand there by now
  } catch {
    say(NO_LIST);
  }
}

export function enhance(root) {
  const box = root.querySelector("[data-picker]");
  if (!box) return;
  box.querySelector("input").addEventListener("input", event => look(event.target.value));
  box.addEventListener("keydown", event => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(box, by);
  });
  box.addEventListener("click", event => take(event.target.closest("[role=option]")));
  box.querySelector("form").addEventListener("submit", event => {
    if (event.submitter?.value === "close") return;
    event.preventDefault();
    take(chosen(box));
  });
}

function look(typed) {
  const count = narrow(dialog(), typed);
  say(count ? `${count} found` : "Nothing found: try another word.");
}

function take(option) {
  if (!option) return;
  if (option.getAttribute("aria-disabled") === "true") return void say(LAPSED);
  dialog().close();
  insert({ ...option.dataset });
}
