/** Which cards stand open: those that were open before saving, else all of a short page. */
import { cardsOf } from "./parts-card.js";

const SHORT_PAGE_CARDS = 5;

export function enhance(root) {
  const lists = [...root.querySelectorAll("[data-parts]")];
  if (!lists.length) return;
  const place = `open-cards:${location.pathname}`;
  const cards = () => lists.flatMap(cardsOf);
  const remembered = JSON.parse(sessionStorage.getItem(place) ?? "null");
  for (const card of cards()) {
    const open = remembered ? remembered.includes(name(card)) : cards().length <= SHORT_PAGE_CARDS;
    if (open) card.querySelector("details").open = true; // one with an error is open already
  }
  root.addEventListener("toggle", () => {
    const open = cards().filter(card => card.querySelector("details").open);
    sessionStorage.setItem(place, JSON.stringify(open.map(name)));
  }, { capture: true }); // this event does not bubble
  lists.forEach(addButton);
}

const name = card => `${card.dataset.part}:${card.querySelector("[name$='-key']").value}`;

function addButton(list) {
  const button = list.closest("section").querySelector("[data-fold]");
  if (!button || cardsOf(list).length < 2) return;
  const folds = () => cardsOf(list).map(card => card.querySelector("details"));
  const anyOpen = () => folds().some(fold => fold.open);
  const label = () => { button.textContent = anyOpen() ? "Close all" : "Open all"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = !anyOpen();
    folds().forEach(fold => { fold.open = open; });
  });
  list.addEventListener("toggle", label, { capture: true });
  label();
}
