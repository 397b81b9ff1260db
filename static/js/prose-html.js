/** Between the HTML of a field and what the editor shows; there and back changes nothing. */
import { getHTMLFromFragment } from "../django_prose_editor/editor.js";

const parsed = html => new DOMParser().parseFromString(html, "text/html"); // runs and loads nothing

const TOKEN = /\[\[claim:([a-z0-9-]+)\]\]/;

/** Return the HTML with an element in the place of each claim's token. */
export function fromField(html) {
  const { body } = parsed(html);
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  texts.filter(text => TOKEN.test(text.data)).forEach(withElements);
  return body.innerHTML;
}

function withElements(text) {
  const pieces = text.data.split(TOKEN); // every second piece is a key
  text.replaceWith(...pieces.map((piece, at) => at % 2 ? claimElement(piece) : piece));
}

function claimElement(key) {
  const element = document.createElement("span");
  element.dataset.claim = key;
  return element;
}

/** Return the document as the site stores it: a block on each line, tokens, no empty paragraphs. */
export function toField(doc) {
  const { body: root } = parsed(getHTMLFromFragment(doc.content, doc.type.schema));
  for (const chip of root.querySelectorAll("[data-claim]")) {
    chip.replaceWith(`[[claim:${chip.dataset.claim}]]`);
  }
  root.querySelectorAll("p").forEach(trim);
  for (const item of root.querySelectorAll("li")) {
    if (item.children.length === 1 && item.firstChild.nodeName === "P") {
      item.replaceChildren(...item.firstChild.childNodes);
    }
  }
  root.querySelectorAll("ul, ol").forEach(list => list.replaceChildren("\n", ...lines(list), "\n"));
  root.replaceChildren(...lines(root));
  return root.innerHTML;
}

function trim(paragraph) {
  while (paragraph.lastChild?.nodeName === "BR") paragraph.lastChild.remove();
  if (!paragraph.textContent.trim() && !paragraph.closest("li")) paragraph.remove();
}

function lines(parent) {
  return [...parent.children].flatMap((block, at) => at ? ["\n", block] : [block]);
}
