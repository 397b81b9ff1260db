/** What differs between a form and a kept text, as a table. */
import { element, labelOf } from "./element.js";
import { fields, nameOf } from "./form-values.js";

/** Return the table for a list of [name, now, then]; the places of parts follow from their order. */
export function table(form, found) {
  const made = element("table", "kept-table");
  made.append(row("th", ["Field", "In the form now", "Your unsaved text"]));
  const told = found.filter(([name]) => !name.endsWith("/position"));
  made.append(...told.map(([name, now, then]) => row("td", [title(form, name), readable(now), readable(then)])));
  if (!told.length) made.append(row("td", ["Order of the parts", "As it is", "Another"]));
  return made;
}

/** Return a field's label, and the heading of the part that it belongs to. */
function title(form, name) {
  const field = fields(form).find(one => nameOf(one) === name);
  const label = labelOf(field) || name.split("/").at(-1).replaceAll("_", " ");
  const part = field?.closest("[data-part]")?.querySelector("[data-title]").textContent ?? name.split("/").at(-3);
  return part ? `${part}: ${label}` : label;
}

const readable = html => new DOMParser().parseFromString(html, "text/html").body.textContent.trim() || "(empty)";

function row(kind, texts) {
  const line = element("tr");
  line.append(...texts.map(text => element(kind, "", text)));
  return line;
}
