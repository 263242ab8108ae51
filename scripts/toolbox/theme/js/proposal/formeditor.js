// The editor of a format: its blocks with their questions and tables, as cards.

import { addSection, addTable } from "./blocks.js";
import { card, comparison } from "./card.js";
import { area, button, el, labelled, longLine } from "./dom.js";
import { readFormat } from "./draft.js";
import { formatChanges, kindWords, tableName } from "./formchanges.js";
import { formatProblems } from "./formproblems.js";
import { moved, moveQuestion, withNew } from "./order.js";
import { questionFields } from "./question.js";
import { restoreDraft } from "./saved.js";
import { tableFields } from "./table.js";
import { oneLine, prose } from "./tidy.js";
import { writeFormat } from "./write.js";

/** @import { Question, Rules, SavedDraft, SavedText, Section, Source, Table } from "./types.js" */

export class FormatEditor {
  /**
   * `changed` is called after every change; `say` tells what a button did.
   * @param {Source} source
   * @param {Rules} rules
   * @param {() => void} changed
   * @param {(text: string) => void} say
   */
  constructor(source, rules, changed, say) {
    this.source = source;
    this.rules = rules;
    this.before = readFormat(source);
    this.draft = readFormat(source);
    this.changed = changed;
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
    return formatProblems(this.draft, this.rules);
  }

  state() {
    const { before, draft, added } = this;
    return this.changes().length > 0 ? { before, draft, added } : null;
  }

  /** @param {SavedText | SavedDraft} state */
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
      about,
      ...this.draft.sections.map((section, index) => this.#section(section, index)),
      el(
        "p",
        {},
        button("Blok toevoegen", () => this.#addSection(), { class: "tb-button", "data-add-section": true }),
      ),
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
      tools: this.#sectionTools(section, index),
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
      el("p", {}, add, " ", this.#tableButton(section)),
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

  /**
   * @param {Section} section
   * @param {number} index
   */
  #sectionTools(section, index) {
    /**
     * @param {string} name
     * @param {string} label
     * @param {() => void} onclick
     * @param {boolean} isOff
     */
    const tool = (name, label, onclick, isOff) => {
      const made = button(label, onclick, { [`data-block-${name}`]: section.name, disabled: isOff });
      made.append(el("span", { class: "tb-sr" }, `: blok ${section.title || "nieuw"}`));
      return made;
    };
    /**
     * @param {string} name
     * @param {number} step
     */
    const move = (name, step) => {
      this.draft.sections = moved(this.draft.sections, index, index + step);
      this.again(`[data-block-${name}="${section.name}"]:enabled`, "Het blok staat op een andere plaats.");
    };
    const items = [...this.draft.questions, ...this.draft.tables];
    const isFull = items.some((item) => item.section === section.name);
    const remove = () => {
      this.draft.sections = this.draft.sections.filter((other) => other !== section);
      this.again("[data-add-section]", "Het nieuwe blok is weg.");
    };
    return [
      tool("up", "Omhoog", () => move("up", -1), index === 0),
      tool("down", "Omlaag", () => move("down", 1), index === this.draft.sections.length - 1),
      ...(section.origin === null && !isFull ? [tool("remove", "Haal weg", remove, false)] : []),
    ];
  }

  #addSection() {
    const { name } = addSection(this.draft);
    this.open.add(`blok-${name}`);
    this.again(`#blok-${name}-titel`, "Er is een blok bij. Schrijf op hoe het heet.");
  }

  /** @param {Section} section */
  #tableButton(section) {
    const made = button(
      "Tabel toevoegen",
      () => {
        const { name } = addTable(this.draft, section);
        this.open.add(`tabel-${name}`);
        this.again(`#tabel-${name}-titel`, "Er is een tabel bij, met twee kolommen. Schrijf op hoe die heten.");
      },
      { class: "tb-button tb-button--quiet", "data-add-table": section.name },
    );
    made.append(el("span", { class: "tb-sr" }, ` aan blok ${section.title}`));
    return made;
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
