// The editor of a format: its blocks with their questions and tables, as cards.

import { blockButton, blockTools, tableButton } from "./blocktools.js";
import { card, comparison } from "./card.js";
import { area, button, el, labelled, longLine } from "./dom.js";
import { readFormat } from "./draft.js";
import { formatChanges, kindWords, tableName } from "./formchanges.js";
import { formatProblems } from "./formproblems.js";
import { moveQuestion, withNew } from "./order.js";
import { PaperView } from "./paper/view.js";
import { questionFields } from "./question.js";
import { restoreDraft } from "./saved.js";
import { openYaml } from "./scalars.js";
import { tableFields } from "./table.js";
import { oneLine, prose } from "./tidy.js";
import { waitingIn, waitingProblems } from "./waiting.js";
import { writeFormat } from "./write.js";

/** @import { PaperPlace, Question, Rules, SavedDraft, SavedEdition, SavedText } from "./types.js" */
/** @import { Section, Source, Table } from "./types.js" */

// Its paper is folded: no page of it stands as it is read.
const FLYER = "flyer";

export class FormatEditor {
  /**
   * `changed` is called after every change; `say` tells what a button did.
   * @param {Source} source
   * @param {Rules} rules
   * @param {() => void} changed
   * @param {(text: string) => void} say
   * @param {Omit<PaperPlace, "note" | "broken">} place
   */
  constructor(source, rules, changed, say, place) {
    this.source = source;
    this.rules = rules;
    this.before = readFormat(source);
    this.draft = readFormat(source);
    this.waiting = waitingIn(source, this.before);
    this.paper = new PaperView(() => this.files(), { ...place, note: source.note, broken: source.broken });
    this.isFolded = openYaml(source.text).document.get("kind") === FLYER;
    this.changed = () => {
      changed();
      this.paper.changed();
    };
    this.say = say;
    /** @type {Set<string>} */
    this.open = new Set();
    /** @type {HTMLElement | null} */
    this.holder = null;
    this.added = 0;
  }

  changes() {
    return formatChanges(this.draft, this.before);
  }

  problems() {
    return [...formatProblems(this.draft, this.rules), ...waitingProblems(this.waiting, this.draft)];
  }

  state() {
    const { before, draft, added } = this;
    return this.changes().length > 0 ? { before, draft, added } : null;
  }

  /** @param {SavedText | SavedDraft | SavedEdition} state */
  restore(state) {
    const saved = /** @type {SavedDraft} */ (state);
    const { draft, clashes } = restoreDraft(saved, this.before);
    this.draft = draft;
    this.added = Number(saved.added) || 0;
    // What cannot be written was no draft of this format.
    this.files();
    this.changes();
    this.problems();
    return clashes;
  }

  parts() {
    return this.draft.sections.map((section) => section.title);
  }

  files() {
    return writeFormat(this.draft, this.source);
  }

  /** @param {HTMLElement} holder */
  render(holder) {
    this.holder = holder;
    const about = card({
      key: "inleiding",
      title: "Inleiding van het format",
      shown: el("p", { class: "tb-preview" }, this.draft.about),
      fill: (body) =>
        body.append(this.line("inleiding-tekst", "Waar is het format voor?", this.draft, "about", this.before)),
      open: this.open,
    });
    holder.replaceChildren(
      el("h2", {}, "De vragen"),
      ...(this.isFolded ? [] : [this.paper.element]),
      about,
      ...this.draft.sections.map((section, index) => this.#section(section, index)),
      el("p", {}, blockButton(this)),
    );
  }

  /**
   * Show everything again after something came, went or moved; the focus goes to `focus`, a selector.
   * @param {string} focus
   * @param {string} words
   */
  again(focus, words) {
    const holder = /** @type {HTMLElement} */ (this.holder);
    this.render(holder);
    /** @type {HTMLElement | null} */ (holder.querySelector(focus))?.focus();
    this.changed();
    this.say(words);
  }

  /**
   * A text of one line: label, field, and what changes in it.
   * @template {string} K
   * @param {string} id
   * @param {string} label
   * @param {Record<K, string>} item
   * @param {K} name
   * @param {Record<K, string> | undefined} before
   */
  line(id, label, item, name, before, help = "") {
    const compared = el("div");
    const show = () => compared.replaceChildren(before ? comparison(before[name], item[name]) : "");
    const field = longLine(item[name], (value) => {
      item[name] = oneLine(value);
      show();
      this.changed();
    });
    show();
    return el("div", {}, labelled(id, label, field, help), compared);
  }

  /**
   * A text with paragraphs.
   * @template {string} K
   * @param {string} id
   * @param {string} label
   * @param {Record<K, string>} item
   * @param {K} name
   * @param {Record<K, string>} before
   */
  prose(id, label, item, name, before, help = "") {
    const compared = el("div");
    const show = () => compared.replaceChildren(comparison(before[name], item[name]));
    const field = area(item[name], (value) => {
      item[name] = value === before[name] ? value : prose(value);
      show();
      this.changed();
    });
    show();
    return el("div", {}, labelled(id, label, field, help), compared);
  }

  /**
   * @param {Section} section
   * @param {number} index
   */
  #section(section, index) {
    const key = `blok-${section.name}`;
    const before = section.origin === null ? undefined : this.before.sections[section.origin];
    const head = card({
      key,
      title: `Blok: ${section.title || "nieuw"}`,
      tools: blockTools(section, index, this),
      shown: section.intro ? el("p", { class: "tb-preview" }, section.intro) : null,
      fill: (body) =>
        body.append(
          this.line(`${key}-titel`, "Titel van dit blok", section, "title", before),
          this.prose(
            `${key}-tekst`,
            "Tekst boven de vragen",
            section,
            "intro",
            before ?? { intro: "" },
            "Mag leeg blijven.",
          ),
        ),
      open: this.open,
    });
    const questions = this.draft.questions.filter((question) => question.section === section.name);
    const tables = this.draft.tables.filter((table) => table.section === section.name);
    const add = button("Vraag toevoegen", () => this.#add(section), {
      class: "tb-button tb-button--quiet",
      "data-add": section.name,
    });
    add.append(el("span", { class: "tb-sr" }, ` aan blok ${section.title}`));
    const items = questions.map((question) => el("li", {}, this.#question(question)));
    const list = el("ul", { role: "list", "aria-label": `Vragen van blok ${section.title}` }, ...items);
    return el(
      "div",
      { class: "tb-block" },
      head,
      items.length > 0 ? list : null,
      el("p", {}, add, " ", tableButton(section, this)),
      ...tables.map((table) => this.#table(table)),
    );
  }

  /** @param {Question} question */
  #question(question) {
    const title = question.title || "Nieuwe vraag";
    if (question.removed) {
      const undo = button("Zet terug", () => this.#remove(question, false), { "data-undo": question.key });
      undo.append(el("span", { class: "tb-sr" }, `: ${title}`));
      return el(
        "p",
        { class: "tb-gone", id: question.key, tabindex: "-1" },
        el("span", {}, "Weggehaald: ", el("del", {}, title)),
        undo,
      );
    }
    const before = question.origin === null ? undefined : this.before.questions[question.origin];
    const notes = [kindWords(question), question.required && "verplicht", question.ground && "extra beschermd"];
    /**
     * @param {string} name
     * @param {string} label
     * @param {() => void} onclick
     */
    const tool = (name, label, onclick) => {
      const made = button(label, onclick, { [`data-${name}`]: question.key });
      made.append(el("span", { class: "tb-sr" }, `: ${title}`));
      return made;
    };
    return card({
      key: question.key,
      title,
      note: notes.filter(Boolean).join(", "),
      tools: [
        tool("up", "Omhoog", () => this.#move(question, -1)),
        tool("down", "Omlaag", () => this.#move(question, 1)),
        tool("remove", "Haal weg", () => this.#remove(question, true)),
      ],
      fill: (body) => questionFields(body, question, before, this),
      open: this.open,
    });
  }

  /** @param {Table} table */
  #table(table) {
    const old = this.before.tables.find(({ origin }) => table.origin !== null && origin === table.origin);
    const name = tableName(table, this.draft.sections);
    return card({
      key: `tabel-${table.name}`,
      title: name[0].toUpperCase() + name.slice(1),
      note: table.columns.map((column) => column.title).join(", "),
      fill: (body) => tableFields(body, table, old, this),
      open: this.open,
    });
  }

  /** @param {Section} section */
  #add(section) {
    this.added += 1;
    const key = `vraag-nieuw-${this.added}`;
    /** @type {Question} */
    const question = {
      ...{ key, origin: null, name: null, section: section.name, title: "", help: "", kind: "line", lines: 1 },
      ...{ required: false, choices: [], ground: "", removed: false },
    };
    this.draft.questions = withNew(this.draft, question);
    this.open.add(key);
    this.again(`#${key}-titel`, "Er is een vraag bij. Schrijf op wat je wilt vragen.");
  }

  /**
   * @param {Question} question
   * @param {boolean} isRemoved
   */
  #remove(question, isRemoved) {
    if (question.origin === null) {
      this.draft.questions = this.draft.questions.filter((other) => other !== question);
      this.again(`[data-add="${question.section}"]`, "De nieuwe vraag is weg.");
      return;
    }
    question.removed = isRemoved;
    const focus = isRemoved ? `[data-undo="${question.key}"]` : `[data-remove="${question.key}"]`;
    this.again(focus, isRemoved ? "De vraag is weggehaald. Je kunt hem terugzetten." : "De vraag staat er weer.");
  }

  /**
   * @param {Question} question
   * @param {number} step
   */
  #move(question, step) {
    const direction = step < 0 ? "up" : "down";
    const found = moveQuestion(this.draft, question, step);
    if (!found) {
      this.say(step < 0 ? "De vraag staat al bovenaan." : "De vraag staat al onderaan.");
      return;
    }
    this.draft.questions = found.questions;
    question.section = found.section.name;
    const near = step < 0 ? "De vraag staat een plaats hoger." : "De vraag staat een plaats lager.";
    const words = found.isNewSection ? `De vraag staat nu in blok ‘${found.section.title}’.` : near;
    this.again(`[data-${direction}="${question.key}"]`, words);
  }
}
