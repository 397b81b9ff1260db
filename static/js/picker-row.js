/** One option of the picker's list. */
import { element } from "./element.js";

let count = 0;

/** Return the option for a claim, as `procedures/choices.py` lists it, or for a glossary term. */
export function row(thing) {
  const option = element("div");
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.id = `pick-${++count}`;
  if (thing.key) option.dataset.key = thing.key;
  else option.dataset.word = thing.word;
  if (thing.lapsed) option.setAttribute("aria-disabled", "true");
  const facts = thing.key ? [thing.validity, thing.certainty, thing.source, thing.key] : [thing.plain];
  option.append(element("b", "", thing.statement ?? thing.word), element("span", "", facts.join(" · ")));
  return option;
}
