/** What helps with writing a page, the rich text apart (write-richly.js); the form works without it. */
import { enhance as addClaimButtons } from "./claim-button.js";
import { enhance as addParts } from "./parts-add.js";
import { enhance as fold } from "./parts-fold.js";
import { enhance as order } from "./parts.js";
import { enhance as preparePicker } from "./picker.js";
import { enhance as prepareFrame } from "./preview-frame.js";
import { enhance as preview } from "./preview.js";

for (const enhance of [preparePicker, addParts, order, fold, prepareFrame, preview, addClaimButtons]) {
  enhance(document);
}
document.addEventListener("formset:added", event => addClaimButtons(event.target));
