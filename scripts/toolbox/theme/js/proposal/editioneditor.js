// The editor of a region's edition: its name, who takes part and whom to ask, and its own text at a page.

import { toldBy } from "../elements.js";
import { area, el, input, labelled, select } from "./dom.js";
import { editionFaults, editionFiles, readEdition, restoredEdition } from "./edition.js";

import { sizeWords } from "./picture.js";
import { drawPicture } from "./rich/drawing.js";

/** @import { Change, EditionText, SavedDraft, SavedEdition, SavedText, Source } from "./types.js" */

/** @type {[string, string][]} */
const PLACES = [
  ["erna", "Onder de tekst van de pagina"],
  ["ervoor", "Boven de tekst van de pagina"],
];
const TEXT_HELP = "Alleen in jullie editie staat dit erbij. Een lege regel begint een nieuwe alinea.";

export class EditionEditor {
  /**
   * @param {Source} source
   * @param {() => void} changed
   */
  constructor(source, changed) {
    this.source = source;
    this.changed = changed;
    this.before = readEdition(source.text);
    this.now = readEdition(source.text);
  }

  /**
   * A text of the region's own at this page; `base` is the code of the page's text as it is.
   * @param {string} page
   * @param {string} title
   * @param {string} base
   */
  add(page, title, base) {
    if (!this.now.texts.some((own) => own.page === page)) {
      this.now.texts.push({ page, title, base, where: "erna", text: "" });
    }
  }

  /** @returns {Change[]} */
  changes() {
    /** @type {[string, string, string][]} */
    const sides = [
      ["de naam van de regio", this.before.name, this.now.name],
      ["wie er meedoen", this.before.institutions.join("\n"), this.now.institutions.join("\n")],
      ["contact", this.before.contact, this.now.contact],
      ...this.now.texts.map(
        (own) => /** @type {[string, string, string]} */ ([`eigen tekst bij ‘${own.title}’`, "", own.text.trim()]),
      ),
    ];
    const logo = this.now.logo ? [{ place: "het logo", words: sizeWords(this.now.logo) }] : [];
    const said = sides
      .filter(([, before, after]) => before !== after)
      .map(([place, before, after]) => ({ place, before, after }));
    return [...said, ...logo];
  }

  problems() {
    return editionFaults(this.now).map(([place, text]) => ({ key: `editie-${place}`, text }));
  }

  parts() {
    return [];
  }

  files() {
    return editionFiles(this.source.path, this.source.text, this.now);
  }

  /** @returns {SavedEdition | null} */
  state() {
    return this.changes().length > 0 ? { edition: this.now } : null;
  }

  /** @param {SavedText | SavedDraft | SavedEdition} state */
  restore(state) {
    const { edition } = /** @type {SavedEdition} */ (state);
    this.now = restoredEdition(readEdition(this.source.text), edition);
    return [];
  }

  /** @param {HTMLElement} holder */
  render(holder) {
    const own = this.now.texts.map((_, index) => this.#text(index));
    holder.replaceChildren(...own, el("h2", {}, "Van wie deze editie is"), ...this.#facts());
  }

  #facts() {
    const { now } = this;
    /** @param {Partial<EditionText>} part */
    const set = (part) => {
      Object.assign(now, part);
      this.changed();
    };
    const members = area(now.institutions.join("\n"), (value) => set({ institutions: value.split("\n") }));
    return [
      labelled(
        "editie-naam",
        "Hoe heet je regio?",
        input(now.name, (name) => set({ name }), { maxlength: 120 }),
      ),
      labelled("editie-instellingen", "Welke organisaties doen mee?", members, "Eén op een regel."),
      labelled(
        "editie-contact",
        "Bij wie kun je vragen stellen?",
        input(now.contact, (contact) => set({ contact }), { maxlength: 200 }),
        "Een mailadres van een afdeling, of een adres met https://. Mag leeg blijven.",
      ),
      ...(now.hasLogo ? [] : [this.#logo(set)]),
    ];
  }

  /** @param {(part: Partial<EditionText>) => void} set */
  #logo(set) {
    const file = el("input", { type: "file", accept: "image/png,image/jpeg", class: "tb-input" });
    const said = el("p", { role: "status" }, this.now.logo ? sizeWords(this.now.logo) : "");
    file.addEventListener("change", async () => {
      const [chosen] = file.files ?? [];
      try {
        const logo = chosen ? await drawPicture(chosen) : null;
        set({ logo });
        said.textContent = logo ? `Dit logo gaat mee: ${sizeWords(logo)}.` : "";
      } catch (error) {
        set({ logo: null });
        said.textContent = toldBy(error);
      }
    });
    const help = "Een plaatje (.png) of foto (.jpg). Het komt op elke pagina en op jullie papieren. Mag leeg blijven.";
    return el("div", {}, labelled("editie-logo", "Logo", file, help), said);
  }

  /** @param {number} index */
  #text(index) {
    const own = this.now.texts[index];
    const where = select(PLACES, own.where, (value) => {
      own.where = value;
      this.changed();
    });
    /** @param {string} value */
    const write = (value) => {
      own.text = value;
      this.changed();
    };
    const text = area(own.text, write, { rows: 6, spellcheck: "true", lang: "nl" });
    return el(
      "section",
      { class: "tb-part", "aria-labelledby": `editie-kop-${index}` },
      el("h2", { id: `editie-kop-${index}` }, `Eigen tekst bij ‘${own.title}’`),
      labelled(`editie-tekst-${index}`, "Jullie tekst", text, TEXT_HELP),
      labelled(`editie-plek-${index}`, "Waar komt hij te staan?", where),
    );
  }
}
