/** What differs between a form and a kept text, as a table. */
import { element } from "./element.js";
import { fields, nameOf } from "./form-values.js";

const TELLS_NOTHING = /\/(?:position|role|level|match)$/; // of a part that is not in the form

/** Return the table for a list of [name, now, then]; the places of parts follow from their order. */
export function table(form, found) {
  const made = element("table", "kept-table");
  made.append(row("th", ["Field", "In the form now", "Your unsaved text"]));
  const known = new Map(fields(form).map(field => [nameOf(field), field]));
  const told = found.filter(([name]) => known.has(name) && !name.endsWith("/position"));
  made.append(...told.map(([name, now, then]) => row("td", [title(known.get(name)), readable(now), readable(then)])));
  const parts = missing(found.filter(([name]) => !known.has(name)));
  made.append(...parts.map(words => row("td", ["Another part", "(not there)", words])));
  if (made.rows.length === 1) made.append(row("td", ["Order of the parts", "As it is", "Another"]));
  return made;
}

/** Return the words of each part that stands in the kept text only. */
function missing(found) {
  const parts = new Map();
  for (const [name, , then] of found.filter(([one]) => !TELLS_NOTHING.test(one))) {
    const part = name.split("/").slice(0, 2).join("/");
    parts.set(part, [parts.get(part), readable(then)].filter(Boolean).join("\n"));
  }
  return [...parts.values()];
}

/** Return a field's label, and the heading of the part that it belongs to. */
function title(field) {
  const label = field.labels?.[0]?.textContent.trim().replace(/:$/, "") ?? field.name.replaceAll("_", " ");
  const part = field.closest("[data-part]")?.querySelector("[data-title]").textContent;
  return part ? `${part}: ${label}` : label;
}

const readable = html => new DOMParser().parseFromString(html, "text/html").body.textContent.trim() || "(empty)";

function row(kind, texts) {
  const line = element("tr");
  line.append(...texts.map(text => element(kind, "", text)));
  return line;
}
