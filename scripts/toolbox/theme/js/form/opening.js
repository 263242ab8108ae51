// A file or a draft that is opened in the form: instead of what stands there, or put together with it.

import { one } from "../elements.js";
import { readChosen } from "./chosenfile.js";
import { collect, definition, looseAnswers } from "./fields.js";
import { fill, fillOne, placed } from "./filling.js";
import { growAreas, showUndoButtons } from "./help.js";
import { merge } from "./merge.js";
import { askHow, closeMerge, settle } from "./mergebox.js";
import { requireSameFormat, requireSharedFormat } from "./open.js";
import { say } from "./say.js";
import { offersOf } from "./takeover.js";
import { chooseOffers } from "./takeoverbox.js";
import { counted, told } from "./told.js";

/** @import { Answers, Chosen, Desk, Loose, Opened } from "./types.js" */

/** @param {{ taken: number, differences: unknown[] }} merged */
function tellMerged({ taken, differences }) {
  const gekozen = differences.length;
  return gekozen > 0
    ? counted(taken, "samen_een_gekozen", "samen_meer_gekozen", { gekozen })
    : counted(taken, "samen_een", "samen_meer");
}

/**
 * @param {number} count
 * @param {string} from
 */
function tellTaken(count, from) {
  return counted(count, "over_een", "over_meer", { waaruit: from });
}

/**
 * @param {HTMLElement} form
 * @returns {Desk}
 */
function deskOf(form) {
  const { pdfScript = "", wordScript = "", wordLines = "" } = form.dataset;
  const asked = definition(form);
  const require = (/** @type {Opened} */ found) => requireSharedFormat(found, asked);
  return { asked: [asked], require, pdfScript, wordScript, wordLines: () => wordLines };
}

/**
 * `blank` are the answers that the form was served with.
 * @param {HTMLElement} form
 * @param {{
 *   isBlank: () => boolean, blank: Answers,
 *   leaving: { empty: () => void, changed: () => void, kept: () => void },
 * }} page
 */
export function watchOpening(form, { isBlank, blank, leaving }) {
  const loose = one(form, "[data-loose]");
  // How the fields were served: what someone types is no part of it.
  const served = one(form, "[data-fields]").innerHTML;

  /** @param {Loose[]} answers */
  function showLoose(answers) {
    const items = answers.flatMap(({ name, value }) => {
      const term = document.createElement("dt");
      const text = document.createElement("dd");
      term.textContent = name;
      text.textContent = value;
      return [term, text];
    });
    one(loose, "dl").replaceChildren(...items);
    loose.hidden = items.length === 0;
  }

  /**
   * @param {Opened} found
   * @param {Loose[]} outside what stood outside the answers
   */
  function place(found, outside = []) {
    requireSameFormat(found, definition(form));
    leaving.empty();
    showLoose([...fill(form, found.answers), ...outside]);
    showUndoButtons(form);
    growAreas(form);
    leaving.changed();
  }

  /**
   * @param {string} what
   * @param {string} version
   * @param {string} note
   */
  function tell(what, version, note) {
    const now = definition(form).version;
    const isOther = version && version !== now;
    const older = isOther ? told("andere_versie", { toen: version, nu: now }) : "";
    const heading = loose.hidden ? one(form, ".tb-part h2") : one(loose, "h2");
    heading.focus();
    heading.scrollIntoView();
    say([what, older, note].filter(Boolean).join(" "));
  }

  /** @param {"bestand" | "formulier" | "concept"} kind */
  const opened = (kind) => told(isBlank() ? `leeg_${kind}` : `geopend_${kind}`);

  /**
   * @param {Chosen} found
   * @param {string} name of the file
   */
  async function mergeWith(found, name) {
    const theirs = placed(form, served, found.answers);
    const merged = merge(
      definition(form),
      blank,
      { answers: collect(form), loose: looseAnswers(form) },
      { answers: theirs.answers, loose: [...theirs.loose, ...found.loose] },
    );
    if (merged.differences.length > 0 && !(await settle(name, merged.differences))) {
      return;
    }
    closeMerge();
    place({ ...definition(form), answers: merged.answers() }, merged.loose);
    tell(tellMerged(merged), found.version, found.note);
  }

  /**
   * Of other formats that ask some of the same: nothing but what was ticked comes in this form.
   * @param {Opened[]} forms
   * @param {string} file its name, '' when there is none
   * @param {string} from what they are
   */
  async function takeOver(forms, file, from) {
    const fitting = offersOf(definition(form), forms, collect(form));
    if (fitting.length === 0) {
      say(told("niets_over", { waaruit: from }));
      return;
    }
    const chosen = await chooseOffers(file, from, fitting);
    if (!chosen || chosen.length === 0) {
      say(told("niets_overgenomen", { waaruit: from }));
      return;
    }
    for (const answer of chosen) {
      fillOne(form, answer);
    }
    showUndoButtons(form);
    growAreas(form);
    leaving.changed();
    one(form, ".tb-part h2").focus();
    say(tellTaken(chosen.length, from));
  }

  /**
   * @param {Chosen} found
   * @param {string} file its name
   */
  async function openOwn(found, file) {
    const how = isBlank() ? "replace" : await askHow(file);
    if (how === "merge") {
      await mergeWith(found, file);
    } else if (how === "replace") {
      closeMerge();
      place(found, found.loose);
      leaving.kept();
      tell(opened(file ? "bestand" : "formulier"), found.version, found.note);
    }
    closeMerge();
  }

  /**
   * This form, or else what others have that it asks too: the latest first.
   * @param {Chosen[]} forms
   * @param {string} file
   * @param {string} from
   */
  async function openAny(forms, file, from) {
    const own = forms.find(({ name }) => name === definition(form).name);
    await (own ? openOwn(own, file) : takeOver([...forms].reverse(), file, from));
  }

  return {
    /**
     * Rejects with a Dutch sentence, and then nothing was changed.
     * @param {File} file
     */
    async openFile(file) {
      const { others, journey } = definition(form);
      const { forms, stations } = await readChosen(file, deskOf(form));
      await openAny(forms, file.name, stations ? journey : (others[forms[0].name]?.title ?? ""));
    },
    /**
     * What the page of the route handed over.
     * @param {Opened[]} forms
     */
    async openHanded(forms) {
      if (forms.length > 0) {
        const handed = forms.map((one) => ({ ...one, loose: [], note: "" }));
        await openAny(handed, "", definition(form).journey);
      }
    },
    /** @param {Opened} draft */
    openDraft(draft) {
      place(draft);
      tell(opened("concept"), draft.version, "");
    },
    dropLoose() {
      showLoose([]);
      leaving.changed();
      one(form, ".tb-part h2").focus();
    },
  };
}
