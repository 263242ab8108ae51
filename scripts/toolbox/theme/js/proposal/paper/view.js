// A format as its first page on paper, beside its questions: drawn again when someone stops typing.

import { toldBy } from "../../elements.js";
import { button, el } from "../dom.js";
import { loadRich } from "../opened.js";
import { showMarkdown } from "../preview.js";
import { openYaml } from "../scalars.js";
import { drawFormat } from "./draw.js";
import { pageStarts } from "./pages.js";

/** @import { FileChange, PaperPackage, PaperPlace } from "../types.js" */

// After the last key: drawing takes some fifty thousandths of a second.
const PAUSE = 120;
// Between the margins of the first page and of the others, standing and lying, in mm: see `templates/print/sheet.css`.
const HEIGHTS = { standing: [253.5, 247.5], lying: [166.5, 160.5] };
// As `shapes/paper/hyphens.py` has it.
const LONG_WORD = /\p{L}{12,}/gu;
const DENSITIES = ["", "dense", "dense tight"];

/** @param {string} text */
function prose(text) {
  const box = el("div");
  showMarkdown(box, text);
  return box;
}

/** @param {number} count */
const pagesWords = (count) =>
  count === 1
    ? "Op papier is dit één bladzijde."
    : `Op papier zijn dit ongeveer ${count} bladzijden. Dit is de eerste.`;

export class PaperView {
  /**
   * `files` gives the format as it would be sent.
   * @param {() => FileChange[]} files
   * @param {PaperPlace} place
   */
  constructor(files, place) {
    this.files = files;
    this.place = place;
    this.isOpen = false;
    this.timer = 0;
    this.said = el("p", { class: "tb-soft" });
    this.frame = el("div", { class: "tb-paper__frame", role: "img", "aria-label": "De eerste bladzijde op papier" });
    this.body = el("div", { class: "tb-paper__body", id: "papier" }, this.frame, this.said);
    this.toggle = button("", () => this.#turn(), { class: "tb-button tb-button--quiet", "aria-controls": "papier" });
    this.element = el("div", { class: "tb-paper" }, this.toggle, this.body);
    this.page = el("div", { class: "paper" });
    const root = this.frame.attachShadow({ mode: "open" });
    root.append(el("link", { rel: "stylesheet", href: place.sheet, onload: () => this.#draw() }), this.page);
    new ResizeObserver(() => this.#fit()).observe(this.frame);
    this.#show();
  }

  async #turn() {
    this.isOpen = !this.isOpen;
    this.#show();
    try {
      await loadRich(this.place.rich);
      this.#draw();
    } catch (error) {
      this.said.textContent = toldBy(error);
    }
  }

  #show() {
    this.toggle.textContent = this.isOpen ? "Zonder papier" : "Bekijk op papier";
    this.toggle.setAttribute("aria-expanded", `${this.isOpen}`);
    this.body.hidden = !this.isOpen;
    this.element.classList.toggle("is-open", this.isOpen);
  }

  /** Something changed: draw it when no more is typed. */
  changed() {
    clearTimeout(this.timer);
    if (this.isOpen) {
      this.timer = setTimeout(() => this.#draw(), PAUSE);
    }
  }

  #draw() {
    if (!this.isOpen || !window.toolboxRich) {
      return;
    }
    const [main, ...tables] = this.files();
    const form = /** @type {PaperPackage} */ (openYaml(main.after ?? "").document.toJS());
    const name = (/** @type {string} */ path) => path.replace(/^.*\/|\.csv$/g, "");
    const csv = Object.fromEntries(tables.map(({ path, after }) => [name(path), after ?? ""]));
    this.page.className = form.landscape ? "paper lying" : "paper";
    const { note, strips } = this.place;
    const strip = strips[form.number.split(".")[0]] ?? [];
    this.page.replaceChildren(...drawFormat(form, csv, { prose, broken: (text) => this.#broken(text), note, strip }));
    const kind = form.landscape ? "lying" : "standing";
    this.frame.classList.toggle("is-lying", kind === "lying");
    this.said.textContent = pagesWords(this.#firstPage(HEIGHTS[kind]));
    this.#fit();
  }

  /**
   * As few pages as any density gives, and then the roomiest; of these only the first is shown. Gives how many.
   * @param {number[]} heights
   */
  #firstPage(heights) {
    const mm = this.page.offsetWidth / (this.frame.classList.contains("is-lying") ? 297 : 210);
    const [first, other] = heights.map((height) => height * mm);
    const found = DENSITIES.map((density) => {
      this.#density(density);
      return pageStarts(this.page, first + 14 * mm, other);
    });
    const least = Math.min(...found.map(({ length }) => length));
    const best = found.findIndex(({ length }) => length === least);
    this.#density(DENSITIES[best]);
    const [start] = found[best];
    if (start) {
      const all = /** @type {HTMLElement[]} */ ([...this.page.querySelectorAll("*")]);
      const from = all.indexOf(start.element);
      for (const element of all.slice(from)) {
        element.hidden = true;
      }
    }
    return least + 1;
  }

  /**
   * With soft hyphens where its long words break on paper.
   * @param {string} text
   */
  #broken(text) {
    return text.replace(LONG_WORD, (word) => this.place.broken[word] ?? word);
  }

  /** @param {string} density */
  #density(density) {
    this.page.classList.remove("dense", "tight");
    this.page.classList.add(...density.split(" ").filter(Boolean));
  }

  /** As large as there is room. */
  #fit() {
    const scale = this.frame.clientWidth / this.page.offsetWidth;
    if (scale > 0 && Number.isFinite(scale)) {
      this.page.style.transform = `scale(${scale})`;
    }
  }
}
