// After 22 minutes without a touch what was filled in is covered; after 20 hours without anyone it is taken away. Moments
// on the clock are compared, so that a laptop that slept is covered as soon as it wakes.

const MINUTE = 60_000;
export const COVER_AFTER = 22 * MINUTE;
/** An afternoon's talk is still there the next morning; WCAG 2.2.1 draws the same line. */
export const WIPE_AFTER = 20 * 60 * MINUTE;
const TICK = 1_000;
const TOUCHES = ["keydown", "input", "pointerdown", "pointermove", "wheel", "scroll", "touchmove"];

/**
 * What is to be done after so many milliseconds without a touch.
 * @param {number} idle
 * @returns {"" | "cover" | "wipe"}
 */
export function due(idle) {
  if (idle >= WIPE_AFTER) {
    return "wipe";
  }
  return idle >= COVER_AFTER ? "cover" : "";
}

/**
 * `isBlank()` says whether there is anything to guard; `cover(wipeAt)` covers it and `wipe()` takes it away.
 * Gives how to go on: someone is there again.
 * @param {() => boolean} isBlank
 * @param {(wipeAt: number) => void} cover
 * @param {() => void} wipe
 */
export function watchIdle(isBlank, cover, wipe) {
  let last = Date.now();
  let isCovered = false;

  function goOn() {
    isCovered = false;
    last = Date.now();
  }

  function coverNow() {
    isCovered = true;
    cover(last + WIPE_AFTER);
  }

  function look() {
    const todo = due(Date.now() - last);
    if (!todo || (isCovered && todo === "cover")) {
      return;
    }
    if (isBlank()) {
      goOn();
    } else if (todo === "cover") {
      coverNow();
    } else {
      wipe();
      goOn();
    }
  }

  /** A touch counts, but not one that comes after the time was up: whoever wakes the laptop may be someone else. */
  function touch() {
    look();
    if (!isCovered) {
      last = Date.now();
    }
  }

  for (const kind of TOUCHES) {
    document.addEventListener(kind, touch, { capture: true, passive: true });
  }
  for (const kind of ["visibilitychange", "focus", "pageshow"]) {
    window.addEventListener(kind, look, true);
  }
  setInterval(look, TICK);
  return { goOn, coverNow };
}
