// The text of a Word file that stands in no answer, a line a paragraph: as `reading/wordlines.py` does it.
//
// Every visible letter of a file either is in an element that an answer was made of, or comes out here.

import { sign } from "./wordsigns.js";
import { NO_TEXT, TEXTS, attribute, below, child } from "./wordxml.js";

/** @import { Beside } from "./types.js" */

// What Word counts itself, such as the number of a page.
const COUNTED = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/;
const NUMBER = /^\s*\d+\s*$/;

/** @param {Element} element */
function isCount(element) {
  const isCounted = element.localName === "fldSimple" && COUNTED.test(attribute(element, "instr"));
  return isCounted && NUMBER.test(element.textContent ?? "");
}

/**
 * The children, but for the runs of a complex field that counts pages (ISO/IEC 29500-1 clause 17.16.18).
 * @param {Element} element
 */
function withoutCounts(element) {
  let depth = 0;
  let isCounted = false;
  return [...element.children].filter((one) => {
    const isRun = one.localName === "r";
    const kind = isRun ? attribute(child(one, "fldChar"), "fldCharType") : "";
    if (kind === "begin") {
      depth += 1;
      isCounted = false;
    } else if (kind === "end") {
      depth -= 1;
    }
    const code = depth > 0 && isRun ? child(one, "instrText") : null;
    isCounted ||= code !== null && COUNTED.test(code.textContent ?? "");
    return !(depth > 0 && isCounted && kind === "" && NUMBER.test(child(one, "t")?.textContent ?? ""));
  });
}

class Walk {
  /** @param {Set<Element>} taken */
  constructor(taken) {
    this.taken = taken;
    /** @type {Beside[]} */
    this.found = [];
    this.text = "";
    /** @type {string[]} */
    this.labels = [];
    this.near = "";
  }

  /** @param {Element} element */
  visit(element) {
    const kind = element.localName;
    if (this.taken.has(element)) {
      this.pass(element);
    } else if (kind === "p") {
      const outer = { text: this.text, labels: this.labels };
      Object.assign(this, { text: "", labels: [] });
      withoutCounts(element).forEach((one) => this.visit(one));
      this.end();
      Object.assign(this, outer);
    } else if (kind === "t") {
      this.text += element.textContent;
    } else if (kind === "sym") {
      this.text += sign(attribute(element, "font"), attribute(element, "char"));
    } else if (kind in TEXTS) {
      this.text += TEXTS[kind];
    } else if (!NO_TEXT.has(kind) && !isCount(element)) {
      withoutCounts(element).forEach((one) => this.visit(one));
    }
  }

  /**
   * An answer: only what it is called counts here.
   * @param {Element} element
   */
  pass(element) {
    for (const properties of below(element, "sdtPr")) {
      const title = attribute(child(properties, "alias"), "val");
      this.near = title || this.near;
      if (title && child(properties, "checkbox")) {
        this.labels.push(title);
        this.text += " ";
      }
    }
  }

  end() {
    const text = this.text.trim();
    if (text) {
      this.found.push({ text, near: this.near, labels: this.labels });
      if (this.labels.length === 0) {
        this.near = text;
      }
    }
  }
}

/**
 * Each line that is not white space, in the order of the documents `roots`.
 * @param {Element[]} roots
 * @param {Set<Element>} taken
 */
export function linesBeside(roots, taken) {
  return roots.flatMap((root) => {
    const walk = new Walk(taken);
    walk.visit(root);
    return walk.found;
  });
}
