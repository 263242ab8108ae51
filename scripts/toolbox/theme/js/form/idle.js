// After 20 minutes without a touch the page warns, and after two more it empties. It compares moments on the clock, so
// that a laptop that slept also empties when it wakes.

import { changeDialog, openDialog, showClock } from "./dialog.js";

const MINUTE = 60_000;
const WARN_AFTER = 20 * MINUTE;
const EMPTY_AFTER = 22 * MINUTE;
const TICK = 1_000;
/** @type {Record<number, string>} */
const SPOKEN = { 60: "Nog 1 minuut.", 15: "Nog 15 seconden." };

const WARNING = {
  title: "Ben je er nog?",
  text: "Er is 20 minuten niets ingevuld. Over 2 minuten wordt het formulier leeg, zodat niemand anders het ziet.",
  yes: "Doorgaan",
};
const EMPTIED = {
  title: "Het formulier is leeg",
  text: "Er is 22 minuten niets ingevuld. Daarom is alles weggehaald. Had je het bewaard? Open dan dat bestand.",
  yes: "Sluiten",
};

/**
 * `isBlank()` says whether there is anything to guard; `empty()` empties the form.
 * @param {() => boolean} isBlank
 * @param {() => void} empty
 */
export function watchIdle(isBlank, empty) {
  let last = Date.now();
  let state = "active";

  function goOn() {
    state = "active";
    last = Date.now();
  }

  function warn() {
    state = "warned";
    openDialog(WARNING, goOn);
  }

  function emptyNow() {
    const wasWarned = state === "warned";
    state = "emptied";
    empty();
    if (wasWarned) {
      changeDialog(EMPTIED);
    } else {
      openDialog(EMPTIED, goOn);
    }
  }

  /** @param {number} idle */
  function countDown(idle) {
    const seconds = Math.max(0, Math.ceil((EMPTY_AFTER - idle) / 1_000));
    showClock(`Nog ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`, SPOKEN[seconds]);
  }

  function look() {
    const idle = Date.now() - last;
    if (state === "emptied" || idle < WARN_AFTER) {
      return;
    }
    if (state === "active" && isBlank()) {
      last = Date.now();
    } else if (idle >= EMPTY_AFTER) {
      emptyNow();
    } else {
      if (state === "active") {
        warn();
      }
      countDown(idle);
    }
  }

  /** A touch counts, but not one that comes after the time was up: whoever wakes the laptop may be someone else. */
  function touch() {
    look();
    if (state === "active") {
      last = Date.now();
    }
  }

  for (const kind of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(kind, touch, true);
  }
  for (const kind of ["visibilitychange", "focus", "pageshow"]) {
    window.addEventListener(kind, look, true);
  }
  setInterval(look, TICK);
}
