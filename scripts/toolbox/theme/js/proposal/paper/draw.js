// A format as elements that the style sheet of the paper knows: what `templates/print/parts.html` writes. Words only: there
// is nothing in it to fill in.

import { el } from "../dom.js";
import * as shape from "./shape.js";

/** @import { PackageField, PackageTable, PaperPackage, PaperRow, PaperWords } from "../types.js" */

/** @param {string} kind */
const tick = (kind) => el("span", { class: `tick tick--${kind}` });

/**
 * @param {string} name
 * @param {string | undefined} text
 */
const words = (name, text) => (text ? el("p", { class: name }, text) : null);

/**
 * @param {string | undefined} ground
 * @param {string} where
 */
const sensitive = (ground, where = "") =>
  ground ? el("p", { class: "sensitive" }, el("b", {}, `Let op, gevoelig${where}:`), ` ${ground}`) : null;

/**
 * Where a part of a concept comes from.
 * @param {string | undefined} source
 */
const origin = (source) => (source ? el("span", { class: "origin" }, ` bron: ${source}`) : null);

/**
 * @param {PackageField} question
 * @param {PaperWords["broken"]} broken
 */
function choices(question, broken = (text) => text) {
  const kind = question.type === "list" ? "square" : "round";
  const items = shape.choicesOf(question).map(({ label }) => el("li", { class: "choice" }, tick(kind), broken(label)));
  return el("ul", { class: `choices choices--${shape.choiceColumns(question)}` }, ...items);
}

/** @param {PackageField} question */
function room(question) {
  if (shape.choicesOf(question).length > 0) {
    return [choices(question)];
  }
  if (question.signature) {
    return [el("div", { class: "signature" })];
  }
  const count = question.type === "date" ? 1 : Math.min(25, question.lines || 1);
  return Array.from({ length: count }, (_, index) => el("div", { class: index === 0 ? "line line--first" : "line" }));
}

/** @param {PackageField} question */
function field(question) {
  const beside = shape.besideLabel(question) ? " field--tick" : "";
  const box = el("div", { class: `field field--${question.width ?? "full"}${beside}` });
  const rest = [words("help", question.description), sensitive(question.ground)].filter((each) => each !== null);
  if (question.type === "boolean") {
    box.append(el("p", { class: "choice" }, tick("square"), question.title, origin(question.source)), ...rest);
    return box;
  }
  const hint = shape.hintOf(question);
  const label = el(
    "p",
    { class: "label" },
    question.title,
    hint && " ",
    hint && el("span", { class: "hint" }, `(${hint})`),
    origin(question.source),
  );
  box.append(label, ...rest, ...room(question));
  return box;
}

/**
 * @param {PackageTable} table
 * @param {PaperRow} row
 * @param {PaperWords["broken"]} broken
 */
function record(table, row, broken) {
  const columns = shape.shownColumns(table);
  const named = columns.find(({ given }) => given);
  const cells = columns.flatMap((column) => {
    const text = row.cells[column.name] ?? "";
    const labels = shape.choicesOf(column);
    if (column.matrix) {
      return labels.map(() => el("td", { class: "centred" }, tick("round")));
    }
    if (column.type === "boolean") {
      return [el("td", { class: "centred" }, tick("square"))];
    }
    return [el(column === named && text ? "th" : "td", {}, labels.length > 0 ? choices(column, broken) : broken(text))];
  });
  return el("tr", { class: `lines-${shape.rowLines(table, row)}` }, ...cells);
}

/**
 * @param {PackageTable} table
 * @param {PaperWords["broken"]} broken
 */
function heads(table, broken) {
  const columns = shape.shownColumns(table);
  const isDeep = columns.some(({ matrix }) => matrix);
  const first = columns.map((column) => {
    const centred = column.matrix || column.type === "boolean" ? { class: "centred" } : {};
    const span = column.matrix ? { colspan: shape.choicesOf(column).length } : isDeep ? { rowspan: 2 } : {};
    return el("th", { ...centred, ...span }, broken(column.title));
  });
  const labels = columns.filter(({ matrix }) => matrix).flatMap(shape.choicesOf);
  const second = labels.map(({ label }) => el("th", { class: "centred" }, broken(label)));
  return el("thead", {}, el("tr", {}, ...first), isDeep ? el("tr", { class: "choice-heads" }, ...second) : null);
}

/**
 * @param {PackageTable} table
 * @param {PaperRow[]} rows
 * @param {PaperWords} words
 */
function grid(table, rows, { prose, broken }) {
  const shares = shape.columnShares(table);
  const columns = shape.shownColumns(table);
  const ofColumns = columns.flatMap(({ title, description, ground }) => [
    description ? el("p", { class: "help" }, el("b", {}, `${title}:`), ` ${description}`) : null,
    sensitive(ground, ` bij ‘${title}’`),
  ]);
  const help = table.description ? prose(table.description) : null;
  help?.classList.add("help");
  const cols = shares.map((share) => {
    const col = el("col");
    col.style.width = `${share}%`;
    return col;
  });
  const bodies = shape.groupsOf(table, rows).map((group) => {
    const heading = el("tr", { class: "group" }, el("th", { colspan: shares.length }, broken(group.heading)));
    const together = group.heading && shape.isSmall(group.rows) ? { class: "group-rows" } : {};
    return el(
      "tbody",
      together,
      group.heading ? heading : null,
      ...group.rows.map((row) => record(table, row, broken)),
    );
  });
  return [
    el(
      "div",
      { class: "grid-head" },
      words("table-title", table.title),
      help,
      table.source ? el("p", { class: "help" }, origin(table.source)) : null,
      sensitive(table.ground),
      ...ofColumns,
    ),
    el(
      "table",
      { class: shape.isSmall(rows) ? "grid grid--whole" : "grid" },
      el("colgroup", {}, ...cols),
      heads(table, broken),
      ...bodies,
    ),
  ];
}

/**
 * A ground in full where it comes first; after that, where it stands.
 * @param {PaperPackage} form
 */
function withPointers(form) {
  /** @type {Map<string, string>} */
  const first = new Map();
  const runs = (form.sections ?? []).flatMap(({ name }) => shape.runsOf(form, name));
  for (const item of runs.flatMap(({ questions, tables }) => [...questions, ...tables])) {
    const { ground, title } = item;
    const pointer = `lees de uitleg bij ‘${first.get(ground ?? "")}’.`;
    if (ground && first.get(ground) && pointer.length < ground.length) {
      item.ground = pointer;
    } else if (ground && !first.has(ground)) {
      first.set(ground, title ?? "");
    }
  }
}

/**
 * The format as one long sheet. `csv` has the rows of a table by its name.
 * @param {PaperPackage} form
 * @param {Record<string, string>} csv
 * @param {PaperWords} besides
 */
export function drawFormat(form, csv, besides) {
  const { prose, note, strip } = besides;
  withPointers(form);
  const rowsOf = (/** @type {PackageTable} */ table) => shape.rowsOf(table, csv[table.name] ?? "");
  const sections = (form.sections ?? []).map((section) => {
    const runs = shape.runsOf(form, section.name);
    const kinds = [section.pageBreak && "new-page", shape.isOnePiece(runs, rowsOf) && "one-piece"].filter(Boolean);
    const intro = section.description ? prose(section.description) : null;
    intro?.classList.add("intro");
    intro?.append(origin(section.source) ?? "");
    const parts = runs.flatMap(({ questions, tables }) => [
      ...shape.linesOf(questions).map((line) => {
        const signed = line.some(({ signature }) => signature) ? " row--signed" : "";
        const long = shape.isLong(line) ? " row--long" : "";
        return el("div", { class: `row${signed}${long}` }, ...line.map(field));
      }),
      ...tables.flatMap((table) => grid(table, rowsOf(table), besides)),
    ]);
    return el("section", { class: kinds.join(" ") }, words("section-title", section.title), intro, ...parts);
  });
  const concept = note ? el("p", { class: "concept" }, el("b", {}, "Concept."), ` ${note}`) : null;
  const head = el(
    "div",
    { class: "format-head" },
    el("div", { class: "format-number" }, el("p", { class: "plate" }, form.number)),
    el("div", { class: "format-title" }, words("title", form.title), words("description", form.description), concept),
  );
  const route = el(
    "div",
    { class: "strip" },
    el("p", { class: "strip-text" }, strip[0] ?? "", el("br"), strip[1] ?? ""),
    el("span", { class: "strip-route" }),
  );
  return [head, route, ...sections];
}
