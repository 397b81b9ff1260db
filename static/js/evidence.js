/** What texts may refer to: claims, glossary terms and pages, loaded once for a screen. */
let loading = null;

/** Return a promise of {claims, terms, pages}; after a failure the next call tries again. */
export function evidence() {
  loading ??= load().catch(error => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load() {
  const { evidence: address } = document.querySelector("[data-evidence]").dataset;
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (response.redirected || !response.ok) throw new Error(`No list of claims: ${response.status}`);
  return response.json();
}
