/** Short ways to make elements and to name them; texts go in as texts, never as markup. */
export function element(name, className = "", text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

export function button(text, press, className = "button") {
  const made = Object.assign(element("button", className, text), { type: "button" });
  made.addEventListener("click", press);
  return made;
}

/** Return the words of a field's label, without the colon that Django adds; none if it has no label. */
export const labelOf = field => field?.labels?.[0]?.textContent.replace(/:\s*$/, "").trim() ?? "";
