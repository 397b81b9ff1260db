/** The question to the server how the page looks, and what became of it, in words. */
import { renewToken } from "./form-token.js";

const SAY = {
  current: "This is the page with your text. Readers do not see it yet.",
  invalid: "The page cannot be drawn until this is put right:",
  signedOut: "You are signed out, so the page cannot be drawn. Sign in again in another tab; your text stays here.",
  refused: "This form is too old to be read. Load the page again; this browser keeps your text and will offer it.",
  failed: "The page cannot be drawn: the server had a fault. Your text is still here. Tell whoever runs the site.",
  gone: "The server does not answer, so the page cannot be drawn. Your text stays here; drawing goes on by itself.",
};

/** Return {state, words, page, findings, problems}; the state "overtaken" means that a newer question is out. */
export async function ask(address, form, signal) {
  const found = await answer(address, form, signal);
  return { findings: [], problems: [], words: SAY[found.state], ...found };
}

async function answer(address, form, signal, again = true) {
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(address, { method: "POST", body: new FormData(form), headers, signal });
    if (response.redirected) return { state: "signedOut" };
    if (response.status === 403) {
      const state = again ? await renewToken(form) : "refused";
      return state === "renewed" ? answer(address, form, signal, false) : { state };
    }
    if (response.headers.get("Content-Type") !== "application/json") return { state: "failed" };
    return { state: response.ok ? "current" : "invalid", ...await response.json() };
  } catch (error) {
    return { state: error.name === "AbortError" ? "overtaken" : "gone" };
  }
}
