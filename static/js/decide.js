/** What the screens have on which staff decide on a text. */
import { enhance as copyTexts } from "./copy-text.js";
import { enhance as framePages } from "./page-frame.js";

copyTexts(document);
framePages(document);
