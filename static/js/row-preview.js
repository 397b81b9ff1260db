/** A row as readers will see it, drawn again while its form is being written; nothing is saved. */
import { ask } from "./preview-answer.js";

const PAUSE_MS = 600; // after the last keystroke

export function enhance(root) {
  const pane = root.querySelector("[data-row-preview]");
  if (!pane) return;
  const form = document.querySelector(pane.dataset.form);
  const status = pane.querySelector("[role=status]");
  const asDrawn = status.textContent;
  let timer = 0;
  let asking = new AbortController();
  async function draw() {
    asking.abort();
    asking = new AbortController();
    const { state, words, page } = await ask(pane.dataset.rowPreview, form, asking.signal);
    if (state === "overtaken") return;
    const said = state === "current" ? asDrawn : words;
    if (status.textContent !== said) status.textContent = said; // said once, not at each redraw
    if (state === "current") show(pane.querySelector("iframe"), page);
  }
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE_MS);
  };
  for (const kind of ["input", "change"]) form.addEventListener(kind, later);
  fit(pane.querySelector("iframe"));
  if (form.querySelector("[data-kept-text=refused]")) later(); // the form shows more than is stored
}

/** Draw into a frame behind the one that is seen and change them over, so that nothing flickers. */
function show(old, page) {
  old.parentNode.querySelector("[data-next]")?.remove();
  const next = old.cloneNode();
  next.removeAttribute("src");
  next.dataset.next = "";
  next.addEventListener("load", () => {
    delete next.dataset.next;
    old.remove();
    fit(next);
  }, { once: true });
  next.srcdoc = page;
  old.after(next);
}

/** Make a frame as tall as what it shows. */
function fit(frame) {
  const measure = () => {
    const { height } = frame.contentDocument.body.getBoundingClientRect();
    frame.style.blockSize = `${Math.ceil(height) + 2}px`; // and the frame's own border
  };
  frame.addEventListener("load", measure);
  if (frame.contentDocument?.readyState === "complete") measure();
}

enhance(document);
