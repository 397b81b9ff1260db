/** A button beside each plain text that may hold claims: it puts the token where the caret stands. */
import { pick } from "./picker.js";

export function enhance(root) {
  for (const field of root.querySelectorAll("[data-takes-claims]")) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "claim-button", textContent: "Claim or word" });
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-label", `Claim or word into: ${field.labels[0]?.textContent.replace(/:\s*$/, "")}`);
    button.addEventListener("click", () => pick(choice => insert(field, choice)));
    field.after(button);
  }
}

function insert(field, { key, word }) {
  field.focus();
  field.setRangeText(key ? `[[claim:${key}]]` : word, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
