// Words with their marks, read from Markdown. Strict: what might be read otherwise by whoever builds the site is not read
// at all, and stays source text.

import { schema } from "./schema.js";

/** @import { Mark, Node } from "prosemirror-model" */

const ESCAPABLE = "\\`*_{}[]()>#+-.!|";
const WORD = /[\p{L}\p{N}_]/u;
const TARGET = /^[^\s()<>"'\\]+$/;
const AUTOLINK = /^<(https:\/\/[^\s<>]+|[\w.+-]+@[\w.-]+)>/;
const ENTITY = /^&(?:#\d+|#x[\da-f]+|\w+);/i;
/** @type {Record<string, string>} */
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#58;": ":", "&#61;": "=", "&#126;": "~" };

/** It holds something that this reader does not take. */
class Odd extends Error {}

/** @param {string | undefined} letter */
const isSpace = (letter) => letter === undefined || letter === "" || /\s/.test(letter);
/** @param {string | undefined} letter */
const isWord = (letter) => letter !== undefined && WORD.test(letter);

class Reader {
  /**
   * `hasNames`: in this text '[words]' may be a link.
   * @param {string} text
   * @param {boolean} hasNames
   */
  constructor(text, hasNames) {
    this.text = text;
    this.hasNames = hasNames;
    this.at = 0;
    /** @type {Node[]} */
    this.nodes = [];
    this.words = "";
  }

  /** @param {readonly Mark[]} marks */
  #flush(marks) {
    if (this.words) {
      this.nodes.push(schema.text(this.words, marks));
      this.words = "";
    }
  }

  /**
   * Up to `closer`, or to the end. Says whether it came by.
   * @param {readonly Mark[]} marks
   * @param {string} closer
   */
  read(marks, closer = "") {
    while (this.at < this.text.length) {
      if (closer && this.#closes(closer)) {
        this.#flush(marks);
        this.at += closer.length;
        return true;
      }
      this.#step(marks);
    }
    this.#flush(marks);
    return false;
  }

  /** @param {string} closer */
  #closes(closer) {
    const { text, at } = this;
    if (!text.startsWith(closer, at)) {
      return false;
    }
    if (closer === "]") {
      return true;
    }
    const run = /^(\*+|_+)/.exec(text.slice(at))?.[0] ?? "";
    return run === closer && !isSpace(text[at - 1]) && !(closer[0] === "_" && isWord(text[at + run.length]));
  }

  /** @param {readonly Mark[]} marks */
  #step(marks) {
    const { text, at } = this;
    const letter = text[at];
    const steps = { "\\": this.#escape, "`": this.#code, "*": this.#emphasis, _: this.#emphasis, "[": this.#bracket };
    const more = { "<": this.#angle, "&": this.#entity, "!": this.#exclamation, "\n": this.#line };
    const step = { ...steps, ...more }[letter];
    if (step) {
      step.call(this, marks);
    } else {
      this.words += letter;
      this.at += 1;
    }
  }

  #escape() {
    const next = this.text[this.at + 1] ?? "";
    if (next && ESCAPABLE.includes(next)) {
      this.words += next;
      this.at += 2;
    } else if (!/[\p{L}\p{N}]/u.test(next)) {
      throw new Odd();
    } else {
      this.words += "\\";
      this.at += 1;
    }
  }

  /** @param {readonly Mark[]} marks */
  #code(marks) {
    const found = /^`([^`\n]*)`(?!`)/.exec(this.text.slice(this.at));
    if (!found || found[1] !== found[1].trim() || !found[1]) {
      throw new Odd();
    }
    if (marks.length > 0) {
      throw new Odd();
    }
    this.#flush(marks);
    this.nodes.push(schema.text(found[1], [schema.marks.code.create()]));
    this.at += found[0].length;
  }

  /** @param {readonly Mark[]} marks */
  #emphasis(marks) {
    const { text, at } = this;
    const sign = text[at];
    const run = /^(\*+|_+)/.exec(text.slice(at))?.[0] ?? "";
    const [before, after] = [text[at - 1], text[at + run.length]];
    const isLoose = sign === "*" && run.length === 1 && isSpace(before) && isSpace(after);
    const isWithin = sign === "_" && run.length === 1 && isWord(before) && isWord(after);
    if (isLoose || isWithin) {
      this.words += sign;
      this.at += 1;
      return;
    }
    if (run.length > 3 || (run.length === 3 && sign === "_") || isSpace(after) || (sign === "_" && isWord(before))) {
      throw new Odd();
    }
    const { strong, em } = schema.marks;
    const added = run.length === 3 ? [strong, em] : [run.length === 2 ? strong : em];
    if (added.some((type) => type.isInSet(marks))) {
      throw new Odd();
    }
    this.#flush(marks);
    this.at += run.length;
    const within = added.reduce((set, type) => type.create({ sign }).addToSet(set), marks);
    if (!this.read(within, run)) {
      throw new Odd();
    }
  }

  /** @param {readonly Mark[]} marks */
  #bracket(marks) {
    const rest = this.text.slice(this.at);
    const note = /^\[\^([\w-]+)\](?!:)/.exec(rest);
    if (note) {
      this.#flush(marks);
      this.nodes.push(schema.nodes.noteref.create({ name: note[1] }, null, marks));
      this.at += note[0].length;
      return;
    }
    const link = /^\[((?:\\.|[^\\[\]])+)\]\(([^\n]*?)\)/.exec(rest);
    if (link) {
      this.#link(link, marks);
      return;
    }
    if (this.hasNames || /^\[\^|^\[[^\]]*\]\s?[[(:]/.test(rest) || /^\[[^\]]*\[/.test(rest)) {
      throw new Odd();
    }
    this.words += "[";
    this.at += 1;
  }

  /**
   * @param {RegExpExecArray} found
   * @param {readonly Mark[]} marks
   */
  #link([whole, words, href], marks) {
    if (
      !TARGET.test(href) ||
      schema.marks.link.isInSet(marks) ||
      words.trim() !== words ||
      /&(?:#\w+|\w+);/.test(href)
    ) {
      throw new Odd();
    }
    this.#flush(marks);
    const link = schema.marks.link.create({ href, inside: marks.map((mark) => mark.type.name).join(" ") });
    const inner = new Reader(words, this.hasNames);
    inner.read(link.addToSet(marks));
    this.nodes.push(...inner.nodes);
    this.at += whole.length;
  }

  /** @param {readonly Mark[]} marks */
  #angle(marks) {
    const rest = this.text.slice(this.at);
    const found = AUTOLINK.exec(rest);
    if (found && !schema.marks.link.isInSet(marks)) {
      const href = found[1].includes(":") ? found[1] : `mailto:${found[1]}`;
      this.#flush(marks);
      const link = schema.marks.link.create({
        href,
        inside: marks.map((mark) => mark.type.name).join(" "),
        plain: true,
      });
      this.nodes.push(schema.text(found[1], link.addToSet(marks)));
      this.at += found[0].length;
    } else if (/^<[a-zA-Z/!?]/.test(rest)) {
      throw new Odd();
    } else {
      this.words += "<";
      this.at += 1;
    }
  }

  #entity() {
    const found = ENTITY.exec(this.text.slice(this.at))?.[0] ?? "";
    if (found && !ENTITIES[found]) {
      throw new Odd();
    }
    this.words += found ? ENTITIES[found] : "&";
    this.at += found ? found.length : 1;
  }

  #exclamation() {
    if (this.text[this.at + 1] === "[" && this.text[this.at + 2] !== "^") {
      throw new Odd();
    }
    this.words += "!";
    this.at += 1;
  }

  /** @param {readonly Mark[]} marks */
  #line(marks) {
    const pad = /^\n( *)/.exec(this.text.slice(this.at))?.[1] ?? "";
    const isHard = this.words.endsWith("  ");
    if (isHard) {
      this.words = this.words.slice(0, -2);
    }
    if (/\s$/.test(this.words)) {
      throw new Odd();
    }
    this.#flush(marks);
    this.nodes.push(schema.nodes[isHard ? "break" : "fold"].create({ pad }, null, marks));
    this.at += 1 + pad.length;
  }
}

/**
 * The nodes of a text without empty lines; null when it holds something that is not read here.
 * @param {string} text
 * @param {boolean} hasNames
 * @returns {Node[] | null}
 */
export function readInline(text, hasNames) {
  const reader = new Reader(text, hasNames);
  try {
    reader.read([]);
    return reader.nodes;
  } catch (error) {
    if (error instanceof Odd) {
      return null;
    }
    throw error;
  }
}
