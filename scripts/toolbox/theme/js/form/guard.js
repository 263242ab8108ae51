// Keeps what is filled in from eyes that it is not for, and from getting lost: what happens when nobody touches the form,
// when the page is left, and what stays as a draft.

import { one } from "../elements.js";
import { putCover, sayOnCover, takeCover, watchCover } from "./cover.js";
import { openDialog } from "./dialog.js";
import { watchDraft } from "./draft.js";
import { watchIdle } from "./idle.js";
import { watchLeaving } from "./leave.js";
import { dayOf } from "./stored.js";

/** @import { Opened } from "./types.js" */

/** @param {number} moment */
function momentOf(moment) {
  const time = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit" }).format(moment);
  return `${dayOf(moment)} om ${time} uur`;
}

/**
 * @param {number} wipeAt
 * @param {number} until
 */
function whenOnCover(wipeAt, until) {
  const draft = until ? ` Je concept op dit apparaat blijft staan tot ${dayOf(until)}.` : "";
  return `Komt er niemand terug? Dan wordt het formulier leeg op ${momentOf(wipeAt)}.${draft}`;
}

/** @param {number} until */
function emptied(until) {
  const left = until
    ? `Je concept staat nog op dit apparaat, tot ${dayOf(until)}. Open het met je codewoord.`
    : "Had je het bewaard? Open dan dat bestand.";
  return {
    title: "Het formulier is leeg",
    text: `Er is 20 uur niets gebeurd. Daarom is weggehaald wat er stond. ${left}`,
    yes: "Sluiten",
  };
}

/**
 * Watches one form; gives what the page tells when something changed, was kept, or goes.
 * @param {HTMLFormElement} form
 * @param {{
 *   isBlank: () => boolean, content: () => Opened, openDraft: (opened: Opened) => void,
 *   save: () => unknown, wipe: () => unknown, refresh: () => void,
 * }} page
 */
export function watchGuard(form, { isBlank, content, openDraft, save, wipe, refresh }) {
  const draft = watchDraft({ content, place: openDraft, isBlank });
  const leaving = watchLeaving(form, { isBlank, cover: () => idle.coverNow(), draft, refresh });
  const idle = watchIdle(
    isBlank,
    (wipeAt) => putCover(whenOnCover(wipeAt, draft.until())),
    () => {
      const until = draft.until();
      leaving.close();
      takeCover();
      openDialog(emptied(until), () => undefined);
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
      sayOnCover(one(form, "[data-said]").textContent);
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
