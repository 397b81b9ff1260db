/** Adding a part from the group's template, and removing one until it is saved. */
import { announce } from "./announce.js";
import { changed, nameOf, reveal } from "./parts-card.js";

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"; // as `new_key` in bmcspine/publishing/documents.py
const KEY_LENGTH = 8;

export function enhance(root) {
  for (const group of root.querySelectorAll("section:has(> [data-parts])")) {
    group.querySelector("[data-blank]")?.remove(); // the empty card for those without script
    const button = group.querySelector("[data-add]");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => reveal(add(group)));
    count(group);
  }
  root.addEventListener("click", event => {
    const button = event.target.closest("[data-remove], [data-keep]");
    if (button) remove(button.closest("[data-part]"), "remove" in button.dataset);
  });
}

/** Append an empty card with a key of its own, and return it. */
export function add(group, key = newKey()) {
  const list = group.querySelector("[data-parts]");
  const { innerHTML } = group.querySelector("template");
  const holder = document.createElement("template");
  holder.innerHTML = innerHTML.replaceAll("__prefix__", total(group).value);
  const card = holder.content.querySelector("[data-part]");
  list.append(card);
  card.querySelector("[name$='-key']").value = key;
  total(group).value = Number(total(group).value) + 1;
  const detail = { formsetName: group.dataset.prefix };
  card.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail }));
  changed(list);
  return card;
}

export function remove(card, gone) {
  card.querySelector("[name$='-DELETE']").checked = gone;
  card.toggleAttribute("data-gone", gone);
  card.querySelector("details").open = !gone;
  card.querySelector("[data-gone-note]").hidden = !gone;
  card.querySelector(gone ? "[data-keep]" : "[data-remove]").focus();
  announce(gone ? `${nameOf(card)}: goes when you save` : `${nameOf(card)}: stays`);
  changed(card.parentElement);
}

const total = group => group.querySelector("[name$='-TOTAL_FORMS']");

/** Forms are counted anew, because the empty card has left. */
function count(group) {
  total(group).value = group.querySelectorAll("[data-part]").length;
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(KEY_LENGTH))].map(n => LETTERS[n % LETTERS.length]).join("");
}
