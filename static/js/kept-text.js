/** While somebody writes, this browser keeps a copy; it is offered again, never put in silently. */
import { collect, differences, given } from "./form-values.js";
import { offer } from "./kept-offer.js";
import { account, drop, dropAll, dropOld, earlier, markSent, newName, put, takeSent } from "./kept-store.js";

const PAUSE_MS = 400;
const FULL = "This browser cannot keep a copy of what you type: save often.";
let signedOut = false;

export function enhance(root) {
  dropOld();
  const sent = takeSent();
  if (sent && root.querySelector(".messagelist :is(.success, .info)")) drop(sent);
  root.querySelector("#logout-form")?.addEventListener("submit", () => {
    signedOut = true;
    dropAll();
  });
  const place = root.querySelector("[data-kept-text]:not([data-kept-text=never])");
  const isLong = place?.closest("form").querySelector("textarea"); // the rest is typed again in a minute
  if (isLong && account()) keep(place, sent);
}

function keep(place, sent) {
  const form = place.closest("form");
  const refused = place.dataset.keptText === "refused"; // the server shows what it did not save
  const own = refused && sent ? sent : newName();
  const first = JSON.stringify(given(form));
  for (const copy of earlier(own)) {
    if (differences(form, copy.values).length) offer(place, form, copy);
    else drop(copy.name);
  }
  let timer = 0;
  const store = () => {
    clearTimeout(timer);
    timer = 0;
    if (signedOut) return;
    const values = collect(form);
    if (!refused && JSON.stringify(values) === first) drop(own);
    else if (!put(own, values)) place.textContent = FULL;
  };
  store(); // what was typed before this script came
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(store, PAUSE_MS);
  });
  addEventListener("pagehide", () => timer && store());
  form.addEventListener("submit", event => {
    if (event.submitter?.formTarget) return; // only a look at the page
    store();
    markSent(own);
  });
}
