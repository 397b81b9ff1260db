/** A button beside each plain text that may hold claims: it puts the token where the caret stands. */
import { button, labelOf } from "./element.js";
import { pick } from "./picker.js";

export function enhance(root) {
  for (const field of root.querySelectorAll("[data-takes-claims]")) {
    const opener = button("Claim or word", () => pick(choice => insert(field, choice)), "claim-button");
    opener.setAttribute("aria-haspopup", "dialog");
    opener.setAttribute("aria-label", `Claim or word into: ${labelOf(field)}`);
    field.after(opener);
  }
}

function insert(field, { key, word }) {
  field.focus();
  field.setRangeText(key ? `[[claim:${key}]]` : word, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
