// Moments counted from a date, as people count: three months before 31 May is the last of February. Dates are texts,
// '2027-05-31', so that no time zone has a say in them.

/** @import { Milestone, Offset } from "./types.js" */

const DAY = 86_400_000;

/**
 * @param {number} year
 * @param {number} month from 0, and beyond a year
 */
const lastDay = (year, month) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** @param {number} moment */
const isoOf = (moment) => new Date(moment).toISOString().slice(0, 10);

/**
 * `date` and so many years, months, weeks and days after it, or before where they are negative. Years and months come
 * first; a day that the month does not have becomes its last.
 * @param {string} date
 * @param {Offset} offset
 */
export function counted(date, { years, months, weeks, days }) {
  const [year, month, day] = date.split("-").map(Number);
  const index = month - 1 + months + 12 * years;
  const moment = Date.UTC(year, index, Math.min(day, lastDay(year, index)));
  return isoOf(moment + (7 * weeks + days) * DAY);
}

/**
 * Each moment with its date, '' when the date that it counts from is not there or nobody can count it.
 * @param {Milestone[]} moments
 * @param {Record<string, string>} dates by name of what was asked
 */
export function dated(moments, dates) {
  return moments.map((moment) => {
    const from = moment.anchor && dates[moment.anchor];
    return { moment, date: from ? counted(from, moment) : "" };
  });
}
