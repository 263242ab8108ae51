// One proposal: the pages and formats that someone opened for it, of which one is shown.

import { toldBy } from "../elements.js";
import { el } from "./dom.js";
import { isEdition } from "./edition.js";
import { EditionEditor } from "./editioneditor.js";
import { FormatEditor } from "./formeditor.js";
import { sourceOf } from "./newsource.js";
import { isFormat, loadRich, loadRules, loadSource, openSource } from "./opened.js";
import { TextEditor } from "./texteditor.js";
import { REFUSED } from "./saved.js";

/** @import { Change, ChangeGroup, Editor, FileChange, MadeSource } from "./types.js" */
/** @import { Problem, ProposalItem, Rules, SavedItem, Source } from "./types.js" */

/** @type {Record<string, string>} */
const NEW = { format: "nieuw format", editie: "nieuwe editie", tekst: "nieuwe pagina" };
/** @param {string} path */
const kindOf = (path) => (isFormat(path) ? "format" : isEdition(path) ? "editie" : "tekst");

/**
 * @param {MadeSource} made
 * @returns {Change}
 */
const newness = ({ path, title }) => ({
  place: NEW[kindOf(path)],
  words: `‘${title}’`,
});

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
    const rules = await this.#load(path);
    const source = await loadSource(link.dataset.source ?? "");
    const item = { source, link, ...this.#edited(source, rules) };
    this.items.push(item);
    return item;
  }

  /**
   * What a page or a format is edited with.
   * @param {string} path
   */
  async #load(path) {
    const { rules, rich } = this.form.dataset;
    this.rules ??= await loadRules(rules ?? "");
    if (!isFormat(path) && !isEdition(path)) {
      await loadRich(rich ?? "");
    }
    return this.rules;
  }

  /**
   * Something new, as if it stood in the toolbox.
   * @param {MadeSource} made
   * @returns {Promise<ProposalItem>}
   */
  async add(made) {
    const rules = await this.#load(made.path);
    const source = sourceOf(made, this.form.dataset.commit ?? "");
    const kind = kindOf(made.path);
    const slug = `${kind}-${made.title.toLowerCase().replace(/[^a-z0-9.]+/g, "-")}`;
    const link = el("a", { "data-kind": `Nieuw: ${kind}`, "data-slug": slug, "data-page": "./" });
    if (kind === "tekst") {
      rules.pages[made.path] ??= [];
    }
    const item = { source, link, made, ...this.#edited(source, rules) };
    this.items = [...this.items.filter((other) => other.source.path !== made.path), item];
    return item;
  }

  /**
   * The source of a format, to begin another with. Rejects with a Dutch sentence.
   * @param {string} path
   */
  peek(path) {
    return loadSource(this.linkOf(path)?.dataset.source ?? "");
  }

  /**
   * @param {Source} source
   * @param {Rules} rules
   * @returns {{ editor: Editor | null, fault: string }}
   */
  #edited(source, rules) {
    try {
      openSource(source);
      return { editor: this.#editor(source, rules), fault: "" };
    } catch (error) {
      return { editor: null, fault: toldBy(error) };
    }
  }

  /**
   * @param {Source} source
   * @param {Rules} rules
   */
  #editor(source, rules) {
    if (isEdition(source.path)) {
      return new EditionEditor(source, this.changed);
    }
    const { paper, rich, strips } = this.form.dataset;
    const place = { sheet: paper ?? "", rich: rich ?? "", strips: JSON.parse(strips ?? "{}") };
    return isFormat(source.path)
      ? new FormatEditor(source, rules, this.changed, this.tell, place)
      : new TextEditor(source, rules, this.pages(), this.changed);
  }

  /** What is shown is no part of the proposal any more; with a new format its page goes as well. */
  drop() {
    const title = this.current?.made?.title;
    this.items = this.items.filter(({ made }) => !made || made.title !== title);
    this.current = null;
  }

  /** @returns {ChangeGroup[]} */
  groups() {
    return this.items
      .map(({ source, editor, made }) => ({
        source,
        changes: [...(made ? [newness(made)] : []), ...(editor?.changes() ?? [])],
      }))
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
    return this.items.flatMap(({ editor, made }) => {
      if (made) {
        return (editor?.files() ?? []).map((file) => ({ ...file, before: null }));
      }
      return editor?.changes().length ? editor.files() : [];
    });
  }

  /** @returns {SavedItem[]} */
  kept() {
    return this.items.flatMap(({ source, editor, made }) => {
      const state = editor?.state() ?? null;
      return state || made ? [{ path: source.path, state, made }] : [];
    });
  }

  /**
   * What was kept, in place again. Gives sentences about what has changed meanwhile. Rejects with a Dutch sentence.
   * @param {SavedItem[]} kept
   */
  async restore(kept) {
    /** @type {string[]} */
    const said = [];
    for (const { path, state, made } of kept) {
      if (!made && !this.linkOf(path)) {
        said.push(`‘${path}’ staat niet meer in de toolbox: wat je daarin veranderde, is niet geopend.`);
        continue;
      }
      this.items = this.items.filter((item) => item.source.path !== path);
      const item = await (made ? this.add(made) : this.open(path));
      try {
        const clashes = (state && item.editor?.restore(state)) || [];
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
