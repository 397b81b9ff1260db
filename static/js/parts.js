/** The order of a page's parts: arrows move a card, and its place is written for the server.
 *
 * Without this script each card shows its place as a number.
 */
import { announce } from "./announce.js";
import { addDragging } from "./parts-drag.js";
import { cardsOf, changed, nameOf } from "./parts-card.js";

export function enhance(root) {
  for (const list of root.querySelectorAll("[data-parts]")) {
    list.closest("section").dataset.scripted = "";
    cardsOf(list).forEach(dress);
    list.addEventListener("click", event => {
      const button = event.target.closest("[data-move]");
      if (button) move(button);
    });
    list.addEventListener("input", event => rename(event.target));
    addDragging(list, card => placed(card));
  }
  root.addEventListener("formset:added", event => {
    if (event.target.matches("[data-part]")) dress(event.target);
  });
}

function dress(card) {
  card.querySelector("[data-moves]").hidden = false;
  label(card);
}

function label(card) {
  for (const button of card.querySelectorAll("[data-move]")) {
    const way = button.dataset.move === "up" ? "Move up" : "Move down";
    button.setAttribute("aria-label", `${way}: ${nameOf(card)}`);
  }
}

/** Show the heading on the folded card while it is typed. */
function rename(field) {
  if (!/-(?:heading|name|label|question)$/.test(field.name ?? "")) return;
  const card = field.closest("[data-part]");
  card.querySelector("[data-title]").textContent = field.value || "Without a name";
  label(card);
}

function move(button) {
  const card = button.closest("[data-part]");
  const up = button.dataset.move === "up";
  const other = up ? card.previousElementSibling : card.nextElementSibling;
  if (!other) return announce(`${nameOf(card)} is the ${up ? "first" : "last"} already`);
  if (up) other.before(card);
  else other.after(card);
  button.focus(); // moving took the focus away
  placed(card);
}

function placed(card) {
  const all = cardsOf(card.parentElement);
  changed(card.parentElement);
  announce(`${nameOf(card)}: now ${all.indexOf(card) + 1} of ${all.length}`);
}
