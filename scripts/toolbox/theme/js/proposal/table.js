// The fields of one table: its words, its columns, and the rows that stand in it beforehand.

import { columnsField, isText } from "./columns.js";
import { button, el, input, labelled, longLine } from "./dom.js";
import { moved } from "./order.js";
import { oneLine } from "./tidy.js";

/** @import { FieldEditor, Redraw, Row, Table } from "./types.js" */

/**
 * @param {Table} table
 * @param {string} key
 * @param {FieldEditor} editor
 */
function emptyRowsField(table, key, editor) {
  const field = input(
    `${table.emptyRows}`,
    (value) => {
      table.emptyRows = Number.parseInt(value, 10);
      editor.changed();
    },
    { type: "number", min: 0, max: 40, class: "tb-input tb-input--number" },
  );
  return labelled(`${key}-leeg`, "Lege rijen om zelf in te vullen", field);
}

/**
 * One row: a field for each column of text, and its buttons.
 * @param {Table} table
 * @param {Row} row
 * @param {number} number
 * @param {Redraw} redraw
 * @param {FieldEditor} editor
 */
function rowItem(table, row, number, redraw, editor) {
  const key = `tabel-${table.name}-rij-${number}`;
  const cells = table.columns.flatMap((column, index) => {
    if (!isText(column)) {
      return [];
    }
    const id = `${key}-${column.name}`;
    const field = longLine(
      row.cells[index],
      (value) => {
        row.cells[index] = value === row.before?.[index] ? value : oneLine(value);
        editor.changed();
      },
      { id },
    );
    return [el("div", { class: "tb-gridcell" }, el("label", { for: id }, column.title), field)];
  });
  return el(
    "li",
    { class: "tb-gridrow", "aria-label": `Rij ${number}` },
    el("p", { class: "tb-gridrow__name" }, `Rij ${number}`),
    el("div", { class: "tb-gridrow__cells" }, ...cells),
    rowTools(table, row, number, redraw),
  );
}

/**
 * @param {Table} table
 * @param {Row} row
 * @param {number} number
 * @param {Redraw} redraw
 */
function rowTools(table, row, number, redraw) {
  const kept = table.rows.filter((other) => !other.removed);
  /**
   * @param {string} label
   * @param {() => void} onclick
   */
  const tool = (label, onclick, attributes = {}) => {
    const made = button(label, onclick, attributes);
    made.append(el("span", { class: "tb-sr" }, `: rij ${number}`));
    return made;
  };
  /**
   * @param {string} label
   * @param {number} step
   */
  const move = (label, step) => {
    const neighbour = kept[number - 1 + step];
    const name = step < 0 ? "omhoog" : "omlaag";
    return tool(
      label,
      () => {
        table.rows = moved(table.rows, table.rows.indexOf(row), table.rows.indexOf(neighbour));
        redraw(`tabel-${table.name}-${name}-${number + step}`, `Rij ${number} is nu rij ${number + step}.`);
      },
      { id: `tabel-${table.name}-${name}-${number}`, "aria-disabled": !neighbour && "true", disabled: !neighbour },
    );
  };
  const remove = tool("Haal weg", () => {
    row.removed = true;
    redraw(`tabel-${table.name}-terug`, `Rij ${number} is weg. Je kunt hem terugzetten.`);
  });
  return el("div", { class: "tb-card__tools" }, move("Omhoog", -1), move("Omlaag", 1), remove);
}

/**
 * @param {Table} table
 * @param {FieldEditor} editor
 */
function rowsField(table, editor) {
  const holder = el("fieldset", { class: "tb-field" });
  /**
   * @param {string} focus
   * @param {string} words
   */
  const redraw = (focus, words) => {
    draw();
    (document.getElementById(focus) ?? holder.querySelector("button"))?.focus();
    editor.changed();
    editor.say(words);
  };
  const draw = () => {
    const kept = table.rows.filter((row) => !row.removed);
    const gone = table.rows.filter((row) => row.removed);
    const items = kept.map((row, index) => rowItem(table, row, index + 1, redraw, editor));
    const add = button(
      "Rij toevoegen",
      () => {
        table.rows.push({ cells: table.columns.map(() => ""), removed: false });
        const number = table.rows.filter((row) => !row.removed).length;
        const first = table.columns.find(isText)?.name;
        redraw(`tabel-${table.name}-rij-${number}-${first}`, "Er is een rij bij.");
      },
      { class: "tb-button tb-button--quiet" },
    );
    const undo = button(
      "Zet de laatste weggehaalde rij terug",
      () => {
        gone[gone.length - 1].removed = false;
        redraw(`tabel-${table.name}-terug`, "De rij staat er weer.");
      },
      { id: `tabel-${table.name}-terug` },
    );
    holder.replaceChildren(el("legend", {}, "Rijen die er al in staan"), el("ul", { role: "list" }, ...items), add);
    if (gone.length > 0) {
      holder.append(undo);
    }
  };
  draw();
  return { holder, draw };
}

/**
 * Put the fields of `table` in `body`; `before` is how it was.
 * @param {HTMLElement} body
 * @param {Table} table
 * @param {Table | undefined} before
 * @param {FieldEditor} editor
 */
export function tableFields(body, table, before, editor) {
  const key = `tabel-${table.name}`;
  const { holder, draw } = rowsField(table, editor);
  const hasRows = () => {
    holder.hidden = !table.columns.some(isText);
  };
  const redraw = () => {
    draw();
    hasRows();
  };
  hasRows();
  body.append(
    editor.line(
      `${key}-titel`,
      "Titel boven de tabel",
      table,
      "title",
      before,
      "Mag leeg blijven: dan geldt de titel van het blok.",
    ),
    editor.prose(`${key}-uitleg`, "Uitleg boven de tabel", table, "help", before ?? { help: "" }, "Mag leeg blijven."),
    columnsField(table, before, editor, redraw),
    holder,
    emptyRowsField(table, key, editor),
  );
}
