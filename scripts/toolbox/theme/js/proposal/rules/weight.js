// What Markdown would take too long over: the same scale as the check's, line by line (`source/heavy.py`).

import { expression, lengthOf } from "./words.js";

/** @import { Found, Rules } from "../types.js" */

const TITLE = /^['"(]/;
const DASHES = new Set("-|:=_*#+~ ");

/**
 * @param {string} text
 * @param {string} part
 */
const count = (text, part) => text.split(part).length - 1;

/** @param {string} text */
function tabsAsSpaces(text) {
  let made = "";
  for (const letter of text) {
    made += letter === "\t" ? " ".repeat(4 - (made.length % 4)) : letter;
  }
  return made;
}

class Scale {
  /** @param {Rules} rules */
  constructor(rules) {
    this.rules = rules;
    this.limits = rules.limits;
    this.brackets = 0;
    this.notes = 0;
    this.belowReference = 0;
    this.block = 0;
    this.starts = 0;
    this.definitions = 0;
  }

  /** What is counted up to an empty line begins anew. */
  empty() {
    this.block = 0;
    this.starts = 0;
    this.definitions = 0;
  }

  /**
   * [code, its limit or 0] of what is too much on this line.
   * @param {string} line
   * @returns {[string, number] | null}
   */
  weigh(line) {
    if (!line.trim()) {
      this.empty();
      this.belowReference = 0;
      return null;
    }
    const marks = expression(this.rules, "marks", "start").exec(line)?.[0] ?? "";
    const bare = line.slice(marks.length);
    this.count(line, marks, bare);
    return this.tooMuch() ?? this.tooLong(line, marks, bare);
  }

  /**
   * @param {string} line
   * @param {string} marks
   * @param {string} bare
   */
  count(line, marks, bare) {
    this.brackets += count(line, "[");
    this.notes += count(line, "[^");
    this.block += Math.max(count(line, "["), line.includes("|") ? 1 : 0);
    const isRule = expression(this.rules, "rule", "whole").test(bare || marks.trim());
    this.starts += bare.startsWith("#") || isRule ? 1 : 0;
    this.definitions += marks.includes(":") ? 1 : 0;
  }

  /** @returns {[string, number] | null} */
  tooMuch() {
    if (this.notes > this.limits.notes) {
      this.notes = 0;
      return ["footnote-often", this.limits.notes];
    }
    if (this.block > this.limits.block || this.brackets > this.limits.allBrackets) {
      this.block = 0;
      this.brackets = 0;
      return ["markdown-long-brackets", 0];
    }
    if (this.starts > this.limits.starts || this.definitions > this.limits.definitions) {
      this.starts = 0;
      this.definitions = 0;
      return ["markdown-crowded", 0];
    }
    return null;
  }

  /**
   * @param {string} line
   * @param {string} marks
   * @param {string} bare
   * @returns {[string, number] | null}
   */
  tooLong(line, marks, bare) {
    if (["[", "(", "<", "|"].some((sign) => count(line, sign) > this.limits.brackets)) {
      return ["markdown-long-brackets", 0];
    }
    if (!expression(this.rules, "rule", "whole").test(line.trim()) && this.depth(marks) > this.limits.depth) {
      return ["markdown-deep", this.limits.depth];
    }
    const word = expression(this.rules, "long").exec(line);
    if (word && [...line.slice(word.index)].some((letter) => !DASHES.has(letter))) {
      return ["word-too-long", this.limits.word];
    }
    return this.reference(line, bare);
  }

  /**
   * The address of a reference and its title may each stand on a line of their own.
   * @param {string} line
   * @param {string} bare
   * @returns {[string, number] | null}
   */
  reference(line, bare) {
    const isReference = expression(this.rules, "reference", "start").test(bare);
    const isTitle = this.belowReference > 0 && TITLE.test(bare);
    this.belowReference = isReference ? 2 : this.belowReference - 1;
    const isLong = (isReference || isTitle) && lengthOf(line) > this.limits.reference;
    return isLong ? ["reference-too-long", this.limits.reference] : null;
  }

  /** @param {string} marks */
  depth(marks) {
    const found = marks.match(expression(this.rules, "mark", "all")) ?? [];
    return found.length + count(tabsAsSpaces(marks), "    ");
  }
}

/**
 * At most one for each line; lines count from `first`.
 * @param {string[]} lines
 * @param {number} first
 * @param {Rules} rules
 * @returns {Found[]}
 */
export function weightFound(lines, first, rules) {
  const scale = new Scale(rules);
  return lines.flatMap((line, index) => {
    const problem = scale.weigh(line);
    if (!problem) {
      return [];
    }
    const [code, limit] = problem;
    /** @type {Record<string, string>} */
    const values = limit ? { limit: `${limit}` } : {};
    return [{ code, line: first + index, values }];
  });
}
