/** Dragging a card by its grip, with mouse, pen or finger; an extra, since the arrows do the same. */
import { cardsOf } from "./parts-card.js";

const EDGE_PX = 60; // nearer than this to the screen's edge, the page scrolls along

export function addDragging(list, dropped) {
  list.addEventListener("pointerdown", event => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    start(list, grip, dropped);
  });
}

function start(list, grip, dropped) {
  const card = grip.closest("[data-part]");
  const before = cardsOf(list).indexOf(card);
  const from = grip.getBoundingClientRect().top;
  list.dataset.dragging = ""; // folds every card, so that neighbors are near
  card.dataset.dragged = "";
  scrollBy(0, grip.getBoundingClientRect().top - from);
  const follow = event => drag(list, card, event.clientY);
  const stop = () => {
    grip.removeEventListener("pointermove", follow);
    delete list.dataset.dragging;
    delete card.dataset.dragged;
    card.scrollIntoView({ block: "nearest" });
    if (cardsOf(list).indexOf(card) !== before) dropped(card);
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", stop, { once: true });
}

/** Move the neighbor, never the dragged card: taking that out of the page would end the drag. */
function drag(list, card, y) {
  if (y < EDGE_PX) scrollBy(0, y - EDGE_PX);
  if (y > innerHeight - EDGE_PX) scrollBy(0, y - innerHeight + EDGE_PX);
  const all = cardsOf(list);
  const at = all.indexOf(card);
  const middle = other => other.getBoundingClientRect().top + other.offsetHeight / 2;
  const above = all.slice(0, at).filter(other => y < middle(other));
  const below = all.slice(at + 1).filter(other => y > middle(other));
  if (above.length) card.after(...above);
  if (below.length) card.before(...below);
}
