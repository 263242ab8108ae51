// The answer in a content control of a Word file, or at a bookmark: as `reading/wordvalues.py` does it.

import { isoDate } from "./dates.js";
import { TICKED, isTicked } from "./fitting.js";
import { attribute, below, child, readable, styleOf } from "./wordxml.js";

const OPEN_BOX = "☐";
const BOXES = ["", OPEN_BOX, "☒", "☑"];
const RING = /○/g;
const BOOKMARK = "v_";
const ANSWER_STYLE = "Antwoord";
// Our own paragraphs, and headings and lists by whatever name a program gives their styles: never pasted in an answer.
const OWN_STYLE =
  /^(?:Vraag|Uitleg|Gevoelig|Tekst|Keuze|Omschrijving|Tussenruimte|Tabel\w*|Footer|Voettekst|(?:Heading|Kop)\w*|List(?:Bullet|Number)\d)$/;
// What Word itself shows in a control that somebody emptied, in Dutch and English, before and since Word 2013.
const PROMPTS = [
  ...["klik of tik om tekst in te voeren.", "klik of tik om een datum in te voeren.", "kies een item."],
  ...["klik hier als u tekst wilt invoeren.", "klik hier als u een datum wilt invoeren."],
  ...["click or tap here to enter text.", "click or tap to enter a date.", "choose an item."],
  ...["click here to enter text.", "click here to enter a date.", "klik of tik hier om tekst in te voeren."],
];
const ON = ["1", "true", "on"];
const BETWEEN = ["bookmarkStart", "bookmarkEnd", "proofErr"];

/**
 * '' for white space, which is how an open answer stands, and for an open box.
 * @param {string} text
 */
const filled = (text) => (["", OPEN_BOX].includes(text.trim()) ? "" : text);

/**
 * The control that a bookmark was set around; the bookmark itself when there is none (any more).
 * @param {Element} start
 */
export function atBookmark(start) {
  const parent = start.parentElement;
  if (parent?.localName === "sdtContent" && parent.parentElement) {
    return parent.parentElement;
  }
  const next = start.nextElementSibling;
  return next?.localName === "sdt" ? next : start;
}

/**
 * The elements up to the bookmark's end, in its own paragraph.
 * @param {Element} start
 */
function between(start) {
  const number = attribute(start, "id");
  const found = [];
  for (let at = start.nextElementSibling; at; at = at.nextElementSibling) {
    if (at.localName === "bookmarkEnd" && attribute(at, "id") === number) {
      break;
    }
    found.push(at);
  }
  return found;
}

/**
 * Whether a control shows what an open one does: nothing, Word's own prompt, or rings before all of its choices.
 * @param {string} shown
 * @param {Element | null} properties
 */
function isOpen(shown, properties) {
  const words = shown.trim().split(/\s+/).join(" ").toLowerCase();
  if (["", OPEN_BOX].includes(shown.trim()) || PROMPTS.includes(words)) {
    return true;
  }
  let rest = shown.replace(RING, " ");
  if (rest === shown) {
    return false;
  }
  const labels = properties ? below(properties, "listItem").map((item) => attribute(item, "displayText")) : [];
  for (const label of labels.sort((one, other) => other.length - one.length)) {
    rest = rest.replace(label, () => " ");
  }
  return !rest.trim();
}

/**
 * @param {string} shown
 * @param {Element} choices
 */
function chosen(shown, choices) {
  for (const item of below(choices, "listItem")) {
    const value = attribute(item, "value");
    if (value && shown.trim() === (attribute(item, "displayText") || value).trim()) {
      return value;
    }
  }
  return shown;
}

/**
 * @param {Element} properties
 * @param {string} shown
 */
function inside(properties, shown) {
  // The flag (w:showingPlcHdr) says nothing: some programs lose it, LibreOffice 7.4 leaves it when somebody types.
  if (isOpen(shown, properties)) {
    return "";
  }
  const date = child(properties, "date");
  if (date) {
    // The ISO date when what is shown says the same; else what is shown, for that is what a person saw.
    const iso = attribute(date, "fullDate").slice(0, 10);
    return filled(iso && isoDate(shown) === iso ? iso : shown);
  }
  const choices = child(properties, "dropDownList") ?? child(properties, "comboBox");
  return filled(choices ? chosen(shown, choices) : shown);
}

/**
 * 'true' for a box that is ticked, in whatever way; what else was typed in its place is given as it is.
 * @param {Element} spot
 * @param {Element} box
 * @param {string} shown
 * @param {Set<Element>} taken
 */
function ticked(spot, box, shown, taken) {
  const isOn = ON.includes(attribute(child(box, "checked"), "val"));
  if (BOXES.includes(shown.trim()) || isTicked(shown)) {
    taken.add(spot);
    return isOn || isTicked(shown) ? TICKED : "";
  }
  if (isOn) {
    return TICKED; // The words beside the tick are left for the list.
  }
  taken.add(spot);
  return shown.trim();
}

/**
 * The answer in a content control or at a bookmark: text as in a CSV, '' when open.
 *
 * `around` is the paragraph or cell that is there for this answer alone, or null: what was typed in it beside the control
 * belongs to the answer. Every element whose whole text the answer holds, or that is open, goes into `taken`.
 * @param {Element} spot
 * @param {Element | null} around
 * @param {Set<Element>} taken
 */
export function spotValue(spot, around, taken) {
  if (spot.localName !== "sdt") {
    const elements = between(spot);
    elements.forEach((element) => taken.add(element));
    return filled(elements.map((element) => readable(element)).join(""));
  }
  const [properties, content] = [child(spot, "sdtPr"), child(spot, "sdtContent")];
  const shown = content ? readable(content) : "";
  const box = child(properties, "checkbox");
  if (box) {
    return ticked(spot, box, shown, taken);
  }
  const value = properties ? inside(properties, shown) : filled(shown);
  if (value || isOpen(shown, properties)) {
    taken.add(spot);
  }
  if (!around || below(around, "sdt").some((control) => control !== spot)) {
    return value;
  }
  const beside = readable(around, spot);
  if (!filled(beside) || !taken.has(spot)) {
    return value;
  }
  taken.add(around);
  return value ? readable(around) : beside.trim();
}

/**
 * Also one that only a bookmark of ours tells of.
 * @param {Element} line
 */
function hasControl(line) {
  return below(line, "sdt", "bookmarkStart").some(
    (one) => one.localName === "sdt" || attribute(one, "name").startsWith(BOOKMARK),
  );
}

/**
 * The answer in the paragraph `line`, and what was typed or pasted in the paragraphs below it.
 * @param {Element | null} line
 * @param {string} answer
 * @param {Set<Element>} taken
 */
export function withLinesBelow(line, answer, taken) {
  if (!line || styleOf(line) !== ANSWER_STYLE) {
    return answer;
  }
  const more = [];
  for (let at = line.nextElementSibling; at; at = at.nextElementSibling) {
    if (BETWEEN.includes(at.localName)) {
      continue;
    }
    if (at.localName !== "p" || OWN_STYLE.test(styleOf(at)) || hasControl(at)) {
      break;
    }
    taken.add(at);
    more.push(readable(at));
  }
  const typed = more.join("\n");
  if (!typed.trim()) {
    return answer;
  }
  return answer ? `${answer}\n${typed.trimEnd()}` : typed.trim();
}
