/** All that a rich text may hold; `bmcspine/publishing/markup.py` allows the same on the server. */
import {
  Bold, BulletList, Document, HardBreak, Heading, Italic, ListItem, Mark, Node, Paragraph, Text, UndoRedo,
} from "../django_prose_editor/editor.js";
import { Claim } from "./prose-claim.js";
import { ask } from "./prose-link.js";
import { recognize } from "./prose-paste.js";

const ALLOWED_TARGET = /^(?:\/|#|https?:|mailto:|tel:)/i;

/** Third headings of older texts stay; new headings are sections of their own. */
const OldHeading = Heading.configure({ levels: [3] }).extend({
  addInputRules: () => [],
  addKeyboardShortcuts: () => ({}),
});

const Strong = Bold.extend({ parseHTML: () => recognize(["strong", "b"], "font-weight", "bold|[6-9]00") });
const Emphasis = Italic.extend({ parseHTML: () => recognize(["em", "i"], "font-style", "italic") });

/** Tab leaves the text, as it leaves every other field. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

/** The library's own also keeps numbers and styles, which the sanitizer would take away. */
const OrderedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: () => ["ol", 0],
});

/** A link with an address and nothing else. */
const Link = Mark.create({
  name: "link",
  priority: 1000, // the outermost of all marks, so that one link is not cut into several
  inclusive: false,
  addAttributes: () => ({ href: {} }),
  parseHTML: () => [{
    tag: "a[href]",
    getAttrs: link => ALLOWED_TARGET.test(link.getAttribute("href")) && null,
  }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { "Mod-k": () => ask(this.editor) };
  },
});

export const schema = [
  Document, Paragraph, Text, HardBreak, OldHeading, BulletList, OrderedList, Item, Strong, Emphasis, Link,
  Claim, UndoRedo,
];
