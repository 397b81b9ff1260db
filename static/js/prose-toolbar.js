/** The row of buttons above a rich text: one stop for Tab, arrow keys inside, Escape back. */
import { pick } from "./picker.js";
import { ask } from "./prose-link.js";

const BUTTONS = [
  { label: "Bold", mark: "bold", press: chain => chain.toggleBold() },
  { label: "Italic", mark: "italic", press: chain => chain.toggleItalic() },
  { label: "List", mark: "bulletList", press: chain => chain.toggleBulletList() },
  { label: "Numbered list", mark: "orderedList", press: chain => chain.toggleList("orderedList", "listItem") },
  { label: "Line break", press: chain => chain.setHardBreak() },
  { label: "Link", mark: "link", opens: ask },
  { label: "Claim or word", opens: editor => pick(choice => insert(editor, choice)) },
];

export function addToolbar(editor, box, name) {
  const bar = document.createElement("div");
  bar.className = "prose-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Format: ${name}`);
  const buttons = BUTTONS.map(what => button(editor, what));
  buttons[0].tabIndex = 0;
  bar.append(...buttons);
  bar.addEventListener("keydown", event => move(event, editor, buttons));
  box.prepend(bar);
  const refresh = () => buttons.forEach((element, at) => {
    const { mark } = BUTTONS[at];
    if (mark) element.setAttribute("aria-pressed", editor.isActive(mark));
  });
  editor.on("transaction", refresh);
  refresh();
  editor.view.dom.addEventListener("keydown", event => {
    if (event.altKey && event.key === "F10") buttons.find(one => one.tabIndex === 0).focus();
  });
}

function button(editor, { label, press, opens }) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", textContent: label, tabIndex: -1 });
  if (opens) element.setAttribute("aria-haspopup", "dialog");
  element.addEventListener("mousedown", event => event.preventDefault()); // the text keeps its selection
  element.addEventListener("click", () => opens ? opens(editor) : press(editor.chain().focus()).run());
  return element;
}

function move(event, editor, buttons) {
  const at = buttons.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (event.key === "Escape") editor.commands.focus();
  if (to === undefined) return;
  event.preventDefault();
  buttons.forEach((one, index) => { one.tabIndex = index === (to + buttons.length) % buttons.length ? 0 : -1; });
  buttons[(to + buttons.length) % buttons.length].focus();
}

const insert = (editor, { key, word }) =>
  editor.chain().focus().insertContent(key ? { type: "claim", attrs: { key } } : word).run();
