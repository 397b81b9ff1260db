/** Put a kept text back into a form, with the parts that it added, in its order. */
import { fields, nameOf, put } from "./form-values.js";
import { add, remove } from "./parts-add.js";
import { cardFor, cardsOf, changed } from "./parts-card.js";

export function fill(form, values) {
  for (const name of Object.keys(values).filter(one => one.endsWith("/key"))) {
    const [part, key] = name.split("/");
    const list = form.querySelector(`[data-parts="${part}"]`);
    if (list && !cardFor(part, key)) add(list.closest("section"), key);
  }
  for (const field of fields(form)) {
    const value = values[nameOf(field)];
    if (value !== undefined && !field.name.endsWith("-DELETE")) put(field, value);
  }
  form.querySelectorAll("[data-parts]").forEach(list => arrange(list, values));
}

function arrange(list, values) {
  const place = card => Number(card.querySelector("[name$='-position']").value) || Infinity;
  list.append(...cardsOf(list).sort((one, other) => place(one) - place(other)));
  for (const card of cardsOf(list)) {
    const key = card.querySelector("[name$='-key']").value;
    if (values[`${list.dataset.parts}/${key}/DELETE`] === "on") remove(card, true);
  }
  changed(list);
}
