// Answers → one HTML file that a person can read and print, and that the form page can open again.

import { one } from "../elements.js";
import { pageCheck } from "./crc.js";
import { STYLE } from "./savedstyle.js";
import { told } from "./told.js";

/** @import { Answers, Column, Definition, Question, Section, Table, Texts } from "./types.js" */

export const ANSWERS_ID = "antwoorden";
export const CHECK_ATTRIBUTE = "data-controle";

const INDEX_LENGTH = 3;
// Halves of characters, and what HTML cannot hold or changes: a reader would get something else than was written.
const BROKEN = /\p{Surrogate}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNWRITABLE = /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/g;
const RISKY_IN_SCRIPT = /[<\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]/g;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * '2026-11-03' → '3 november 2026'; anything else stays as it is.
 * @param {string} text
 */
export function dutchDate(text) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const month = match && told("maanden").split(" ")[Number(match[2]) - 1];
  return month ? `${Number(match[3])} ${month} ${match[1]}` : text;
}

/** @param {string} text */
export function escaped(text) {
  return text
    .replace(BROKEN, "\ufffd")
    .replace(UNWRITABLE, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/**
 * @param {Question} question
 * @param {string} value
 */
function label(question, value) {
  const choice = question.choices.find((candidate) => candidate.value === value);
  return choice ? choice.label : value;
}

/**
 * @param {Question} question
 * @param {string} text
 */
function list(question, text) {
  const items = text.split(",").map((value) => `<li>${escaped(label(question, value))}</li>`);
  return `<ul>${items.join("")}</ul>`;
}

/** @param {string} words */
const open = (words) => `<span class="open">${escaped(words)}</span>`;

/**
 * One answer as HTML, as a person would say it.
 * @param {Question} question
 * @param {string} text
 */
function answer(question, text) {
  if (question.type === "boolean") {
    return text ? escaped(told("aangekruist")) : open(told("niet_aangekruist"));
  }
  if (!text) {
    return open(told("niet_ingevuld"));
  }
  if (question.type === "list") {
    return list(question, text);
  }
  if (question.type === "date") {
    return escaped(dutchDate(text));
  }
  return escaped(label(question, text));
}

/**
 * One answer as a person would say it, as text; '' for what is open.
 * @param {Question} question
 * @param {string} text
 */
export function heardAnswer(question, text) {
  if (question.type === "list") {
    const chosen = text.split(",").filter(Boolean);
    return chosen.map((value) => label(question, value)).join(", ");
  }
  return question.type === "date" ? dutchDate(text) : label(question, text);
}

/**
 * @param {Section} section
 * @param {Texts} values
 */
function questions(section, values) {
  const items = section.questions.map(
    (question) => `<dt>${escaped(question.title)}</dt>\n<dd>${answer(question, values[question.name] ?? "")}</dd>\n`,
  );
  return items.length ? `<dl>\n${items.join("")}</dl>\n` : "";
}

/**
 * The given column that names the rows: a bare number or letter does not.
 * @param {Column[]} columns
 * @param {Texts[]} rows
 */
function headColumn(columns, rows) {
  return columns.find((column) => column.given && rows.some((row) => (row[column.name] ?? "").length > INDEX_LENGTH));
}

/**
 * @param {Column} column
 * @param {string} text
 * @param {boolean} isHead
 */
function cell(column, text, isHead) {
  if (column.given && !text) {
    return "<td></td>";
  }
  return isHead ? `<th scope="row">${answer(column, text)}</th>` : `<td>${answer(column, text)}</td>`;
}

/**
 * The rows as HTML; where the grouping column changes, its text becomes a heading over the rows below it.
 * @param {Table} table
 * @param {Column[]} columns
 * @param {Texts[]} rows
 */
function bodyRows(table, columns, rows) {
  const grouping = table.columns.find((column) => column.group);
  const head = headColumn(columns, rows);
  let heading = "";
  let html = "";
  for (const row of rows) {
    const group = (grouping && row[grouping.name]) || "";
    if (group !== heading) {
      heading = group;
      html += `<tr class="group"><th colspan="${columns.length}">${escaped(group)}</th></tr>\n`;
    }
    const cells = columns.map((column) => cell(column, row[column.name] ?? "", column === head));
    html += `<tr>${cells.join("")}</tr>\n`;
  }
  return html;
}

/**
 * @param {Table} table
 * @param {Section} section
 * @param {Texts[]} rows
 */
function tableHtml(table, section, rows) {
  const filled = rows.filter((row) => Object.values(row).some(Boolean));
  const title = table.title ? `<h3>${escaped(table.title)}</h3>\n` : "";
  if (filled.length === 0) {
    return `${title}<p class="open">${escaped(told("niet_ingevuld"))}</p>\n`;
  }
  const columns = table.columns.filter((column) => !column.group);
  const heads = columns.map((column) => `<th scope="col">${escaped(column.title)}</th>`).join("");
  const name = escaped(table.title || section.title);
  return `${title}<div class="scroll" role="region" tabindex="0" aria-label="${name}">
<table>
<thead><tr>${heads}</tr></thead>
<tbody>
${bodyRows(table, columns, filled)}</tbody>
</table>
</div>
`;
}

/**
 * @param {Section} section
 * @param {Answers} answers
 */
function sectionHtml(section, answers) {
  const tables = section.tables.map((table) => tableHtml(table, section, answers.rows[table.name] ?? []));
  const body = questions(section, answers.values) + tables.join("");
  const heading = section.goes_on ? "" : `<h2>${escaped(section.title)}</h2>\n`;
  return body && `<section>\n${heading}${body}</section>\n`;
}

/** Of the page that it is saved from. */
function language() {
  const { lang, dir } = typeof document === "undefined" ? { lang: "", dir: "" } : pageLanguage(document);
  return ` lang="${escaped(lang || "nl")}"${dir === "rtl" ? ' dir="rtl"' : ""}`;
}

/** @param {Document} page */
const pageLanguage = ({ documentElement, body }) => ({ lang: documentElement.lang, dir: body.dir });

/** Where the form is filled in; '' for a copy on a disk, whose address may hold someone's name. */
function formAddress() {
  return location.protocol.startsWith("http") ? location.origin + location.pathname : "";
}

function about() {
  const address = escaped(formAddress());
  const page = address ? `<a href="${address}">${address}</a>` : escaped(told("invulpagina"));
  const [before, behind] = told("bewaard_verder", { waar: "\n" }).split("\n");
  return `<p class="about">${escaped(told("bewaard_over"))} ${escaped(before)}${page}${escaped(behind)}</p>`;
}

/**
 * What a saved file says of one form: which it is, of which version, and its answers.
 * @param {Definition} definition
 * @param {Answers} answers
 */
export function formContent({ mark, name, version }, { values, rows }) {
  return { mark, name, version, answers: { values, rows } };
}

/**
 * JSON that can stand in a script element.
 * @param {unknown} content
 */
function safeJson(content) {
  const text = JSON.stringify(content, (_, value) =>
    typeof value === "string" ? value.replace(BROKEN, "\ufffd") : value,
  );
  return text.replace(RISKY_IN_SCRIPT, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * A filled-in form as a person reads it. `between` stands under its title.
 * @param {Definition} definition
 * @param {Answers} answers
 */
export function formHtml(definition, answers, between = "") {
  const title = escaped(`${definition.number} ${definition.title}`);
  const sections = definition.sections.map((section) => sectionHtml(section, answers)).join("");
  const concept = definition.concept
    ? `<p class="about"><b>${escaped(told("concept_woord"))}</b> ${escaped(definition.concept)}</p>\n`
    : "";
  return `<h1>${title}</h1>\n${concept}${between}${sections}`;
}

/**
 * The whole file as text. `definition` is what the form asks; nothing of `answers` ends up in its title.
 * @param {Definition} definition
 * @param {Answers} answers
 */
export function savedPage(definition, answers) {
  const main = formHtml(definition, answers, `${about()}\n`);
  return wholePage(`${definition.number} ${definition.title}`, main, formContent(definition, answers));
}

/**
 * A file that a person can read and that a page of ours can open: `inner` is what is read, `content` what is opened.
 * @param {string} title
 * @param {string} inner
 * @param {{ mark: string }} content
 */
export function wholePage(title, inner, content) {
  const main = `<main>\n${inner}</main>`;
  const json = safeJson(content);
  const readable = one(new DOMParser().parseFromString(main, "text/html"), "main").textContent;
  return `<!doctype html>
<html${language()}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="keywords" content="${escaped(content.mark)}">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${main}
<script type="application/json" id="${ANSWERS_ID}" ${CHECK_ATTRIBUTE}="${pageCheck(json, readable)}">${json}</script>
</body>
</html>
`;
}
