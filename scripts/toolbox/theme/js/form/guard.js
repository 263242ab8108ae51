// Keeps what is filled in from eyes that it is not for, and from getting lost: what happens when nobody touches the form,
// when the page is left, and what stays as a draft.

import { one } from "../elements.js";
import { putCover, sayOnCover, takeCover, watchCover } from "./cover.js";
import { openDialog } from "./dialog.js";
import { watchDraft } from "./draft.js";
import { watchIdle } from "./idle.js";
import { watchLeaving } from "./leave.js";
import { dayOf } from "./stored.js";
import { told } from "./told.js";

/** @import { Opened } from "./types.js" */

/** @param {number} moment */
function momentOf(moment) {
  const time = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit" }).format(moment);
  return told("om_uur", { dag: dayOf(moment), tijd: time });
}

/** Of a page that keeps nothing on the device. */
const NO_DRAFT = { changed() {}, isCurrent: () => false, close() {}, drop() {}, until: () => 0 };

/**
 * @param {number} wipeAt
 * @param {number} until
 * @param {string} what
 */
function whenOnCover(wipeAt, until, what) {
  const then = told("dek_leeg", { wat: what, wanneer: momentOf(wipeAt) });
  return until ? `${then} ${told("dek_concept", { dag: dayOf(until) })}` : then;
}

/**
 * @param {number} until
 * @param {string} what
 */
function emptied(until, what) {
  const left = until ? told("concept_nog", { dag: dayOf(until) }) : told("had_bewaard");
  return {
    title: told("leeg_kop", { wat: `${what[0].toUpperCase()}${what.slice(1)}` }),
    text: `${told("leeg_vraag")} ${left}`,
    yes: told("sluiten"),
  };
}

/**
 * Watches one form; gives what the page tells when something changed, was kept, or goes. `what` is what a person calls it.
 * Without `content` and `openDraft` nothing is kept on the device.
 * @param {{
 *   what: string, isBlank: () => boolean, clear: () => void, content?: () => Opened,
 *   openDraft?: (opened: Opened) => void, save: () => unknown, wipe: () => unknown, refresh: () => void,
 * }} page
 */
export function watchGuard({ what, isBlank, clear, content, openDraft, save, wipe, refresh }) {
  const draft = content && openDraft ? watchDraft({ content, place: openDraft, isBlank }) : NO_DRAFT;
  const leaving = watchLeaving({ isBlank, clear, cover: () => idle.coverNow(), draft, refresh });
  const idle = watchIdle(
    isBlank,
    (wipeAt) => putCover(whenOnCover(wipeAt, draft.until(), what)),
    () => {
      const until = draft.until();
      leaving.close();
      takeCover();
      openDialog(emptied(until, what), () => undefined);
    },
  );

  function goOn() {
    idle.goOn();
    takeCover();
  }

  watchCover({
    goOn,
    async save() {
      await save();
      sayOnCover(one(document, "[data-said]").textContent);
    },
    async wipe() {
      await wipe();
      if (isBlank()) {
        goOn();
      }
    },
  });

  return {
    ...leaving,
    wipe() {
      draft.drop();
      leaving.empty();
    },
  };
}
