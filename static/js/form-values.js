/** What stands in a form, by names that survive moves: a part's fields go by its key, not by its number. */
const NEVER = ["button", "file", "image", "password", "reset", "submit"];
const firstValues = new WeakMap();

/** Return {name: value} of all that may be kept: no tokens, no passwords, no files. */
export function collect(form) {
  const said = fields(form).filter(field => field.type !== "radio" || field.checked);
  return Object.fromEntries(said.map(field => [nameOf(field), valueOf(field)]));
}

/** Return what the server put into the form, though somebody may have typed before the script came. It
 * is read once, at the start: copying a long form takes time, and parts come and go afterwards. */
export function given(form) {
  if (!firstValues.has(form)) {
    const untouched = form.cloneNode(true);
    untouched.reset();
    firstValues.set(form, collect(untouched));
  }
  return firstValues.get(form);
}

export function fields(form) {
  const own = field => field.name && !NEVER.includes(field.type) && !field.closest("[data-never-keep]");
  const ofDjango = field => /^csrfmiddlewaretoken$|_FORMS$/.test(field.name);
  return [...form.elements].filter(field => own(field) && !ofDjango(field));
}

export function nameOf(field) {
  const card = field.closest("[data-part]");
  const isOneOfMany = field.type === "checkbox" && field.value !== "on";
  if (!card) return isOneOfMany ? `${field.name}: ${field.value}` : field.name;
  const key = card.querySelector("[name$='-key']").value;
  return `${card.dataset.part}/${key}/${field.name.split("-").at(-1)}`;
}

function valueOf(field) {
  if (field.type === "checkbox") return field.checked ? "on" : "";
  if (field.multiple) return [...field.selectedOptions].map(option => option.value).join("\n");
  return field.value.replace(/\r\n/g, "\n");
}

export function put(field, value) {
  if (field.type === "checkbox") field.checked = value === "on";
  else if (field.type === "radio") field.checked = field.value === value;
  else if (field.multiple) [...field.options].forEach(one => { one.selected = value.split("\n").includes(one.value); });
  else field.value = value;
  field.dispatchEvent(new Event("filled"));
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** Return [name, now, then] of what differs; hidden fields tell a person nothing. */
export function differences(form, then) {
  const now = collect(form);
  const hidden = new Set(fields(form).filter(field => field.type === "hidden").map(nameOf));
  return [...new Set([...Object.keys(now), ...Object.keys(then)])]
    .filter(name => !hidden.has(name) && !name.endsWith("/key"))
    .map(name => [name, now[name] ?? "", then[name] ?? ""])
    .filter(([, a, b]) => a.trim() !== b.trim());
}
