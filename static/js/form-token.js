/** After signing in again in another tab, a form's token is not good any more: take a new one from the same address. */

/** Return what came of it: "renewed", "signedOut", or "refused" where this person may not open the form. */
export async function renewToken(form) {
  const response = await fetch(location.href);
  if (response.redirected) return "signedOut";
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector(`#${form.id} [name=csrfmiddlewaretoken]`);
  if (!fresh) return "refused";
  form.elements.csrfmiddlewaretoken.value = fresh.value;
  return "renewed";
}
