// The images that someone puts in a text: each a file beside it, that goes along with the proposal while the text shows it.

import { lengthOf } from "./rules/words.js";
import { folderOf, relative } from "./rules/paths.js";
import { pictureName } from "./names.js";
import { dataAddress, KINDS, sizeWords } from "./picture.js";
import { oneLine } from "./tidy.js";

/** @import { Change, FileChange, PageText, Picture, Rules } from "./types.js" */

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
// As much as `rich/drawing.js` makes of one, in base64.
const MAX_LENGTH = 700_000;
// All of the proposal's, whichever page shows them.
/** @type {Set<string>} */
const taken = new Set();

/**
 * What an image shows, without signs that end it in a text.
 * @param {string} text
 */
const bare = (text) => oneLine(text.replace(/[[\]`\\<>]/g, " "));

export class Pictures {
  /**
   * @param {string} page
   * @param {Rules} rules
   */
  constructor(page, rules) {
    this.page = page;
    this.rules = rules;
    /** @type {Map<string, Picture>} */
    this.kept = new Map();
  }

  /** @param {string} path */
  #target(path) {
    return relative(path, folderOf(this.page));
  }

  /**
   * What is said first of these words; '' when they are good.
   * @param {string} alt
   */
  fault(alt) {
    const { alt: most } = this.rules.limits;
    if (!bare(alt)) {
      return "Schrijf op wat er op de afbeelding te zien is: dat hoort iemand die haar niet ziet.";
    }
    return lengthOf(bare(alt)) > most ? `Dat is te lang: hoogstens ${most} tekens mag.` : "";
  }

  /**
   * The words and the file of an image as a text has them.
   * @param {Picture} picture
   * @param {string} words
   */
  add(picture, words) {
    const alt = bare(words);
    const names = new Set([...Object.keys(this.rules.images), ...taken].map((path) => path.replace(/\.[a-z]+$/, "")));
    const path = `${pictureName(this.rules.imageFolder, alt, names)}.${picture.kind}`;
    taken.add(path);
    this.kept.set(path, picture);
    return { alt, target: this.#target(path) };
  }

  /** @param {string} words */
  words(words) {
    return bare(words);
  }

  /**
   * Where a page shows it from; '' for one that is in the toolbox.
   * @param {string} target
   */
  addressOf(target) {
    const found = [...this.kept].find(([path]) => this.#target(path) === target);
    return found ? dataAddress(found[1]) : "";
  }

  /**
   * Those that the text shows.
   * @param {PageText} page
   */
  shown(page) {
    return [...this.kept].filter(([path]) => page.pieces.some(({ text }) => text.includes(`](${this.#target(path)})`)));
  }

  /**
   * The rules of the toolbox with these images in it.
   * @param {PageText} page
   * @returns {Rules}
   */
  rulesWith(page) {
    const own = Object.fromEntries(this.shown(page).map(([path]) => [path, []]));
    return { ...this.rules, images: { ...this.rules.images, ...own } };
  }

  /**
   * @param {PageText} page
   * @returns {Change[]}
   */
  changes(page) {
    return this.shown(page).map(([path, picture]) => ({
      place: "nieuwe afbeelding",
      words: `${path.slice(path.lastIndexOf("/") + 1)} (${sizeWords(picture)})`,
    }));
  }

  /**
   * @param {PageText} page
   * @returns {FileChange[]}
   */
  files(page) {
    return this.shown(page).map(([path, { data }]) => ({ path, before: null, after: "", data }));
  }

  /**
   * Images of a proposal that was kept, in place again in the text that shows them. What is no image, is left out.
   * @param {Record<string, Picture>} saved
   * @param {PageText} page
   */
  restore(saved, page) {
    for (const [path, { kind, data, size, width, height }] of Object.entries(saved)) {
      if (!Object.hasOwn(KINDS, kind) || !BASE64.test(data) || data.length > MAX_LENGTH) {
        continue;
      }
      const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[a-z]+$/, "");
      const picture = { kind, data, size: Number(size), width: Number(width), height: Number(height) };
      taken.delete(path);
      const { target } = this.add(picture, name.replaceAll("-", " "));
      for (const piece of page.pieces) {
        piece.text = piece.text.replaceAll(`](${this.#target(path)})`, `](${target})`);
      }
    }
  }
}
