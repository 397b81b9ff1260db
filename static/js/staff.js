/** What every screen of staff has: unsaved text is kept in the browser, and not left by mistake. */
import { enhance as keepText } from "./kept-text.js";
import { enhance as askBeforeLeaving } from "./leaving.js";

keepText(document);
askBeforeLeaving(document);
