// Words with their marks, as Markdown: with as few signs as it takes to read the same again.

import { Fragment } from "prosemirror-model";
import { readInline } from "./inline.js";
import { schema } from "./schema.js";

/** @import { Mark, Node } from "prosemirror-model" */
/** @typedef {{ words: string, marks: readonly Mark[], raw?: string }} Run */

const WORD = /[\p{L}\p{N}_]/u;
const ORDER = ["link", "strong", "em"];

/** @param {string} letter */
const isSpace = (letter) => letter === "" || /\s/.test(letter);

/**
 * @param {string} letter
 * @param {string} before
 * @param {string} rest
 * @param {boolean} isFull
 */
function escaped(letter, before, rest, isFull) {
  const next = rest[0] ?? "";
  if (letter === "<") {
    return isFull || /^[a-zA-Z/!?]/.test(rest) ? "&lt;" : letter;
  }
  if (letter === "&") {
    return /^(?:#\d+|#x[\da-f]+|\w+);/i.test(rest) ? "&amp;" : letter;
  }
  const isNeeded = {
    "\\": !/[\p{L}\p{N}]/u.test(next),
    "`": true,
    "*": !(isSpace(before) && isSpace(next) && before + next !== ""),
    _: !(WORD.test(before) && WORD.test(next)),
    "!": next === "" && isFull,
    "[": isFull,
    "]": isFull,
    "|": isFull,
  }[letter];
  return isNeeded ? `\\${letter}` : letter;
}

/**
 * @param {string} words
 * @param {boolean} isFull
 */
function escapedWords(words, isFull) {
  return [...words]
    .map((letter, index, letters) =>
      escaped(letter, letters[index - 1] ?? "", letters.slice(index + 1, index + 12).join(""), isFull),
    )
    .join("");
}

/**
 * @param {Fragment} content
 * @returns {Run[]}
 */
function runsOf(content) {
  return content.content.map((node) => {
    if (node.isText) {
      return { words: node.text ?? "", marks: node.marks };
    }
    const isHard = node.type === schema.nodes.break;
    const isNote = node.type === schema.nodes.noteref;
    const raw = isNote ? `[^${node.attrs.name}]` : `${isHard ? "  " : ""}\n${node.attrs.pad}`;
    return { words: "", raw, marks: node.marks };
  });
}

/**
 * How many runs from `start` have this mark.
 * @param {Run[]} runs
 * @param {number} start
 * @param {Mark} mark
 */
function reach(runs, start, mark) {
  let end = start;
  while (end < runs.length && runs[end].marks.some((each) => each.eq(mark))) {
    end += 1;
  }
  return end - start;
}

/**
 * @param {Run[]} runs
 * @param {readonly Mark[]} open
 * @param {boolean} isFull
 * @returns {string}
 */
function write(runs, open, isFull) {
  let text = "";
  let index = 0;
  while (index < runs.length) {
    const run = runs[index];
    const marks = run.marks.filter((mark) => mark.type !== schema.marks.code && !open.some((each) => each.eq(mark)));
    if (marks.length === 0) {
      text +=
        run.raw ??
        (run.marks.some((mark) => mark.type === schema.marks.code)
          ? `\`${run.words}\``
          : escapedWords(run.words, isFull));
      index += 1;
      continue;
    }
    const mark = outermost(runs, index, marks);
    const length = reach(runs, index, mark);
    text += marked(mark, runs.slice(index, index + length), open, isFull, text);
    index += length;
  }
  return text;
}

/**
 * @param {Run[]} runs
 * @param {number} index
 * @param {readonly Mark[]} marks
 */
function outermost(runs, index, marks) {
  const link = marks.find((mark) => mark.type === schema.marks.link);
  /** @param {Mark} mark */
  const rank = (mark) =>
    ORDER.indexOf(mark.type.name) - (link?.attrs.inside.includes(mark.type.name) ? ORDER.length : 0);
  return [...marks].sort(
    (one, other) => reach(runs, index, other) - reach(runs, index, one) || rank(one) - rank(other),
  )[0];
}

/**
 * Spaces at the edge of a mark stand outside it, since a mark cannot begin with one.
 * @param {Mark} mark
 * @param {Run[]} runs
 * @param {readonly Mark[]} open
 * @param {boolean} isFull
 * @param {string} before
 */
function marked(mark, runs, open, isFull, before) {
  const inner = write(runs, [...open, mark], isFull);
  const bare = inner.trim();
  if (!bare) {
    return inner;
  }
  const lead = /^\s*/.exec(inner)?.[0] ?? "";
  return lead + signed(mark, runs, open, bare, before + lead) + inner.slice(lead.length + bare.length);
}

/**
 * @param {Mark} mark
 * @param {Run[]} runs
 * @param {readonly Mark[]} open
 * @param {string} inner
 * @param {string} before
 */
function signed(mark, runs, open, inner, before) {
  if (mark.type === schema.marks.link) {
    const { href, plain } = mark.attrs;
    const words = runs.map((run) => run.words).join("");
    return plain && (words === href || `mailto:${words}` === href) ? `<${words}>` : `[${inner}](${href})`;
  }
  const isStrong = mark.type === schema.marks.strong;
  // Beside stars of another mark, stars would run together.
  const meets = (before.endsWith("*") && !before.endsWith("\\*")) || /^\*|[^\\]\*$/.test(inner);
  const isWhole = runs.every((run) => run.marks.length >= open.length + 2);
  const sign = mark.attrs.sign === "*" && meets && !(isStrong && isWhole) ? "_" : mark.attrs.sign;
  const signs = isStrong ? sign.repeat(2) : sign;
  return `${signs}${inner}${signs}`;
}

/**
 * What it comes down to for who reads it: each letter with its marks.
 * @param {readonly { words: string, marks: readonly Mark[], raw?: string }[]} runs
 */
function shapeOfRuns(runs) {
  /** @type {string[]} */
  const shape = [];
  for (const { words, marks, raw } of runs) {
    const names = marks
      .map((mark) => mark.type.name + (mark.attrs.href ?? ""))
      .sort()
      .join();
    for (const letter of raw?.trim() ? [raw] : words.replace(/\s/g, "")) {
      shape.push(letter + names);
    }
    if (raw && !raw.trim()) {
      shape.push(raw.startsWith(" ") ? "break" : "");
    }
  }
  return shape.filter(Boolean).join("\n");
}

/** @param {Fragment} content */
export const shapeOf = (content) => shapeOfRuns(runsOf(content));

/**
 * @param {Run[]} runs
 * @param {(mark: Mark, all: readonly Mark[]) => boolean} keep
 */
const only = (runs, keep) => runs.map((run) => ({ ...run, marks: run.marks.filter((mark) => keep(mark, run.marks)) }));

/**
 * The Markdown of `node`'s content. `hasNames` as in `readInline`.
 * @param {Node} node
 * @param {boolean} hasNames
 */
export function writeInline(node, hasNames) {
  const { strong, em } = schema.marks;
  const runs = runsOf(node.content);
  // Marks that run across each other cannot all be written: then the bold is kept, and after that the words.
  const bold = only(runs, (mark, all) => mark.type !== em || !strong.isInSet(all));
  const plain = only(runs, (mark) => mark.type !== em && mark.type !== strong);
  for (const [some, isFull] of /** @type {[Run[], boolean][]} */ ([
    [runs, false],
    [runs, true],
    [bold, true],
    [plain, true],
  ])) {
    const text = write(some, [], isFull);
    const read = readInline(text, hasNames);
    if (read && shapeOf(Fragment.from(read)) === shapeOfRuns(some)) {
      return text;
    }
  }
  return write(plain, [], true);
}
