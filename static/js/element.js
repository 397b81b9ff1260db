/** Short ways to make elements; texts go in as texts, never as markup. */
export function element(name, className = "", text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

export function button(text, press, className = "button") {
  const made = Object.assign(element("button", className, text), { type: "button" });
  made.addEventListener("click", press);
  return made;
}
