// The columns of a table: what they are called, what one writes in them, and their order.

import { choicesField, kindOptions, setKind } from "./question.js";
import { button, el, labelled, select } from "./dom.js";
import { moved } from "./order.js";

/** @import { Column, FieldEditor, Kind, Row, Table } from "./types.js" */

const HAS_TEXT = "In de rijen staat hier al tekst. Haal die weg als je wilt veranderen wat je hier invult.";
const HEADS = "Deze kolom geeft de koppen boven de rijen. Daarom kan hij hier niet weg.";

/** @param {Pick<Column, "kind">} column */
export const isText = ({ kind }) => kind === "line" || kind === "area";

/**
 * The cells of a row and those that it had: both have a place for each column.
 * @param {Row} row
 */
const cellsOf = (row) => [row.cells, ...(row.before ? [row.before] : [])];

/**
 * A column to write in. No row that stands in the table beforehand has something in it.
 * @param {Table} table
 */
export function addColumn(table) {
  const numbers = table.columns.map(({ name }) => Number(/^kolom_nieuw_(\d+)$/.exec(name)?.[1] ?? 0));
  const name = `kolom_nieuw_${Math.max(0, ...numbers) + 1}`;
  /** @type {Column} */
  const column = {
    ...{ origin: null, name, title: "", help: "", required: false, given: false, kind: "line", choices: [] },
    ...{ matrix: false, share: 0 },
  };
  putColumn(table, column, table.columns.length, () => "");
}

/**
 * @param {Table} table
 * @param {Column} column
 * @param {number} at
 * @param {(cells: string[]) => string} textFor
 */
function putColumn(table, column, at, textFor) {
  table.columns = [...table.columns.slice(0, at), column, ...table.columns.slice(at)];
  for (const cells of table.rows.flatMap(cellsOf)) {
    cells.splice(at, 0, textFor(cells));
  }
}

/**
 * Takes a column away with its texts; gives what puts it back.
 * @param {Table} table
 * @param {Column} column
 */
function takeColumn(table, column) {
  const at = table.columns.indexOf(column);
  table.columns = table.columns.filter((other) => other !== column);
  const texts = new Map(table.rows.flatMap(cellsOf).map((cells) => [cells, cells.splice(at, 1)[0]]));
  return () => putColumn(table, column, Math.min(at, table.columns.length), (cells) => texts.get(cells) ?? "");
}

/**
 * @param {Table} table
 * @param {number} from
 * @param {number} to
 */
function moveColumn(table, from, to) {
  table.columns = moved(table.columns, from, to);
  for (const cells of table.rows.flatMap(cellsOf)) {
    cells.splice(to, 0, ...cells.splice(from, 1));
  }
}

/**
 * What one writes in a column, and its choices.
 * @param {Table} table
 * @param {Column} column
 * @param {string} key
 * @param {FieldEditor} editor
 */
function kindField(table, column, key, editor) {
  const at = table.columns.indexOf(column);
  if (column.given || table.rows.some((row) => !row.removed && row.cells[at])) {
    return el("p", { class: "tb-soft" }, HAS_TEXT);
  }
  const own = el("div");
  const draw = () => own.replaceChildren(column.choices.length > 0 ? choicesField(column, key, editor) : "");
  const options = kindOptions(column).filter(([kind]) => kind !== "area" || column.kind === "area");
  const field = select(options, column.kind, (value) => {
    setKind(column, /** @type {Kind} */ (value));
    draw();
    editor.changed();
  });
  draw();
  return el("div", {}, labelled(`${key}-soort`, "Wat vul je hier in?", field), own);
}

/**
 * @param {Table} table
 * @param {Table | undefined} before
 * @param {FieldEditor} editor
 * @param {() => void} redrawRows
 */
export function columnsField(table, before, editor, redrawRows) {
  const key = `tabel-${table.name}`;
  const holder = el("div");
  /** @type {(() => void)[]} */
  const gone = [];
  /**
   * @param {string} focus
   * @param {string} words
   */
  const again = (focus, words) => {
    draw();
    redrawRows();
    document.getElementById(focus)?.focus();
    editor.changed();
    editor.say(words);
  };
  /**
   * @param {Column} column
   * @param {number} index
   */
  const tools = (column, index) => {
    /**
     * @param {string} name
     * @param {string} label
     * @param {number} to
     */
    const move = (name, label, to) =>
      tool(
        label,
        () => {
          moveColumn(table, index, to);
          again(`${key}-kolom-${to}-${name}`, `Kolom ${index + 1} is nu kolom ${to + 1}.`);
        },
        { id: `${key}-kolom-${index}-${name}`, disabled: to < 0 || to >= table.columns.length },
      );
    /**
     * @param {string} label
     * @param {() => void} onclick
     */
    const tool = (label, onclick, attributes = {}) => {
      const made = button(label, onclick, attributes);
      made.append(el("span", { class: "tb-sr" }, `: kolom ${index + 1}`));
      return made;
    };
    const remove = () => {
      gone.push(takeColumn(table, column));
      again(`${key}-kolom-terug`, `Kolom ${index + 1} is weg. Je kunt hem terugzetten.`);
    };
    const isHead = column.name === table.groupBy;
    return el(
      "div",
      { class: "tb-card__tools" },
      move("eerder", "Naar voren", index - 1),
      move("later", "Naar achteren", index + 1),
      isHead ? el("span", { class: "tb-soft" }, HEADS) : tool("Haal weg", remove, { id: `${key}-kolom-${index}-weg` }),
    );
  };
  const add = button(
    "Kolom toevoegen",
    () => {
      addColumn(table);
      again(`${key}-kolom-${table.columns.length - 1}-titel`, "Er is een kolom bij. Schrijf op hoe hij heet.");
    },
    { class: "tb-button tb-button--quiet", "data-add-column": table.name },
  );
  const undo = button(
    "Zet de laatste weggehaalde kolom terug",
    () => {
      gone.pop()?.();
      again(gone.length > 0 ? `${key}-kolom-terug` : `${key}-kolom-0-titel`, "De kolom staat er weer.");
    },
    { id: `${key}-kolom-terug` },
  );
  const draw = () => {
    const fields = table.columns.map((column, index) => {
      const old = column.origin === null ? undefined : before?.columns[column.origin];
      const own = `${key}-kolom-${index}`;
      return el(
        "fieldset",
        { class: "tb-field tb-columnfields" },
        el("legend", {}, old ? `Kolom ‘${old.title}’` : "Nieuwe kolom"),
        editor.line(`${own}-titel`, "Naam van de kolom", column, "title", old),
        editor.line(`${own}-uitleg`, "Uitleg bij de kolom", column, "help", old, "Mag leeg blijven."),
        kindField(table, column, own, editor),
        tools(column, index),
      );
    });
    holder.replaceChildren(...fields, el("p", {}, add), gone.length > 0 ? el("p", {}, undo) : "");
  };
  draw();
  return holder;
}
