/** A button that copies a field's text: <button data-copy="ID" hidden>; without script it stays hidden. */
const TOLD_MS = 4000;

export function enhance(root) {
  if (!navigator.clipboard) return; // an address without TLS has none
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.ariaLive = "polite";
    button.addEventListener("click", () => copy(button, root.getElementById(button.dataset.copy)));
  }
}

async function copy(button, field) {
  const words = [...button.childNodes];
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
  } catch {
    field.select(); // the browser forbids it, so the person copies
    button.textContent = "Press Ctrl and C to copy";
  }
  setTimeout(() => button.replaceChildren(...words), TOLD_MS);
}
