// The calendar on the page: two dates are asked and kept nowhere, and each moment gets its day.

import { all, one } from "../elements.js";
import { isoDate } from "../form/dates.js";
import { dutchDate } from "../form/save.js";
import { dated } from "./moments.js";

/** @import { Calendar } from "./types.js" */

const WRONG = "Schrijf deze datum zoals 24-11-2026.";
const NONE = "Vul eerst een datum in.";

/**
 * The dates that were asked, by name; one that is not there, or is none, is left out.
 * @returns {Record<string, string>}
 */
function asked() {
  /** @type {HTMLInputElement[]} */
  const inputs = all(document, "[data-anchor]");
  const found = inputs.map((input) => [input.dataset.anchor, isoDate(input.value, input.name)]);
  return Object.fromEntries(found.filter(([, date]) => date));
}

/**
 * The moments that have a date, each with the one that it was counted from.
 * @param {Calendar} calendar
 */
export function moments(calendar) {
  const dates = asked();
  return dated(calendar.moments, dates).flatMap(({ moment, date }) =>
    date ? [{ moment, date, from: dates[moment.anchor] }] : [],
  );
}

/**
 * In words, for paper: what has a date.
 * @param {Calendar} calendar
 */
export const momentWords = (calendar) =>
  moments(calendar).map(({ moment, date }) => `${dutchDate(date)}: ${moment.text}`);

/**
 * The same or a sentence of what is missing.
 * @param {Calendar} calendar
 */
export function requireMoments(calendar) {
  const found = moments(calendar);
  if (found.length === 0) {
    throw new Error(NONE);
  }
  return found;
}

/**
 * Each moment its day, and each date that is none what is wrong with it.
 * @param {Calendar} calendar
 */
export function showCalendar(calendar) {
  const dates = Object.fromEntries(moments(calendar).map(({ moment, date }) => [moment.name, date]));
  for (const place of all(document, "[data-moment]")) {
    const date = dates[place.dataset.moment ?? ""];
    place.textContent = date ? dutchDate(date) : (place.dataset.unknown ?? "");
  }
}

/** What is wrong is said when someone is done with the field. */
export function watchDates() {
  /** @type {HTMLInputElement[]} */
  const inputs = all(document, "[data-anchor]");
  for (const input of inputs) {
    input.addEventListener("change", () => {
      const isWrong = input.value.trim() !== "" && !isoDate(input.value, input.name);
      input.toggleAttribute("aria-invalid", isWrong);
      one(document, `[data-anchor-wrong="${input.dataset.anchor}"]`).textContent = isWrong ? WRONG : "";
    });
  }
}
