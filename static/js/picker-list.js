/** The list inside the picker: groups of options, of which one is chosen while the caret stays in the search box. */
import { row } from "./picker-row.js";

const all = box => [...box.querySelectorAll("[role=option]")];
const shown = box => all(box).filter(option => !option.hidden);

export const chosen = box => box.querySelector("[aria-selected=true]");

/** Put claims and terms into their groups, once. */
export function fill(box, { claims, terms }) {
  if (all(box).length) return;
  const [first, second] = box.querySelectorAll("[role=group]");
  first.append(...claims.map(row));
  second.append(...terms.map(row));
}

/** Show only what holds every word that was typed, and return how many that are. */
export function narrow(box, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  for (const option of all(box)) {
    const text = option.textContent.toLowerCase();
    option.hidden = !words.every(word => text.includes(word));
  }
  for (const group of box.querySelectorAll("[role=group]")) {
    group.hidden = !shown(group).length;
  }
  choose(box, shown(box)[0]);
  return shown(box).length;
}

/** Choose the option that many places further down; the ends stop. */
export function step(box, by) {
  const options = shown(box);
  const to = Math.max(0, Math.min(options.length - 1, options.indexOf(chosen(box)) + by));
  choose(box, options[to]);
}

function choose(box, option) {
  chosen(box)?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  box.querySelector("input").setAttribute("aria-activedescendant", option?.id ?? "");
}
