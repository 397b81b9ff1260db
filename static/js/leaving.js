/** Ask before a page with unsaved text is left. */
import { collect, given } from "./form-values.js";

export function enhance(root) {
  const place = root.querySelector("[data-kept-text]");
  if (!place) return;
  const form = place.closest("form");
  const first = place.dataset.keptText === "refused" ? "" : JSON.stringify(given(form));
  let sent = false;
  form.addEventListener("submit", event => { sent = !event.submitter?.formTarget; });
  addEventListener("pageshow", () => { sent = false; }); // back again from the page after
  addEventListener("beforeunload", event => {
    if (!sent && JSON.stringify(collect(form)) !== first) event.preventDefault();
  });
}
