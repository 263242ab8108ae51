// Dates as people type them. `answers.py` reads the same forms, but for eight digits in a row, which is what the
// number keys of a phone make easy.

const MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const NUMBERS = /^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})$/;
const DIGITS = /^(\d{2})(\d{2})(\d{4})$/;
const WORDS = /^(\d{1,2})[-. ]+([a-z]{3,9})[-. ]+(\d{4})$/;

function monthNumber(name) {
  const short = name === "maart" || name === "mar" ? "mrt" : name.slice(0, 3);
  return MONTHS.indexOf(short) + 1;
}

function exists(year, month, day) {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function parts(text) {
  const iso = ISO.exec(text);
  if (iso) {
    return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  }
  const numbers = NUMBERS.exec(text) ?? DIGITS.exec(text);
  if (numbers) {
    return [Number(numbers[3]), Number(numbers[2]), Number(numbers[1])];
  }
  const words = WORDS.exec(text);
  return words ? [Number(words[3]), monthNumber(words[2]), Number(words[1])] : null;
}

/** '3-11-2026', '03112026' or '3 november 2026'  →  '2026-11-03'; '' when it is no date that exists. */
export function isoDate(text) {
  const found = parts(text.trim().toLowerCase());
  if (!found || !exists(...found)) {
    return "";
  }
  const [year, month, day] = found.map(String);
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** '2026-11-03'  →  '03-11-2026'; anything else stays as it is. */
export function dutchDate(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split("-").reverse().join("-") : text;
}
