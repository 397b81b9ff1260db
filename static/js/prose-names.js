/** What a rich text's box is called; it stands for a field that is hidden then. */

/** Give the text box the name, the help and the error of the field that it stands for. */
export function names(field) {
  const [label] = field.labels;
  if (label) label.id ||= `${field.id}_label`;
  const from = ["aria-describedby", "aria-invalid"].filter(name => field.hasAttribute(name));
  const copied = from.map(name => [name, field.getAttribute(name)]);
  const own = { class: "prose-text", role: "textbox", "aria-multiline": "true", spellcheck: "true" };
  return { ...own, "aria-labelledby": label?.id ?? "", ...Object.fromEntries(copied) };
}
