// The draft as it stands in the browser's storage, one for each form page: a sealed text, and until when it stays.

/** @import { Draft } from "./types.js" */

/** `site.js` looks for it as well, to take away on any page what is past its time. */
export const PREFIX = "tb-concept:";
export const KEPT_DAYS = 14;
const DAY = 86_400_000;

/** @param {string} path */
export const draftName = (path) => `${PREFIX}${path}`;

/**
 * @param {unknown} value
 * @returns {value is Draft}
 */
function isDraft(value) {
  const found = /** @type {Partial<Record<string, unknown>> | null} */ (value);
  return (
    typeof found === "object" &&
    found !== null &&
    [found.until, found.rounds].every(Number.isSafeInteger) &&
    [found.salt, found.iv, found.data].every((text) => typeof text === "string")
  );
}

/**
 * The draft of a stored text; null when it is none, or past its time.
 * @param {string | null} text
 * @param {number} now
 */
export function parseDraft(text, now) {
  try {
    const found = JSON.parse(text ?? "");
    return isDraft(found) && now < found.until ? found : null;
  } catch {
    return null;
  }
}

/**
 * A sealed text as it is stored: it stays this long after its last change.
 * @param {Omit<Draft, "until">} draft
 * @param {number} now
 */
export function draftText(draft, now) {
  const { rounds, salt, iv, data } = draft;
  return JSON.stringify({ until: now + KEPT_DAYS * DAY, rounds, salt, iv, data });
}

/**
 * The last day, as a person says it: '12 december 2026'.
 * @param {number} moment
 */
export function dayOf(moment) {
  return new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", year: "numeric" }).format(moment);
}
