/** Rich text over `<textarea data-prose>`, which holds HTML; without this script it is typed there.
 *
 * The library comes by a relative path: the policy for scripts allows no import map.
 */
import { Editor } from "../django_prose_editor/editor.js";
import { labelOf } from "./element.js";
import { fromField, toField } from "./prose-html.js";
import { names } from "./prose-names.js";
import { tidied } from "./prose-paste.js";
import { schema } from "./prose-schema.js";
import { addToolbar } from "./prose-toolbar.js";

const AHEAD = "600px"; // editors are made a little before they come into sight

/** Dress every field when it is about to be seen: a page has dozens, most of them folded away. */
export function enhance(root) {
  const seen = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      dress(target);
    }
  }, { rootMargin: AHEAD });
  root.querySelectorAll("textarea[data-prose]").forEach(field => seen.observe(field));
}

function dress(field) {
  const box = document.createElement("div");
  box.className = "prose-box";
  field.after(box);
  let given = field.value;
  const editor = new Editor({
    element: box,
    extensions: schema,
    content: fromField(given),
    injectCSS: false, // the policy for styles allows none; see static/staff/prose.css
    editorProps: {
      attributes: names(field),
      transformPastedHTML: html => fromField(tidied(html)),
    },
    onUpdate() {
      field.value = editor.state.doc.eq(first) ? given : toField(editor.state.doc);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  let first = editor.state.doc;
  if (document.activeElement === field) editor.commands.focus("end"); // who was quicker than the library
  field.hidden = true;
  field.addEventListener("filled", () => { // another script has put a text into the field
    given = field.value;
    editor.commands.setContent(fromField(given), { emitUpdate: false });
    first = editor.state.doc;
  });
  field.labels.forEach(label => label.addEventListener("click", () => editor.commands.focus()));
  addToolbar(editor, box, labelOf(field));
}
