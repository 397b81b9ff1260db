/** Copies of unsaved text in this browser, for a day at most: docs/adr/0012-unsaved-text-in-the-browser.md */
const PREFIX = "kept-text:";
const LONGEST_MS = 24 * 60 * 60 * 1000;
const SENT = "kept-text-sent";

export const account = () => document.querySelector("meta[name=account]")?.content;

/** Return a name for what is typed into this page now; each visit has its own, so that none overwrites another. */
export const newName = () => `${prefix()}${Date.now()}`;

/** Keep values under a name; false where the browser has no room, or keeps nothing by its settings. */
export function put(name, values) {
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), values }));
    return true;
  } catch (error) {
    if (error.name !== "QuotaExceededError" && error.name !== "SecurityError") throw error;
    return false;
  }
}

export const drop = name => localStorage.removeItem(name);

/** Return {name, at, values} of earlier visits to this address by this account, the newest first. */
export function earlier(own) {
  return names(prefix())
    .filter(name => name !== own)
    .map(name => ({ name, ...JSON.parse(localStorage.getItem(name)) }))
    .sort((one, other) => other.at - one.at);
}

/** Forget all of this account's texts: whoever sits here next must not find them. */
export const dropAll = () => names(`${PREFIX}${account()}:`).forEach(drop);

/** Forget the texts of yesterday, whoever wrote them. */
export function dropOld() {
  const isOld = name => Date.now() - JSON.parse(localStorage.getItem(name)).at > LONGEST_MS;
  names(PREFIX).filter(isOld).forEach(drop);
}

/** Remember over the next page load which text was sent to the server. */
export const markSent = name => sessionStorage.setItem(SENT, name);

export function takeSent() {
  const name = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  return name;
}

function prefix() {
  const query = new URLSearchParams(location.search);
  query.delete("_changelist_filters");
  return `${PREFIX}${account()}:${location.pathname}?${query}:`;
}

const names = start => Object.keys(localStorage).filter(name => name.startsWith(start));
