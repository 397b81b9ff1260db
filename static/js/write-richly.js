/** The rich text fields of a screen; by itself, because its library is large and the rest must not wait for it. */
import { enhance } from "./prose.js";

enhance(document);
document.addEventListener("formset:added", event => enhance(event.target));
