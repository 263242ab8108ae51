// A file or a draft that is opened in the form: instead of what stands there, or put together with it.

import { one } from "../elements.js";
import { readChosen } from "./chosenfile.js";
import { collect, definition, looseAnswers } from "./fields.js";
import { fill, fillOne, placed } from "./filling.js";
import { growAreas, showUndoButtons } from "./help.js";
import { merge } from "./merge.js";
import { askHow, closeMerge, settle } from "./mergebox.js";
import { requireSameFormat } from "./open.js";
import { say } from "./say.js";
import { offers } from "./takeover.js";
import { chooseOffers } from "./takeoverbox.js";

/** @import { Answers, Chosen, Loose, Opened } from "./types.js" */

/** @param {{ taken: number, differences: unknown[] }} merged */
function tellMerged({ taken, differences }) {
  const chosen = differences.length > 0 ? `, en je koos er ${differences.length}` : "";
  const came = taken === 1 ? "1 antwoord kwam" : `${taken} antwoorden kwamen`;
  return `Samengevoegd met wat op het scherm stond: ${came} erbij${chosen}. Bewaar het nog.`;
}

/**
 * @param {number} count
 * @param {string} from
 */
function tellTaken(count, from) {
  const taken = count === 1 ? "1 antwoord is" : `${count} antwoorden zijn`;
  return `${taken} overgenomen uit ${from}. Kijk het na, en bewaar het. De rest van het bestand is niet geopend.`;
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
    const older = isOther ? ` Het is gemaakt met versie ${version}; dit is versie ${now}. Kijk het na.` : "";
    const heading = loose.hidden ? one(form, ".tb-part h2") : one(loose, "h2");
    heading.focus();
    heading.scrollIntoView();
    say(`${what}${older}${note}`);
  }

  /** @param {string} kind */
  const opened = (kind) => (isBlank() ? `In dit ${kind} is niets ingevuld.` : `Het ${kind} is geopend.`);

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
   * A file of another format that asks some of the same: nothing but what was ticked comes in this form.
   * @param {Chosen} found
   * @param {string} name of the file
   */
  async function takeOver(found, name) {
    const other = definition(form).others[found.name];
    const fitting = offers(definition(form), found, collect(form));
    if (fitting.length === 0) {
      say(`In dit bestand van ${other.title} staat niets dat hier nog in kan.`);
      return;
    }
    const chosen = await chooseOffers(name, other, fitting);
    if (!chosen || chosen.length === 0) {
      say(`Er is niets overgenomen uit ${other.title}.`);
      return;
    }
    for (const answer of chosen) {
      fillOne(form, answer);
    }
    showUndoButtons(form);
    growAreas(form);
    leaving.changed();
    one(form, ".tb-part h2").focus();
    say(tellTaken(chosen.length, other.title));
  }

  return {
    /**
     * Rejects with a Dutch sentence, and then nothing was changed.
     * @param {File} file
     */
    async openFile(file) {
      const found = await readChosen(file, form);
      if (found.name !== definition(form).name) {
        await takeOver(found, file.name);
        return;
      }
      const how = isBlank() ? "replace" : await askHow(file.name);
      if (how === "merge") {
        await mergeWith(found, file.name);
      } else if (how === "replace") {
        closeMerge();
        place(found, found.loose);
        leaving.kept();
        tell(opened("bestand"), found.version, found.note);
      }
      closeMerge();
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
