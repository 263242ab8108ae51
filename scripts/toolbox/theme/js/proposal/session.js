// One proposal: the pages and formats that someone opened for it, of which one is shown.

import { toldBy } from "../elements.js";
import { FormatEditor } from "./formeditor.js";
import { isFormat, loadRich, loadRules, loadSource, openSource } from "./opened.js";
import { TextEditor } from "./texteditor.js";
import { REFUSED } from "./saved.js";

/** @import { ChangeGroup, Editor, FileChange, Problem, ProposalItem, Rules, SavedItem, Source } from "./types.js" */

export class Session {
  /**
   * `linkOf` gives the link of the list that leads to a path: only what stands there can be opened.
   * @param {HTMLFormElement} form
   * @param {(path: string) => HTMLElement | undefined} linkOf
   * @param {() => { path: string, name: string }[]} pages
   * @param {() => void} changed
   * @param {(text: string) => void} tell
   */
  constructor(form, linkOf, pages, changed, tell) {
    this.form = form;
    this.linkOf = linkOf;
    this.pages = pages;
    this.changed = changed;
    this.tell = tell;
    /** @type {ProposalItem[]} */
    this.items = [];
    /** @type {ProposalItem | null} */
    this.current = null;
    /** @type {Rules | null} */
    this.rules = null;
  }

  /**
   * Opens a page or a format, or shows it again. Rejects with a Dutch sentence.
   * @param {string} path
   * @returns {Promise<ProposalItem>}
   */
  async open(path) {
    const found = this.items.find((item) => item.source.path === path);
    const link = this.linkOf(path);
    if (found || !link) {
      if (!found) {
        throw new Error("Deze pagina staat hier niet meer.");
      }
      return found;
    }
    const { rules, rich } = this.form.dataset;
    this.rules ??= await loadRules(rules ?? "");
    if (!isFormat(path)) {
      await loadRich(rich ?? "");
    }
    const source = await loadSource(link.dataset.source ?? "");
    const item = { source, link, ...this.#edited(source, this.rules) };
    this.items.push(item);
    return item;
  }

  /**
   * @param {Source} source
   * @param {Rules} rules
   * @returns {{ editor: Editor | null, fault: string }}
   */
  #edited(source, rules) {
    try {
      openSource(source);
      const editor = isFormat(source.path)
        ? new FormatEditor(source, rules, this.changed, this.tell)
        : new TextEditor(source, rules, this.pages(), this.changed);
      return { editor, fault: "" };
    } catch (error) {
      return { editor: null, fault: toldBy(error) };
    }
  }

  /** @returns {ChangeGroup[]} */
  groups() {
    return this.items
      .map(({ source, editor }) => ({ source, changes: editor?.changes() ?? [] }))
      .filter(({ changes }) => changes.length > 0);
  }

  /** Those of the page that is shown first. */
  /** @returns {Problem[]} */
  problems() {
    const first = this.items.filter((item) => item === this.current);
    const others = this.items.filter((item) => item !== this.current);
    return [...first, ...others].flatMap(({ source, editor }) =>
      (editor?.problems() ?? []).map((problem) => ({ ...problem, path: source.path })),
    );
  }

  /** @returns {FileChange[]} */
  files() {
    return this.items.flatMap(({ editor }) => (editor?.changes().length ? editor.files() : []));
  }

  /** @returns {SavedItem[]} */
  kept() {
    return this.items.flatMap(({ source, editor }) => {
      const state = editor?.state();
      return state ? [{ path: source.path, state }] : [];
    });
  }

  /**
   * What was kept, in place again. Gives sentences about what has changed meanwhile. Rejects with a Dutch sentence.
   * @param {SavedItem[]} kept
   */
  async restore(kept) {
    /** @type {string[]} */
    const said = [];
    for (const { path, state } of kept) {
      if (!this.linkOf(path)) {
        said.push(`‘${path}’ staat niet meer in de toolbox: wat je daarin veranderde, is niet geopend.`);
        continue;
      }
      this.items = this.items.filter((item) => item.source.path !== path);
      const item = await this.open(path);
      try {
        const clashes = item.editor?.restore(state) ?? [];
        said.push(
          ...clashes.map(
            (place) => `${item.source.title}: ${place} is intussen ook veranderd. Jouw versie staat er nu.`,
          ),
        );
      } catch {
        this.items = this.items.filter((other) => other !== item);
        throw new Error(REFUSED);
      }
    }
    return said;
  }
}
