/** The real page beside the form, drawn from what stands in the form, saved or not. */
import { ask } from "./preview-answer.js";
import { show } from "./preview-frame.js";
import { list } from "./preview-hints.js";

const PAUSE_MS = 600; // after the last keystroke
const RETRY_MS = 5000;

export function enhance(root) {
  const pane = root.querySelector("[data-preview]");
  if (!pane) return;
  const form = document.querySelector(pane.dataset.form);
  let timer = 0;
  let asking = new AbortController();
  const later = ms => {
    clearTimeout(timer);
    timer = setTimeout(draw, ms);
  };
  async function draw() {
    asking.abort();
    asking = new AbortController();
    const answer = await ask(pane.dataset.preview, form, asking.signal);
    if (answer.state === "overtaken") return;
    tell(pane, answer);
    if (answer.state === "gone") later(RETRY_MS);
  }
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => later(PAUSE_MS));
  addEventListener("online", () => later(0));
  later(0);
}

function tell(pane, { state, words, page, findings, problems }) {
  const status = pane.querySelector("[role=status]");
  if (status.textContent !== words) status.textContent = words; // said once, not at each redraw
  pane.dataset.state = state;
  if (state === "current") show(pane, page);
  list(pane, state === "current" ? findings : problems);
}
