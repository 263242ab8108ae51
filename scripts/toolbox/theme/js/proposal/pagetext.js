// A page's Markdown in pieces: its title and summary, and its text by heading. What nobody changes keeps its bytes.

import { parseDocument } from "yaml";
import { flowScalar } from "./scalars.js";
import { readStepTable, withRows } from "./steptable.js";

/** @import { Scalar } from "yaml" */
/** @import { PageText, Piece } from "./types.js" */

const HEADING = /^#{2,4}[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const FENCE = /^ {0,3}(```|~~~)/;
const TITLE = "titel";
const SUMMARY = "samenvatting";
const STATUS = "status";

/**
 * Lines with their own ends.
 * @param {string} text
 * @returns {string[]}
 */
function linesOf(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** @param {string} line */
const bare = (line) => line.replace(/\r?\n$/, "");

/**
 * The number of lines of the front matter, fences included; 0 when there is none.
 * @param {string[]} lines
 */
function headLength(lines) {
  /** @param {string} line */
  const isFence = (line) => bare(line).trimEnd() === "---";
  if (lines.length === 0 || !isFence(lines[0].replace(/^\ufeff/, ""))) {
    return 0;
  }
  return lines.findIndex((line, index) => index > 0 && isFence(line)) + 1;
}

/**
 * As a text field shows it: line ends as '\n', without the empty lines around it.
 * @param {string} raw
 * @param {string} heading
 * @returns {Piece}
 */
function piece(raw, heading) {
  const lead = raw.match(/^[\r\n]*/)?.[0] ?? "";
  const tail = raw.length > lead.length ? (raw.match(/[\r\n]*$/)?.[0] ?? "") : "";
  const text = raw.slice(lead.length, raw.length - tail.length).replace(/\r\n?/g, "\n");
  return { raw, lead, tail, text, before: text, heading };
}

/** @param {string[]} lines */
function pieces(lines) {
  let group = { heading: "", raw: "" };
  const groups = [group];
  let fence = "";
  for (const line of lines) {
    const mark = FENCE.exec(line)?.[1] ?? "";
    const heading = fence ? null : HEADING.exec(bare(line));
    if (mark && (!fence || fence === mark)) {
      fence = fence ? "" : mark;
    }
    if (heading) {
      group = { heading: heading[1], raw: "" };
      groups.push(group);
    }
    group.raw += line;
  }
  return groups.filter((part) => part.raw).map((part) => piece(part.raw, part.heading));
}

/**
 * The text of a page → {title, summary, pieces}; a piece's `text` is what a person edits, `before` what it was.
 * @param {string} text
 * @returns {PageText}
 */
export function readPage(text) {
  const lines = linesOf(text);
  const length = headLength(lines);
  const head = lines.slice(0, length).join("");
  const front = parseDocument(lines.slice(1, length - 1).join("")).toJS() ?? {};
  return {
    head,
    title: front[TITLE] ?? "",
    summary: (front[SUMMARY] ?? "").trim(),
    status: front[STATUS] ?? "",
    table: readStepTable(lines.slice(0, length), front.tabel),
    pieces: pieces(lines.slice(length)),
    end: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

/**
 * One value in the front matter replaced, as one line; the rest of it untouched.
 * @param {string} head
 * @param {string} key
 * @param {string} value
 * @param {string} end
 */
function setFront(head, key, value, end) {
  const lines = linesOf(head);
  const inner = lines.slice(1, -1).join("");
  // What was read from it is there, and stood in the file.
  const node = /** @type {Scalar.Parsed} */ (parseDocument(inner).get(key, true));
  const [start, stop] = node.range;
  const isBlock = node.type?.startsWith("BLOCK");
  const changed = inner.slice(0, start) + flowScalar(value) + (isBlock ? end : "") + inner.slice(stop);
  return lines[0] + changed + lines.at(-1);
}

/**
 * @param {Piece} item
 * @param {string} end
 */
function writePiece(item, end) {
  if (item.text === item.before) {
    return item.raw;
  }
  const text = item.text.replace(/\s+$/, "");
  return text && item.lead + text.replaceAll("\n", end) + item.tail;
}

/**
 * On which lines of the file `written` the text of each piece stands: from `start`, up to `end`.
 * @param {PageText} page
 * @param {string} written
 */
export function pieceLines(page, written) {
  let line = headLength(linesOf(written)) + 1;
  return page.pieces.map((item) => {
    const lines = writePiece(item, "\n").split("\n").length - 1;
    const start = line + item.lead.split("\n").length - 1;
    line += lines;
    return { start, end: Math.max(start + 1, line - item.tail.split("\n").length + 2) };
  });
}

/**
 * A page as it was read, its texts changed or not → the file's text.
 * @param {PageText} page
 * @param {string} source
 */
export function writePage(page, source) {
  const before = readPage(source);
  let head = page.head;
  if (page.title !== before.title) {
    head = setFront(head, TITLE, page.title, page.end);
  }
  if (page.summary !== before.summary) {
    head = setFront(head, SUMMARY, page.summary, page.end);
  }
  if (page.status !== before.status) {
    head = setFront(head, STATUS, page.status, page.end);
  }
  if (page.table && JSON.stringify(page.table) !== JSON.stringify(before.table)) {
    head = withRows(linesOf(head), page.table, page.end).join("");
  }
  const body = page.pieces.map((item) => writePiece(item, page.end)).join("");
  const last = page.pieces.at(-1);
  const isCut = last && last.text !== last.before && !last.text.trim();
  // Without its last piece a text ends as it did, not with the empty line that stood before that piece.
  return head + (isCut ? body.replace(/[\r\n]+$/, "") + last.tail : body);
}
