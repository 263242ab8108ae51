// A Markdown text as a document to edit. What is not written as the toolbox writes it becomes a block of source text:
// whatever is read here comes out of `writeText` with the same bytes.

import { readList } from "./readlist.js";
import { BEGINS, inlineBlock, readParagraph } from "./readparagraph.js";
import { readTable } from "./readtable.js";
import { schema } from "./schema.js";
import { writeBlock, writeText } from "./write.js";

/** @import { Node } from "prosemirror-model" */

const HEADING = /^(#{2,4}) (\S.*)$/;
const RULE = /^ {0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$/;
const FIGURE = /^!\[([^[\]`\\]*)\]\(([^\s()<>]+)\)$/;
const NOTE = /^\[\^([\w-]+)\]:( +)(\S.*)$/s;
const ITEM = /^(?:[-*+]|\d{1,9}\.) /;
const MEANING = /^:( {1,3})(\S.*)$/;
const DEFINED = /^ {0,3}\[(?!\^)[^\]\n]+\]:/m;

/** @typedef {{ gap: string, lines: string[] }} Chunk */

/** @param {string} line */
const isBlank = (line) => !line.trim();

/**
 * Lines that stand together, each time with the line ends before them. A heading stands by itself.
 * @param {string} text
 * @returns {{ chunks: Chunk[], end: string }}
 */
function chunksOf(text) {
  /** @type {Chunk[]} */
  const chunks = [];
  let gap = "";
  let isOpen = false;
  text.split("\n").forEach((line, index) => {
    const before = index === 0 ? "" : "\n";
    const last = chunks.at(-1);
    const isAlone = line.startsWith("#") || /^\[\^[^\]]*\]:/.test(line);
    if (isBlank(line)) {
      gap += before + line;
      isOpen = false;
    } else if (isOpen && last && !isAlone && !last.lines[0].startsWith("#")) {
      last.lines.push(line);
    } else {
      chunks.push({ gap: gap + before, lines: [line] });
      gap = "";
      isOpen = true;
    }
  });
  return { chunks, end: gap };
}

/** @param {Chunk} chunk */
const isMeanings = ({ lines }) => lines.length > 1 && lines.some((line) => /^ {0,3}:\s/.test(line));

/**
 * Chunks that are one block: what is indented belongs to what stands above it, and lists of one kind go on.
 * @param {Chunk[]} chunks
 */
function grouped(chunks) {
  /** @type {Chunk[]} */
  const groups = [];
  for (const chunk of chunks) {
    const above = groups.at(-1);
    const [first] = chunk.lines;
    const kind = kindOf(chunk);
    const isMore = /^(?: {4}|\t)/.test(first) || (kind !== undefined && kind === kindOf(above));
    if (above && (isMore || (isMeanings(chunk) && isMeanings(above)))) {
      above.lines.push(...chunk.gap.split("\n").slice(1, -1), ...chunk.lines);
    } else {
      groups.push({ gap: chunk.gap, lines: [...chunk.lines] });
    }
  }
  return groups;
}

/**
 * Whatever sign its items have, one list goes on in the other.
 * @param {Chunk | undefined} chunk
 */
const kindOf = (chunk) => chunk && ITEM.exec(chunk.lines[0])?.[0].replace(/\d+/, "1").replace(/[*+]/, "-");

/**
 * @param {string[]} lines
 * @param {boolean} hasNames
 */
function readQuote(lines, hasNames) {
  if (!lines.every((line) => /^>(?: \S|$)/.test(line))) {
    return null;
  }
  const parts = lines
    .map((line) => line.slice(2))
    .join("\n")
    .split("\n\n");
  const paragraphs = parts.map((part) => readParagraph(part.split("\n"), hasNames));
  return paragraphs.every((each) => each !== null) ? schema.nodes.quote.createChecked(null, paragraphs) : null;
}

/**
 * @param {string[]} lines
 * @param {boolean} hasNames
 */
function readDefinitions(lines, hasNames) {
  let pad = "";
  const nodes = lines
    .filter((line) => !isBlank(line))
    .map((line) => {
      const meaning = MEANING.exec(line);
      pad = meaning?.[1] ?? pad;
      const odd = BEGINS.test(meaning?.[2] ?? line);
      return odd ? null : inlineBlock(meaning ? "meaning" : "term", {}, meaning?.[2] ?? line, hasNames);
    });
  return nodes.every((each) => each !== null) && nodes.at(-1)?.type.name === "meaning"
    ? schema.nodes.definitions.createChecked({ pad }, nodes)
    : null;
}

/**
 * @param {string[]} lines
 * @param {boolean} hasNames
 * @returns {Node | null}
 */
function readBlock(lines, hasNames) {
  const [first] = lines;
  const isOne = lines.length === 1;
  const heading = isOne && HEADING.exec(first);
  if (heading) {
    return inlineBlock("heading", { level: heading[1].length }, heading[2], hasNames);
  }
  if (isOne && RULE.test(first)) {
    return schema.nodes.rule.create({ raw: first });
  }
  const figure = isOne && FIGURE.exec(first);
  if (figure) {
    return schema.nodes.figure.create({ alt: figure[1], target: figure[2] });
  }
  const note = isOne && NOTE.exec(first);
  if (note) {
    return inlineBlock("note", { name: note[1], pad: note[2] }, note[3], hasNames);
  }
  if (ITEM.test(first)) {
    return readList(lines, hasNames);
  }
  if (first.startsWith(">")) {
    return readQuote(lines, hasNames);
  }
  if (isMeanings({ gap: "", lines })) {
    return readDefinitions(lines, hasNames);
  }
  return readTable(lines, hasNames) ?? readParagraph(lines, hasNames);
}

/**
 * As it is read when it comes out the same, else as source text.
 * @param {Chunk} chunk
 * @param {boolean} isFirst
 * @param {boolean} hasNames
 */
function sureBlock({ gap, lines }, isFirst, hasNames) {
  const raw = lines.join("\n");
  const attrs = { gap: isFirst || gap === "\n\n" ? null : gap };
  const read = raw.includes("\t") ? null : readBlock(lines, hasNames);
  return read && writeBlock(read, hasNames) === raw
    ? read.type.create({ ...read.attrs, ...attrs }, read.content)
    : schema.nodes.source.create(attrs, schema.text(raw));
}

/**
 * Whether '[words]' may be a link in a text: it is when the text says where that leads.
 * @param {string} text
 */
export const hasNamedLinks = (text) => DEFINED.test(text);

/**
 * The document of a text whose lines end in '\n'.
 * @param {string} text
 */
export function readText(text, hasNames = hasNamedLinks(text)) {
  const { chunks, end } = chunksOf(text);
  const groups = grouped(chunks);
  const blocks = groups.map((group, index) => sureBlock(group, index === 0, hasNames));
  const content = blocks.length > 0 ? blocks : [schema.nodes.paragraph.create()];
  const doc = schema.nodes.doc.createChecked({ start: groups[0]?.gap ?? "", end }, content);
  if (writeText(doc, hasNames) === text) {
    return doc;
  }
  return schema.nodes.doc.create(null, schema.nodes.source.create(null, text ? schema.text(text) : null));
}
