/** What the scripts for parts share: the cards of a list, their names, their places. */
export const cardsOf = list => [...list.querySelectorAll(":scope > [data-part]")];

export const nameOf = card => card.querySelector("[data-title]").textContent.trim();

/** Write the places that the server reads, and tell the preview and the kept copy. */
export function changed(list) {
  cardsOf(list).forEach((card, at) => {
    card.querySelector("[name$='-position']").value = at + 1;
  });
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Return the card of a part, whether it was there when the page came or was added since. */
export function cardFor(part, key) {
  return [...document.querySelectorAll("[data-part]")]
    .find(card => card.dataset.part === part && card.querySelector("[name$='-key']").value === key);
}

/** Unfold a card, bring it into sight, and put the caret into its text. */
export function reveal(card) {
  card.querySelector("details").open = true;
  const field = card.querySelector("textarea, input:not([type=hidden], [type=checkbox])");
  card.scrollIntoView({ block: "start" });
  requestAnimationFrame(() => requestAnimationFrame(() => { // the rich text is made when it comes into sight
    (card.querySelector("[role=textbox]") ?? field).focus({ preventScroll: true });
  }));
}
