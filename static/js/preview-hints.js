/** The hints below the preview: what keeps the page from going live, and advice; "Show" leads there. */
import { button, element } from "./element.js";
import { cardFor, reveal } from "./parts-card.js";

/** Show what the gates found, or what the form refused. */
export function list(pane, findings) {
  pane.querySelector("[data-hint-count]").textContent = findings.length;
  pane.querySelector("[data-no-hints]").hidden = findings.length > 0 || pane.dataset.state !== "current";
  pane.querySelector("[data-hints]").replaceChildren(...sorted(findings).map(hint));
}

const sorted = findings => [...findings.filter(one => one.blocks), ...findings.filter(one => !one.blocks)];

function hint({ message, where, blocks, part, key, field }) {
  const line = element("li");
  const tag = element("span", "tag", blocks ? "Must be put right" : "Advice");
  tag.dataset.level = blocks ? "late" : "";
  const words = element("span", "hints__words", message);
  if (where) words.prepend(element("b", "", `${where}: `));
  line.append(tag, words);
  const place = field ? document.getElementsByName(field)[0] : cardFor(part, key) ?? document.getElementsByName(key)[0];
  if (place) line.append(showButton(where || message, () => go(place)));
  return line;
}

function showButton(what, press) {
  const made = button("Show", press, "quiet");
  made.setAttribute("aria-label", `Show: ${what}`);
  return made;
}

function go(place) {
  const card = place.closest("[data-part]");
  if (card) return reveal(card);
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
}
