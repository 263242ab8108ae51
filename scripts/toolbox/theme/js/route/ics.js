// Moments  →  a calendar file (RFC 5545) that any calendar takes: whole days, nothing that repeats, nobody invited.

/** @import { DatedMoment } from "./types.js" */

const WIDTH = 75; // octets of a line, its end not counted (3.1)
const CONTROL = /\p{Cc}/gu;

/**
 * A text as a value (3.3.11).
 * @param {string} text
 */
function value(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(CONTROL, " ");
}

/**
 * One content line, folded: each next part begins with a space, and no character is cut.
 * @param {string} line
 */
export function folded(line) {
  const parts = [""];
  let room = WIDTH;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (size > room) {
      parts.push(" ");
      room = WIDTH - 1;
    }
    parts[parts.length - 1] += character;
    room -= size;
  }
  return parts.join("\r\n");
}

/** @param {string} date */
const plain = (date) => date.replaceAll("-", "");

/**
 * @param {DatedMoment} dated
 * @param {{ mark: string, word: string, stamp: string }} calendar
 */
function event({ moment, date, from }, { mark, word, stamp }) {
  // The same again for the same moment of the same dates, so that a second time replaces the first; and another one for
  // whoever has another word of their own.
  const id = [moment.name, from, word].filter(Boolean).join(".");
  return [
    "BEGIN:VEVENT",
    `UID:${value(`${id}@${mark}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${plain(date)}`,
    `SUMMARY:${value(word ? `${moment.text} (${word})` : moment.text)}`,
    `DESCRIPTION:${value(`Bron: ${moment.source}`)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/**
 * The whole file. `mark` is that of the toolbox, `word` the writer's own; `now` says when it was made.
 * @param {DatedMoment[]} moments those that have a date
 * @param {{ mark: string, word: string, now: Date }} calendar
 */
export function calendarFile(moments, { mark, word, now }) {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${mark}//route//NL`,
    "CALSCALE:GREGORIAN",
    ...moments.flatMap((one) => event(one, { mark, word, stamp })),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
