// What is printed of the route instead of the page: one form of it, or the one sheet.

import { one } from "../elements.js";
import { formHtml, heardAnswer } from "../form/save.js";
import { askedBy } from "./saved.js";

/** @import { Question } from "../form/types.js" */
/** @import { Journey, Route, SheetPart } from "./types.js" */

// Of one answer on the sheet, in characters: so that all of it fits on one page.
const ROOM = 160;

const paper = () => one(document, "[data-paper]");

/** @param {string} html */
function print(html) {
  const made = new DOMParser().parseFromString(html, "text/html").body;
  paper().replaceChildren(...made.childNodes);
  document.documentElement.classList.add("is-printing-part");
  window.print();
}

/** After it was printed the page is as it was. */
export function watchPaper() {
  window.addEventListener("afterprint", clearPaper);
}

export function clearPaper() {
  document.documentElement.classList.remove("is-printing-part");
  paper().replaceChildren();
}

/**
 * @param {Journey} journey
 * @param {Route} route
 * @param {string} name of the format
 */
export function printForm(journey, route, name) {
  const form = route.forms.find((one) => one.name === name);
  if (form) {
    print(formHtml(askedBy(journey, name), form.answers));
  }
}

/**
 * @param {string} text
 * @param {string} number of the format where all of it stands
 */
export function shortened(text, number) {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= ROOM) {
    return line;
  }
  const cut = line.slice(0, ROOM);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), ROOM / 2)).trim()} … (verder in ${number})`;
}

/** @param {string} text */
function item(text) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}

/**
 * @param {SheetPart} part
 * @param {Journey} journey
 * @param {Route} route
 */
function partOf(part, journey, route) {
  const section = document.createElement("section");
  const heading = document.createElement("h2");
  heading.textContent = part.title;
  section.append(heading);
  for (const { form, question, words } of part.lines) {
    const asked = askedBy(journey, form);
    const found = route.forms.find(({ name }) => name === form);
    const questions = asked?.sections.flatMap((one) => one.questions) ?? [];
    const wanted = /** @type {Question | undefined} */ (questions.find(({ name }) => name === question));
    if (wanted) {
      const line = document.createElement("p");
      const label = document.createElement("b");
      label.textContent = `${words}: `;
      line.append(label, shortened(heardAnswer(wanted, found?.answers.values[question] ?? ""), asked.number) || "…");
      section.append(line);
    }
  }
  return section;
}

/**
 * The one sheet. `dates` are the moments of the calendar in words.
 * @param {Journey} journey
 * @param {Route} route
 * @param {string[]} dates
 */
export function printSheet(journey, route, dates) {
  const sheet = document.createElement("div");
  sheet.className = "tb-onepage";
  const title = document.createElement("h1");
  title.textContent = journey.title;
  const left = document.createElement("div");
  left.append(...journey.sheet.map((part) => partOf(part, journey, route)));
  const right = document.createElement("div");
  const heading = document.createElement("h2");
  heading.textContent = "Waar ik ben";
  const list = document.createElement("ul");
  list.append(
    ...journey.stations.map(({ name, title: text }) => item(`${route.stations[name]?.done ? "☑" : "☐"} ${text}`)),
  );
  right.append(heading, list);
  if (dates.length > 0) {
    const when = document.createElement("h2");
    when.textContent = "Wanneer";
    const moments = document.createElement("ul");
    moments.append(...dates.map(item));
    right.append(when, moments);
  }
  sheet.append(title, left, right);
  print(sheet.outerHTML);
}
