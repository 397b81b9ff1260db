/** Text from other programs: what their styles say of bold and italic is kept, all else of them is not.
 *
 * Styles and handlers are renamed before anything reads the text: our policy would refuse them one by one.
 */
const TAG = /<[a-z][^>]*>/gi;

export function tidied(html) {
  return html
    .replace(/<(\/?)h[1-6]\b/gi, "<$1p") // headings come by sections
    .replace(TAG, tag => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));
}

const says = (element, property, values) =>
  new RegExp(`${property}:\\s*(?:${values})`, "i").test(element.getAttribute("data-style") ?? "");

/** Return how a mark is recognized: by these tags, unless a style takes it back, or by a style. */
export function recognize(tags, property, values) {
  const isPlain = element => says(element, property, "normal|400");
  return [
    ...tags.map(tag => ({ tag, getAttrs: element => !isPlain(element) && null })),
    { tag: "span[data-style]", getAttrs: element => says(element, property, values) && null },
  ];
}
