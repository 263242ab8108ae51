// Dates as people type them: the rule of `forms/dates.py`, with the same table of examples.

const MONTHS = [
  ...["januari", "februari", "maart", "april", "mei", "juni"],
  ...["juli", "augustus", "september", "oktober", "november", "december"],
];
/** @type {Record<string, number>} */
const SHORT_MONTHS = { mrt: 3, mar: 3, sept: 9 };
const DAYS = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];
const DAY_OF_WEEK = /^([a-z]{2,9})\.?,? +(?=\d)/;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t[\d:.]+z?)?$/;
const NUMBERS = /^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(['’]?\d{2}|\d{4})$/;
const DIGITS = /^(\d{2})(\d{2})(\d{4})$/;
const WORDS = /^(\d{1,2})(?:e|ste|de)?[-. ]*([a-z]{3,9})[-. ]*(['’]?\d{2}|\d{4})$/;
const BIRTH = /gebo(?:or|ren)/;
const NEAR = 20; // years within which a year of two digits leaves no doubt
const YOUNGEST = 10; // years, of who is asked for a date of birth
const OLDEST = 89;

/** @param {string} word */
function monthNumber(word) {
  return SHORT_MONTHS[word] ?? MONTHS.findIndex((month) => month.startsWith(word)) + 1;
}

/**
 * 0 for a year of two digits that leaves doubt.
 * @param {string} text
 * @param {string} name
 * @param {number} now
 */
function fullYear(text, name, now) {
  const digits = text.replace(/^['’]/, "");
  if (digits.length > 2) {
    return Number(digits);
  }
  const year = now - (now % 100) + Number(digits);
  if (BIRTH.test(name)) {
    const born = year > now ? year - 100 : year;
    return now - born >= YOUNGEST && now - born <= OLDEST ? born : 0;
  }
  const nearest = [year - 100, year, year + 100].find((candidate) => Math.abs(candidate - now) <= NEAR);
  return nearest ?? 0;
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
function exists(year, month, day) {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}

/**
 * @param {string} text
 * @param {string} name
 * @param {number} now
 * @returns {[number, number, number] | null}
 */
function parts(text, name, now) {
  const iso = ISO.exec(text);
  if (iso) {
    return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  }
  const numbers = NUMBERS.exec(text) ?? DIGITS.exec(text);
  if (numbers) {
    return [fullYear(numbers[3], name, now), Number(numbers[2]), Number(numbers[1])];
  }
  const words = WORDS.exec(text);
  return words ? [fullYear(words[3], name, now), monthNumber(words[2]), Number(words[1])] : null;
}

/**
 * '3-11-2026', 'di 3 nov. 26' or '03112026'  →  '2026-11-03'; '' when it is no date that exists, or one in doubt.
 * `name` is the question's, `now` the present year.
 * @param {string} typed
 */
export function isoDate(typed, name = "", now = new Date().getFullYear()) {
  const text = typed.trim().toLowerCase();
  const word = DAY_OF_WEEK.exec(text);
  const weekday = word ? DAYS.findIndex((day) => day === word[1] || day.slice(0, 2) === word[1]) : null;
  const found = parts(word ? text.slice(word[0].length) : text, name, now);
  const date = found && exists(...found);
  if (!date || (word && date.getUTCDay() !== weekday)) {
    return "";
  }
  const [year, month, day] = found.map(String);
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/**
 * '2026-11-03'  →  '03-11-2026'; anything else stays as it is.
 * @param {string} text
 */
export function dutchDate(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split("-").reverse().join("-") : text;
}
