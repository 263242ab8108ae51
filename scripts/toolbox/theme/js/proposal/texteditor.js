// The editor of a page: its title, its summary, and its Markdown by heading with a preview.

import { card, comparison } from "./card.js";
import { button, el, labelled, longLine, select } from "./dom.js";
import { readPage, writePage } from "./pagetext.js";
import { pieceField } from "./piecefield.js";
import { compared, showMarkdown } from "./preview.js";
import { pageProblems } from "./pageproblems.js";
import { Pictures } from "./pictures.js";
import { restoreText, textState } from "./saved.js";
import { stepFields } from "./stepfields.js";
import { pageChanges } from "./textchanges.js";
import { oneLine, visible } from "./tidy.js";

/** @import { Piece, Rules, SavedDraft, SavedEdition, SavedText, Source } from "./types.js" */

/** @type {[string, string][]} */
const STATUSES = [
  ["uitgewerkt", "Uitgewerkt: klaar voor gebruik"],
  ["concept", "Concept: gemaakt door de redactie, uit onderdelen van de toolbox"],
  ["in ontwikkeling", "In ontwikkeling: nog niet af"],
];
const FIXED = "De titel staat ook in het format. Wil je een andere titel? Schrijf dat onderaan op.";

/**
 * Everything under a piece's own heading.
 * @param {Piece} piece
 */
function withoutHeading(piece) {
  return piece.heading ? piece.text.replace(/^.*\n?/, "") : piece.text;
}

export class TextEditor {
  /**
   * `pages` are those that a link can lead to; `changed` is called after every change.
   * @param {Source} source
   * @param {Rules} rules
   * @param {{ path: string, name: string }[]} pages
   * @param {() => void} changed
   */
  constructor(source, rules, pages, changed) {
    this.source = source;
    this.pages = pages;
    this.rules = rules;
    this.before = readPage(source.text);
    this.page = readPage(source.text);
    this.pictures = new Pictures(source.path, rules);
    this.changed = changed;
    this.open = new Set();
  }

  changes() {
    const texts = pageChanges(this.page, this.before).map((change) =>
      change.key.startsWith("stuk") ? { ...change, shown: compared(change.before, change.after) } : change,
    );
    return [...texts, ...this.pictures.changes(this.page)];
  }

  problems() {
    return pageProblems(this.page, this.before, this.source, this.pictures.rulesWith(this.page));
  }

  state() {
    const pictures = Object.fromEntries(this.pictures.shown(this.page));
    return this.changes().length > 0 ? { ...textState(this.page, this.before), pictures } : null;
  }

  /** @param {SavedText | SavedDraft | SavedEdition} state */
  restore(state) {
    const saved = /** @type {SavedText} */ (state);
    const clashes = restoreText(saved, this.page);
    this.pictures.restore(saved.pictures ?? {}, this.page);
    return clashes;
  }

  /** The parts that a reaction can be about. */
  parts() {
    return this.page.pieces.map((piece) => piece.heading).filter(Boolean);
  }

  files() {
    const { path, text } = this.source;
    return [{ path, before: text, after: writePage(this.page, text) }, ...this.pictures.files(this.page)];
  }

  /** @param {HTMLElement} holder */
  render(holder) {
    const heading = el("h2", {}, "De tekst");
    const pieces = this.page.pieces.map((piece, index) => this.#piece(piece, `stuk-${index}`));
    holder.replaceChildren(heading, this.#front(), ...pieces, ...this.#table());
  }

  #front() {
    const preview = el("div", { class: "tb-preview" });
    const show = () => {
      preview.replaceChildren(el("p", {}, el("b", {}, this.page.title)), el("p", {}, this.page.summary));
    };
    show();
    /** @param {HTMLElement} body */
    const fill = (body) => {
      if (this.source.fixedTitle) {
        body.append(el("p", { class: "tb-soft" }, FIXED));
      } else {
        body.append(this.#line("titel", "Titel", "title", show));
      }
      body.append(
        this.#line("samenvatting", "Samenvatting", "summary", show, "Eén of twee zinnen: waar gaat het over?"),
        labelled("status", "Hoe ver is deze tekst?", this.#status()),
      );
    };
    return card({ key: "kop", title: "Titel, samenvatting en stand", fill, shown: preview, open: this.open });
  }

  #status() {
    return select(STATUSES, this.page.status, (value) => {
      this.page.status = value;
      this.changed();
    });
  }

  #table() {
    const { table } = this.page;
    if (!table) {
      return [];
    }
    const title = `Tabel: ${table.title}`;
    const words = el("ul", { class: "tb-preview" }, ...table.rows.map((row) => el("li", {}, row.what)));
    /** @param {HTMLElement} body */
    const fill = (body) => stepFields(body, table, this.pages, this.changed);
    return [card({ key: "tabel", title, fill, shown: words, open: this.open })];
  }

  /**
   * @param {string} key
   * @param {string} label
   * @param {"title" | "summary"} name
   * @param {() => void} show
   */
  #line(key, label, name, show, help = "") {
    const compared = el("div");
    const field = longLine(this.page[name], (value) => {
      this.page[name] = value === this.before[name] ? value : oneLine(value);
      compared.replaceChildren(comparison(this.before[name], this.page[name]));
      show();
      this.changed();
    });
    return el("div", {}, labelled(key, label, field, help), compared);
  }

  /**
   * @param {Piece} piece
   * @param {string} key
   */
  #piece(piece, key) {
    const preview = el("div", { class: "tb-preview" });
    showMarkdown(preview, withoutHeading(piece));
    const title = piece.heading || "Begin van de tekst";
    /** @param {HTMLElement} body */
    const fill = (body) => this.#fields(body, piece, key, preview);
    return card({ key, title, fill, shown: preview, open: this.open });
  }

  /**
   * @param {HTMLElement} body
   * @param {Piece} piece
   * @param {string} key
   * @param {HTMLElement} outside
   */
  #fields(body, piece, key, outside) {
    const difference = el("div");
    const back = button("Terug naar de oude tekst", () => {
      set(piece.before);
      field.put(piece.before);
    });
    const show = () => {
      showMarkdown(outside, withoutHeading(piece));
      difference.replaceChildren(comparison(...compared(piece.before, piece.text)));
      back.hidden = piece.text === piece.before;
    };
    /** @param {string} value */
    const set = (value) => {
      piece.text = value === piece.before ? value : visible(value);
      show();
      this.changed();
    };
    const label = piece.heading ? `Tekst van ‘${piece.heading}’` : "Tekst";
    const place = {
      id: `${key}-tekst`,
      path: this.source.path,
      pages: this.pages,
      anchors: this.rules.pages,
      pictures: this.pictures,
    };
    const field = pieceField(piece.text, label, place, set);
    show();
    body.append(field.element, difference, back);
    return field.element;
  }
}
