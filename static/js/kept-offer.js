/** The offer of a kept text: compare it, take it over, or throw it away. */
import { announce } from "./announce.js";
import { button, element } from "./element.js";
import { fill } from "./form-fill.js";
import { differences } from "./form-values.js";
import { table } from "./kept-compare.js";
import { drop } from "./kept-store.js";

export function offer(place, form, copy) {
  const box = element("section", "panel");
  box.setAttribute("aria-label", "Unsaved text");
  const leave = words => {
    drop(copy.name);
    box.remove();
    place.tabIndex = -1;
    place.focus(); // the pressed button has gone
    announce(words);
  };
  const acts = element("p", "acts");
  acts.append(
    button("Compare", event => compare(event.target, box, form, copy)),
    button("Take it over", () => {
      fill(form, copy.values);
      leave("The unsaved text is in the form now. Save it to keep it.");
    }),
    button("Throw it away", () => leave("The unsaved text is thrown away.")),
  );
  box.append(element("p", "", `You have unsaved text from ${moment(copy.at)}. It is only in this browser.`), acts);
  place.append(box);
}

function compare(pressed, box, form, copy) {
  const old = box.querySelector("table");
  pressed.setAttribute("aria-expanded", String(!old));
  if (old) old.remove();
  else box.append(table(form, differences(form, copy.values)));
}

function moment(at) {
  const time = new Date(at);
  const day = time.toDateString() === new Date().toDateString() ? "" : `${time.toLocaleDateString()}, `;
  return day + time.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}
