// Answers → the format's fillable PDF, filled in. A bundle of its own, with what reads such a PDF back (`readpdf.js`):
// loaded when someone asks for a PDF, or opens one.
//
// Every field gets its value and its own picture of it (ISO 32000-1 clause 12.7), in the font that the file holds: so
// any viewer shows it, and the file stays PDF/UA and PDF/A. Nothing else in the file changes.

import PDFHexString from "@cantoo/pdf-lib/core/objects/PDFHexString.js";
import PDFName from "@cantoo/pdf-lib/core/objects/PDFName.js";
import PDFParser from "@cantoo/pdf-lib/core/parser/PDFParser.js";
import PDFStreamWriter from "@cantoo/pdf-lib/core/writers/PDFStreamWriter.js";

import { Continuation } from "./continued.js";
import { collectFields, dictionaries, dictionaryOf, number, text } from "./dictionaries.js";
import { drawable, Lettering } from "./lettering.js";

/** @import PDFDict from "@cantoo/pdf-lib/core/objects/PDFDict.js" */
/** @import PDFArray from "@cantoo/pdf-lib/core/objects/PDFArray.js" */
/** @import PDFNumber from "@cantoo/pdf-lib/core/objects/PDFNumber.js" */
/** @import PDFContext from "@cantoo/pdf-lib/core/PDFContext.js" */

/** @import { Answers, Box, Texts } from "./types.js" */

export { readPdf } from "./readpdf.js";

const OFF = PDFName.of("Off");
const MULTILINE = 1 << 12;
const DATE_HINT = " (dd-mm-jjjj)";
const FONT = /\/(\S+)\s+([\d.]+)\s+Tf/;
// Half of a character: no file can hold it.
const BROKEN = /\p{Surrogate}/gu;

/**
 * '2026-11-03' → '03-11-2026'; what is no date stays as it was typed.
 * @param {string} value
 */
function dutchNumbers(value) {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.split("-").reverse().join("-") : value;
}

class FilledForm {
  /** @param {PDFContext} context */
  constructor(context) {
    this.context = context;
    /** @type {string[]} */
    this.missing = [];
    this.continuation = new Continuation(context);
    const root = dictionaryOf(context.lookup(context.trailerInfo.Root));
    const form = dictionaryOf(root.lookup(PDFName.of("AcroForm")));
    const resources = dictionaryOf(form.lookup(PDFName.of("DR")));
    this.fonts = dictionaryOf(resources.lookup(PDFName.of("Font")));
    this.style = text(form, "DA");
    this.fields = collectFields(dictionaries(form, "Fields"), "", new Map());
    /** @type {Map<string, Lettering>} */
    this.letterings = new Map();
  }

  /**
   * Full names that stand one level under `name`: the tick boxes of a list.
   * @param {string} name
   */
  ticks(name) {
    const depth = name.split(".").length + 1;
    return [...this.fields.keys()].filter((key) => key.startsWith(`${name}.`) && key.split(".").length === depth);
  }

  /** @param {string} name */
  label(name) {
    const field = this.fields.get(name);
    return (field && text(field, "TU").replace(DATE_HINT, "")) || name;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  fillIn(name, value) {
    const field = this.fields.get(name);
    if (!field) {
      this.fillInList(name, value);
    } else if (field.lookup(PDFName.of("FT")) === PDFName.of("Tx")) {
      this.writeText(name, field, value);
    } else {
      this.choose(name, field, value);
    }
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  fillInList(name, value) {
    const chosen = new Set(value.split(",").filter(Boolean));
    for (const tick of this.ticks(name)) {
      const own = tick.slice(name.length + 1);
      this.choose(tick, dictionaryOf(this.fields.get(tick)), chosen.delete(own) ? own : "");
    }
    if (chosen.size > 0) {
      this.continuation.add(name, [...chosen].join(","));
    }
  }

  /**
   * Turns a tick box on ('true' or its state's name), or the radio button whose state is called `value`.
   * @param {string} name
   * @param {PDFDict} field
   * @param {string} value
   */
  choose(name, field, value) {
    const buttons = dictionaries(field, "Kids");
    const widgets = buttons.length > 0 ? buttons : [field];
    let state = OFF;
    for (const widget of widgets) {
      const on = onState(widget);
      const chosen = value !== "" && (buttons.length === 0 || on === PDFName.of(value));
      widget.set(PDFName.of("AS"), chosen ? on : OFF);
      state = chosen ? on : state;
    }
    field.set(PDFName.of("V"), state);
    if (value !== "" && state === OFF) {
      this.continuation.add(this.label(name), value);
    }
  }

  /**
   * @param {string} name
   * @param {PDFDict} field
   * @param {string} value
   */
  writeText(name, field, value) {
    const written = (text(field, "TU").endsWith(DATE_HINT) ? dutchNumbers(value) : value).replace(BROKEN, "\ufffd");
    if (written === text(field, "V")) {
      return;
    }
    field.set(PDFName.of("V"), PDFHexString.fromText(written));
    const box = this.box(field);
    const content = written ? this.draw(name, drawable(written), box) : "/Tx BMC EMC";
    const appearance = this.context.flateStream(content, {
      Type: "XObject",
      Subtype: "Form",
      BBox: [0, 0, box.width, box.height],
      Resources: { Font: this.fonts },
    });
    field.set(PDFName.of("AP"), this.context.obj({ N: this.context.register(appearance) }));
  }

  /**
   * The size of a field in points, and how text stands in it.
   * @param {PDFDict} field
   * @returns {Box}
   */
  box(field) {
    const sides = /** @type {PDFArray} */ (field.lookup(PDFName.of("Rect"))).asArray();
    const [left, bottom, right, top] = sides.map((side) => /** @type {PDFNumber} */ (side).asNumber());
    const style = text(field, "DA") || this.style;
    const [, font, size] = /** @type {RegExpExecArray} */ (FONT.exec(style));
    return {
      width: Number((right - left).toFixed(2)),
      height: Number((top - bottom).toFixed(2)),
      multiline: Boolean((number(field, "Ff") ?? 0) & MULTILINE),
      font,
      size: Number(size),
      style: (points) => style.replace(FONT, `/$1 ${points} Tf`),
    };
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {Box} box
   */
  draw(name, value, box) {
    const lettering = this.lettering(box.font);
    const lacking = lettering.lacking(value);
    if (lacking.length > 0) {
      this.missing.push(`‘${this.label(name)}’: ${lacking.join(" ")}`);
    }
    const laidOut = lettering.layOut(value, box);
    if (laidOut.fits) {
      return lettering.content(laidOut, box, box.style);
    }
    this.continuation.add(this.label(name), value);
    return lettering.content(lettering.cut(value, box), box, box.style);
  }

  /**
   * @param {string} name
   * @returns {Lettering}
   */
  lettering(name) {
    const known = this.letterings.get(name);
    if (known) {
      return known;
    }
    const made = new Lettering(this.fonts, name);
    this.letterings.set(name, made);
    return made;
  }

  /**
   * @param {string} table
   * @param {Texts[]} rows
   */
  fillInTable(table, rows) {
    const names = [...this.fields.keys()].filter((name) => name.startsWith(`${table}.`));
    const last = Math.max(0, ...names.map((name) => Number(name.split(".")[1])));
    for (const [index, row] of rows.entries()) {
      if (index < last) {
        this.fillInRow(`${table}.${index + 1}`, row);
      } else if (Object.values(row).some(Boolean)) {
        const cells = Object.entries(row).filter(([, value]) => value);
        const lines = cells.map(([column, value]) => `${this.columnLabel(`${table}.${last}.${column}`)}: ${value}`);
        this.continuation.add(`${this.tableLabel(names)}: rij ${index + 1}`, lines.join("\n"));
      }
    }
  }

  /**
   * Given text has no field: it is printed.
   * @param {string} name
   * @param {Texts} row
   */
  fillInRow(name, row) {
    for (const [column, value] of Object.entries(row)) {
      const field = `${name}.${column}`;
      if (this.fields.has(field) || this.ticks(field).length > 0) {
        this.fillIn(field, value);
      }
    }
  }

  /**
   * What the tooltip of an empty row's field ends with: the title of the column.
   * @param {string} name
   */
  columnLabel(name) {
    const [tick] = this.ticks(name);
    const spoken = this.label(tick ?? name).replace(/^.*: rij \d+: /, "");
    return tick ? spoken.replace(/: [^:]*$/, "") : spoken.replace(/:$/, "");
  }

  /** Adds the pages for what does not show in a field. */
  finish() {
    if (this.continuation.isEmpty) {
      return;
    }
    const [, font] = /** @type {RegExpExecArray} */ (FONT.exec(this.style));
    const info = dictionaryOf(this.context.lookup(this.context.trailerInfo.Info));
    const style = (/** @type {string} */ points) => this.style.replace(FONT, `/$1 ${points} Tf`);
    this.continuation.write(text(info, "Title"), this.lettering(font), this.fonts, style);
  }

  /**
   * What the tooltips of an empty row's fields begin with: the title of the table.
   * @param {string[]} names
   */
  tableLabel(names) {
    return this.label(names[names.length - 1]).replace(/: rij \d+: .*$/, "");
  }
}

/** @param {PDFDict} widget */
function onState(widget) {
  const states = dictionaryOf(dictionaryOf(widget.lookup(PDFName.of("AP"))).lookup(PDFName.of("N")));
  return states.keys().find((state) => state !== OFF) ?? OFF;
}

/**
 * {bytes, missing, continued}: the PDF (base64) with the answers in it; per answer the characters that do not show, since
 * its font lacks them (their value is there); and whether there are pages more, for what its fields cannot show.
 * @param {string} base64
 * @param {Answers} answers
 */
export async function fillPdf(base64, answers) {
  const blank = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const context = await PDFParser.forBytesWithOptions(blank).parseDocument();
  const form = new FilledForm(context);
  for (const [name, value] of Object.entries(answers.values)) {
    form.fillIn(name, value);
  }
  for (const [table, rows] of Object.entries(answers.rows)) {
    form.fillInTable(table, rows);
  }
  form.finish();
  const bytes = await PDFStreamWriter.forContext(context, Infinity).serializeToBuffer();
  return { bytes, missing: form.missing, continued: !form.continuation.isEmpty };
}
