// The entries of the site (see site/search.py) → what is found for what someone types: pure, so that node can try it.
import MiniSearch from "minisearch";
import { distance, isNumber, term, wordsOf } from "./words.js";

/** @import { Entry, Found, Hit } from "./types.js" */

// A title says more than a text, and a number names one page.
const BOOST = { number: 12, page: 5, other: 5, part: 3, text: 1, asks: 0.6 };
const FIELDS = /** @type {(keyof typeof BOOST)[]} */ (Object.keys(BOOST));
// 'Bijlage' and 'format' before a number say nothing more than the number.
const BEFORE_NUMBER = new Set(["bijlage", "format", "formulier", "nummer", "nr"]);
// The shortest word that can stand at the end of a compound: 'formulier' in 'aanmeldformulier'.
const TAIL = 5;
// How much more a title counts that says just what was typed, in that order.
const TITLE = 2;
const MOST = 60;

export class Engine {
  /** @type {MiniSearch<Entry & { id: number }>} */
  #index;
  /** @type {Entry[]} */
  #entries;
  // Every word of the site as it is written, with how often: what a mistyped word may have meant.
  /** @type {Map<string, number>} */
  #vocabulary = new Map();

  /** @param {Entry[]} entries */
  constructor(entries) {
    this.#entries = entries;
    for (const entry of entries) {
      for (const field of FIELDS) {
        for (const word of wordsOf(entry[field] ?? "")) {
          if (!isNumber(word)) this.#vocabulary.set(word, (this.#vocabulary.get(word) ?? 0) + 1);
        }
      }
    }
    this.#index = new MiniSearch({
      fields: FIELDS,
      tokenize: wordsOf,
      processTerm: (word) => this.#terms(word),
      searchOptions: { boost: BOOST, processTerm: (word) => term(word) || null, tokenize: wordsOf },
    });
    this.#index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  }

  /**
   * A word's term, and that of the word that it ends with.
   * @param {string} word
   */
  #terms(word) {
    const own = term(word);
    if (!own) return null;
    const terms = new Set([own]);
    for (let at = 3; at <= word.length - TAIL; at += 1) {
      const tail = word.slice(at);
      if (this.#vocabulary.has(tail)) terms.add(term(tail));
    }
    return [...terms].filter(Boolean);
  }

  /**
   * {pages: [{name, url, hits: [entry]}], terms, meant}: the best first, each page once; `meant` is what was searched
   * instead, '' when that is what was typed.
   * @param {string} typed
   * @returns {Found}
   */
  search(typed) {
    const words = meaningful(wordsOf(typed));
    const pages = this.#pages(words, true);
    if (pages.length || !words.length) return { pages, terms: words.map(term).filter(Boolean), meant: "" };
    const better = words.map((word) => this.#nearest(word));
    if (better.some((word, index) => word !== words[index])) {
      const found = this.#pages(better, true);
      if (found.length) return { pages: found, terms: better.map(term).filter(Boolean), meant: better.join(" ") };
    }
    // Not all words on one page: then those that most of them are on.
    return { pages: this.#pages(better, false), terms: better.map(term).filter(Boolean), meant: "" };
  }

  /**
   * @param {string[]} words
   * @param {boolean} all
   */
  #pages(words, all) {
    if (!words.length) return [];
    const last = words[words.length - 1];
    const found = this.#index.search(words.join(" "), {
      // Only the word that someone is typing may be unfinished, and a number is not.
      prefix: (found) => !isNumber(found) && found === term(last),
      combineWith: "OR",
    });
    return group(
      found.map(({ id, score, queryTerms }) => {
        const entry = this.#entries[id];
        return { entry, score: says(entry, words) ? score * TITLE : score, terms: queryTerms };
      }),
      all ? [...new Set(words.map(term).filter(Boolean))] : [],
    );
  }

  /**
   * The word of the site that is one or two letters off, the one that stands there most; else the word itself.
   * @param {string} word
   */
  #nearest(word) {
    if (isNumber(word) || word.length < 4 || this.#knows(word)) return word;
    const most = word.length > 6 ? 2 : 1;
    /** @type {[string, number, number]} */
    let best = [word, most + 1, 0];
    for (const [other, times] of this.#vocabulary) {
      const off = distance(word, other, most);
      if (off < best[1] || (off === best[1] && off <= most && times > best[2])) best = [other, off, times];
    }
    return best[0];
  }

  /** @param {string} word */
  #knows(word) {
    return this.#index.search(word, { prefix: true }).length > 0;
  }
}

/**
 * Whether the title of a place has these words in this order, whatever stands between them.
 * @param {Entry} entry
 * @param {string[]} words
 */
function says(entry, words) {
  const title = wordsOf(entry.part ?? entry.page).map(term);
  let at = 0;
  for (const word of words) {
    at = title.indexOf(term(word), at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/**
 * Without what says nothing beside a number: 'bijlage 5.4' → ['5.4']; all words when that leaves none.
 * @param {string[]} words
 */
function meaningful(words) {
  const number = words.some(isNumber);
  const kept = words.filter((word) => term(word) && !(number && BEFORE_NUMBER.has(word)));
  return kept.length ? kept : words;
}

/**
 * Hits by page, best first. With `wanted` only pages that hold every one of these terms, in whatever part.
 * @param {Hit[]} hits
 * @param {string[]} wanted
 */
function group(hits, wanted) {
  const pages = new Map();
  for (const { entry, score, terms } of hits) {
    const url = entry.url.split("#")[0];
    const page = pages.get(url) ?? { name: entry.page, url, score: 0, terms: new Set(), hits: [] };
    // The best place counts whole, the others a little: a page with many parts is not a better page.
    page.score += page.hits.length ? score / 20 : score;
    page.hits.push(entry);
    for (const one of terms) page.terms.add(one);
    pages.set(url, page);
  }
  return [...pages.values()]
    .filter((page) => wanted.every((one) => page.terms.has(one)))
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST);
}
