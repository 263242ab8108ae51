// Texts as the editor of a page reads, shows and writes them, for `tests/site/test_rich_text.py`: {pages, texts, made} in.
// Out: each page as it is written; {text, written, html, sources} of each text, and the like of `made` documents that are
// put together at random from odd words.

import { readFileSync } from "node:fs";
import { readPage, writePage } from "../../scripts/toolbox/theme/js/proposal/pagetext.js";
import { readText } from "../../scripts/toolbox/theme/js/proposal/rich/read.js";
import { schema } from "../../scripts/toolbox/theme/js/proposal/rich/schema.js";
import { writeText } from "../../scripts/toolbox/theme/js/proposal/rich/write.js";

const TAGS = { paragraph: "p", bullet_list: "ul", ordered_list: "ol", item: "li", quote: "blockquote" };
const MORE = { definitions: "dl", term: "dt", meaning: "dd", headrow: "tr", row: "tr", headcell: "th", cell: "td" };
const MARKS = { strong: "strong", em: "em", code: "code" };

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function inline(node) {
  return node.children
    .map((child) => {
      const names = { noteref: "<sup>?</sup>", fold: " ", break: "<br>" };
      const words = child.isText ? escaped(child.text) : names[child.type.name];
      return child.marks.reduceRight((text, { type, attrs }) => {
        return type.name === "link"
          ? `<a href="${escaped(attrs.href)}">${text}</a>`
          : `<${MARKS[type.name]}>${text}</${MARKS[type.name]}>`;
      }, words);
    })
    .join("");
}

function html(node) {
  const name = node.type.name;
  const inner = node.inlineContent ? inline(node) : node.children.map(html).join("");
  if (name === "doc") return inner;
  if (name === "note") return "";
  if (name === "source") return "SOURCE";
  if (name === "rule") return "<hr>";
  if (name === "figure") return `<p><img alt="${escaped(node.attrs.alt)}"></p>`;
  if (name === "table") return `<table>${inner}</table>`;
  const tag = name === "heading" ? `h${node.attrs.level}` : { ...TAGS, ...MORE }[name];
  return inner || node.type.isTextblock === false || name.endsWith("cell") ? `<${tag}>${inner}</${tag}>` : "";
}

// The same numbers each time (mulberry32).
let seed = 1;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(random() * list.length)];
const some = (most, make) => Array.from({ length: 1 + Math.floor(random() * most) }, make);

const ODD =
  "a woord naam_veld 5*3 * _ ** __ # ## - + > 1. 2) : | [x] [ ] ] ![ <b> < & &amp; &lt; ` `` \\ \\* ! ( ) {x} {#a} --- === ~~~ " +
  "[^1] [a]: (b) [a](b) *a* _b_ **c** http://x.nl een.md é ’ a|b a_b_c *. .* x* *x x_ _x \\\\ && ;";
const WORDS = ODD.split(" ");
const { strong, em, link, code } = schema.marks;

function words() {
  return some(6, () => {
    const marks = pick([
      [],
      [],
      [],
      [strong.create()],
      [em.create()],
      [strong.create(), em.create()],
      [link.create({ href: "https://voorbeeld.nl/a_b" })],
    ]);
    const more = random() < 0.2 ? link.create({ href: "../inleiding.md" }).addToSet(marks) : marks;
    const text = some(3, () => pick(WORDS)).join(random() < 0.8 ? " " : "") + (random() < 0.7 ? " " : "");
    return random() < 0.06 ? schema.text("x = `".slice(0, 3), [code.create()]) : schema.text(text, more);
  });
}

const textblock = (type, attrs) => schema.nodes[type].create(attrs, words());
const item = (depth) =>
  schema.nodes.item.create(null, [textblock("paragraph"), ...(depth < 2 && random() < 0.2 ? [list(depth + 1)] : [])]);
function list(depth) {
  const type = pick(["bullet_list", "ordered_list"]);
  return schema.nodes[type].create(
    null,
    some(3, () => item(depth)),
  );
}
const row = (type, cell, count) =>
  schema.nodes[type].create(
    null,
    Array.from({ length: count }, () => textblock(cell)),
  );
function table() {
  const count = 1 + Math.floor(random() * 3);
  return schema.nodes.table.create(null, [
    row("headrow", "headcell", count),
    ...some(3, () => row("row", "cell", count)),
  ]);
}
const BLOCKS = [
  () => textblock("paragraph"),
  () => textblock("paragraph"),
  () => textblock("heading", { level: pick([2, 3, 4]) }),
  () => list(0),
  table,
  () =>
    schema.nodes.quote.create(
      null,
      some(2, () => textblock("paragraph")),
    ),
  () => schema.nodes.definitions.create(null, some(2, () => [textblock("term"), textblock("meaning")]).flat()),
  () => schema.nodes.rule.create(),
];

function document() {
  const blocks = [];
  for (const block of some(5, () => pick(BLOCKS)())) {
    // Two lists of one kind, one after another, are one.
    if (!blocks.length || blocks.at(-1).type !== block.type || block.type.name === "paragraph") {
      blocks.push(block);
    }
  }
  return schema.nodes.doc.create(null, blocks);
}

function saved(source) {
  const page = readPage(source);
  for (const piece of page.pieces) {
    piece.text = writeText(readText(piece.text), false);
  }
  return writePage(page, source);
}

function opened(text) {
  const doc = readText(text);
  const sources = doc.children.filter((node) => node.type.name === "source").map((node) => node.textContent);
  return { text, written: writeText(doc, false), html: html(doc), sources };
}

const { pages, texts, made } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const documents = Array.from({ length: made }, () => {
  const doc = document();
  return { meant: html(doc), ...opened(writeText(doc, false)) };
});
process.stdout.write(JSON.stringify({ pages: pages.map(saved), texts: texts.map(opened), documents }));
