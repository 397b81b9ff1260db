/** A claim inside a rich text: shown as its sentence, stored as `[[claim:KEY]]`. */
import { Node, nodeInputRule, nodePasteRule } from "../django_prose_editor/editor.js";
import { evidence } from "./evidence.js";

const keyOf = token => ({ key: token.slice("[[claim:".length, -"]]".length) });

export const Claim = Node.create({
  name: "claim",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ key: { parseHTML: element => element.dataset.claim } }),
  parseHTML: () => [{ tag: "span[data-claim]" }],
  renderHTML: ({ node }) => ["span", { "data-claim": node.attrs.key }, `[[claim:${node.attrs.key}]]`],
  renderText: ({ node }) => `[[claim:${node.attrs.key}]]`,
  addNodeView: () => ({ node }) => {
    const dom = document.createElement("span");
    dom.className = "claim-chip";
    show(dom, node.attrs.key);
    return { dom };
  },
  addInputRules() {
    const rule = { find: /\[\[claim:[a-z0-9-]+\]\]$/, type: this.type };
    return [nodeInputRule({ ...rule, getAttributes: ([token]) => keyOf(token) })];
  },
  addPasteRules() {
    const rule = { find: /\[\[claim:[a-z0-9-]+\]\]/g, type: this.type };
    return [nodePasteRule({ ...rule, getAttributes: ([token]) => keyOf(token) })];
  },
});

function show(chip, key) {
  chip.textContent = key;
  chip.title = "A claim; its sentence is being loaded";
  evidence().then(
    ({ claims }) => fill(chip, key, claims.find(claim => claim.key === key)),
    () => { chip.title = `The claim “${key}”. Its sentence could not be loaded.`; },
  );
}

function fill(chip, key, claim) {
  chip.dataset.state = !claim ? "unknown" : claim.lapsed ? "lapsed" : "current";
  chip.textContent = claim?.statement ?? key;
  chip.title = claim
    ? `Claim “${key}”. Source: ${claim.source}. ${claim.validity}.`
    : `There is no claim “${key}”: remove this, or add the claim.`;
}
