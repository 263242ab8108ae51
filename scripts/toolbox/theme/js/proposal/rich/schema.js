// What a text of the toolbox is made of, as ProseMirror holds it: exactly the Markdown that the site shows, and a block
// of source text for what is written otherwise.

import { Schema } from "prosemirror-model";

/** @import { DOMOutputSpec, Node, NodeSpec, MarkSpec } from "prosemirror-model" */

// In the page around it a text stands below a heading of level 3.
const BELOW = 4;
const SAFE_LINK = /^(?:https:\/\/|mailto:|tel:|#|(?:\.\.?\/)*[a-z0-9][\w./-]*\.md(?:#[\w-]+)?$)/i;

// The empty lines before a block, when they are others than one.
const gap = { gap: { default: null } };

/** @param {HTMLElement} element */
const levelOf = (element) => Math.min(4, Math.max(2, Number(element.dataset.level ?? element.tagName[1])));

/**
 * A heading as it is shown; the first one of a text, of level `first`, comes right below those of the page.
 * @param {Node} node
 * @returns {[string, Record<string, string>]}
 */
export const headingTag = ({ attrs: { level } }, first = 2) => [
  `h${BELOW + Math.max(0, level - first)}`,
  { class: `tb-rich__head tb-rich__head--${level}`, "data-level": `${level}` },
];

/**
 * The level of the heading with which a text begins.
 * @param {Node} doc
 */
export const firstLevel = (doc) => doc.firstChild?.attrs.level ?? 2;

/** @param {HTMLElement} element */
const dataOf = (element) => element.dataset;

/** @type {Record<string, NodeSpec>} */
const nodes = {
  doc: { content: "block+", attrs: { start: { default: "" }, end: { default: "" } } },
  paragraph: {
    group: "block",
    content: "inline*",
    attrs: gap,
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },
  heading: {
    group: "block",
    content: "inline*",
    attrs: { ...gap, level: { default: 2 } },
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (element) => ({ level: levelOf(/** @type {HTMLElement} */ (element)) }),
    })),
    toDOM: (node) => [...headingTag(node), 0],
  },
  bullet_list: {
    group: "block list",
    content: "item+",
    attrs: { ...gap, sign: { default: "-" }, pad: { default: " " }, loose: { default: false } },
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    group: "block list",
    content: "item+",
    attrs: { ...gap, start: { default: 1 }, step: { default: 1 }, pad: { default: " " }, loose: { default: false } },
    parseDOM: [{ tag: "ol" }],
    toDOM: (node) => (node.attrs.start === 1 ? ["ol", 0] : ["ol", { start: node.attrs.start }, 0]),
  },
  item: { content: "paragraph+ list?", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  quote: {
    group: "block",
    content: "paragraph+",
    attrs: gap,
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  definitions: {
    group: "block",
    content: "(term | meaning)+",
    attrs: { ...gap, pad: { default: "   " } },
    parseDOM: [{ tag: "dl" }],
    toDOM: () => ["dl", 0],
  },
  term: { content: "inline*", defining: true, parseDOM: [{ tag: "dt" }], toDOM: () => ["dt", 0] },
  meaning: { content: "inline*", defining: true, parseDOM: [{ tag: "dd" }], toDOM: () => ["dd", 0] },
  // `raw` is a line as it was written, for as long as the same words stand in it.
  table: {
    group: "block",
    content: "headrow row+",
    attrs: { ...gap, rule: { default: "" }, framed: { default: true } },
    isolating: true,
    parseDOM: [{ tag: "table" }],
    toDOM: () => ["table", ["tbody", 0]],
  },
  headrow: {
    content: "headcell+",
    attrs: { raw: { default: "" } },
    parseDOM: [{ tag: "tr.is-head", priority: 60 }],
    toDOM: () => ["tr", { class: "is-head" }, 0],
  },
  row: { content: "cell+", attrs: { raw: { default: "" } }, parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
  headcell: { content: "inline*", isolating: true, parseDOM: [{ tag: "th" }], toDOM: () => ["th", 0] },
  cell: { content: "inline*", isolating: true, parseDOM: [{ tag: "td" }], toDOM: () => ["td", 0] },
  figure: {
    group: "block",
    atom: true,
    attrs: { ...gap, alt: { default: "" }, target: { default: "" } },
    parseDOM: [{ tag: "p[data-target]", priority: 60, getAttrs: (element) => ({ ...dataOf(element) }) }],
    toDOM: ({ attrs: { alt, target } }) => [
      "p",
      { class: "tb-rich__figure", "data-alt": alt, "data-target": target },
      `Afbeelding: ${alt}`,
    ],
  },
  rule: {
    group: "block",
    atom: true,
    attrs: { ...gap, raw: { default: "---" } },
    parseDOM: [{ tag: "hr" }],
    toDOM: () => ["hr"],
  },
  note: {
    group: "block",
    content: "inline*",
    attrs: { ...gap, name: { default: "" }, pad: { default: " " } },
    defining: true,
    parseDOM: [{ tag: "p[data-name]", priority: 60, getAttrs: (element) => ({ name: dataOf(element).name }) }],
    toDOM: (node) => ["p", { class: "tb-rich__note", "data-name": node.attrs.name }, 0],
  },
  source: {
    group: "block",
    content: "text*",
    marks: "",
    attrs: gap,
    code: true,
    defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
    toDOM: () => ["div", { class: "tb-rich__source", role: "group", "aria-label": "Brontekst" }, ["pre", 0]],
  },
  text: { group: "inline" },
  noteref: {
    group: "inline",
    inline: true,
    atom: true,
    attrs: { name: { default: "" } },
    parseDOM: [{ tag: "sup[data-name]", getAttrs: (element) => ({ name: dataOf(element).name }) }],
    toDOM: (node) => ["sup", { "data-name": node.attrs.name }, `noot ${node.attrs.name}`],
  },
  break: {
    group: "inline",
    inline: true,
    selectable: false,
    attrs: { pad: { default: "" } },
    leafText: () => "\n",
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
  // The end of a line within a paragraph of the source: a space for who reads it.
  fold: {
    group: "inline",
    inline: true,
    selectable: false,
    attrs: { pad: { default: "" } },
    leafText: () => " ",
    toDOM: () => /** @type {DOMOutputSpec} */ (["span", { class: "tb-rich__fold" }, " "]),
  },
};

/** @type {Record<string, MarkSpec>} */
const marks = {
  // `inside`: the marks that it was written within; `plain`: the address itself is what shows.
  link: {
    attrs: { href: {}, inside: { default: "" }, plain: { default: false } },
    inclusive: false,
    parseDOM: [
      {
        tag: "a",
        getAttrs: (element) => {
          const { dataset } = /** @type {HTMLElement} */ (element);
          const href = dataset.href ?? /** @type {HTMLElement} */ (element).getAttribute("href") ?? "";
          return SAFE_LINK.test(href) && { href };
        },
      },
    ],
    // Without an address of its own: nothing in the text that is edited leads away from it.
    toDOM: (mark) => ["a", { class: "tb-preview__link", title: mark.attrs.href, "data-href": mark.attrs.href }, 0],
  },
  strong: {
    attrs: { sign: { default: "*" } },
    parseDOM: [{ tag: "strong" }, { tag: "b" }],
    toDOM: () => ["strong", 0],
  },
  em: {
    attrs: { sign: { default: "*" } },
    parseDOM: [{ tag: "em" }, { tag: "i" }],
    toDOM: () => ["em", 0],
  },
  code: { excludes: "_", parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
};

export const schema = new Schema({ nodes, marks });
