// The fonts of a fillable PDF's fields, and text set in them: what `lettering.py` and `shapes/paper/fields.py` do for a blank
// form. A simple font has at most 256 characters; its own tables say which, and how wide they are. What the first lacks
// may stand in the next.

import PDFName from "@cantoo/pdf-lib/core/objects/PDFName.js";
import { decodePDFRawStream } from "@cantoo/pdf-lib/core/streams/decode.js";

import { dictionaryOf } from "./dictionaries.js";

/** @import PDFArray from "@cantoo/pdf-lib/core/objects/PDFArray.js" */
/** @import PDFDict from "@cantoo/pdf-lib/core/objects/PDFDict.js" */
/** @import PDFNumber from "@cantoo/pdf-lib/core/objects/PDFNumber.js" */
/** @import PDFRawStream from "@cantoo/pdf-lib/core/objects/PDFRawStream.js" */

/** @import { Box, Face, LaidOut } from "./types.js" */

const PADDING = 2; // points
export const LINE_HEIGHT = 1.25;
const SMALLEST = 8; // points: what is longer goes on on a page of its own
const CUT = "… (zie vervolg)";
const STEP = 0.5;
// Characters that show nowhere, and spaces of other widths.
const INVISIBLE = /\xad|[\u200b\u200c\u200e\u200f]|\u200d|\u2060|\ufe0f|\ufeff/g;
const SPACE = /[\t\u2000-\u200a\u202f\u3000]/g;

/**
 * Text as it can be drawn: accents with their letters, one kind of line end.
 * @param {string} text
 */
export function drawable(text) {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").replace(INVISIBLE, "").replace(SPACE, " ");
}

/**
 * @param {PDFDict} dictionary
 * @param {string} key
 */
function number(dictionary, key) {
  return /** @type {PDFNumber} */ (dictionary.lookup(PDFName.of(key))).asNumber();
}

/**
 * Character → code, from the font's own CMap (ISO 32000-1 clause 9.10.3).
 * @param {PDFRawStream} stream
 */
function readCodes(stream) {
  const text = new TextDecoder("latin1").decode(decodePDFRawStream(stream).decode());
  const blocks = [...text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)].map((match) => match[1]).join("");
  const pairs = [...blocks.matchAll(/<([0-9A-F]{2})>\s*<([0-9A-F]{4})>/gi)];
  return new Map(pairs.map(([, code, unit]) => [String.fromCharCode(parseInt(unit, 16)), parseInt(code, 16)]));
}

/** @param {number} value */
function hex(value) {
  return value.toString(16).padStart(2, "0");
}

/** @param {number} value */
function points(value) {
  return String(Number(value.toFixed(2)));
}

/**
 * @param {PDFDict} fonts
 * @param {string} name
 * @returns {Face}
 */
function faceOf(fonts, name) {
  const font = dictionaryOf(fonts.lookup(PDFName.of(name)));
  const widths = /** @type {PDFArray} */ (font.lookup(PDFName.of("Widths")));
  return {
    name,
    codes: readCodes(/** @type {PDFRawStream} */ (font.lookup(PDFName.of("ToUnicode")))),
    first: number(font, "FirstChar"),
    widths: widths.asArray().map((width) => /** @type {PDFNumber} */ (width).asNumber()),
  };
}

/** Simple fonts of a PDF, of which one is used where it can be; sizes and widths in points. */
export class Lettering {
  /**
   * @param {PDFDict} fonts
   * @param {string} name of the one
   */
  constructor(fonts, name) {
    const others = fonts.keys().map((key) => key.decodeText());
    this.faces = [...new Set([name, ...others])].map((each) => faceOf(fonts, each));
    const font = dictionaryOf(fonts.lookup(PDFName.of(name)));
    const descriptor = dictionaryOf(font.lookup(PDFName.of("FontDescriptor")));
    this.ascent = number(descriptor, "Ascent") / 1000;
    this.descent = number(descriptor, "Descent") / 1000;
  }

  /** @param {string} letter */
  faceWith(letter) {
    return this.faces.find(({ codes }) => codes.has(letter));
  }

  /**
   * The characters of drawable text that these fonts lack, each once.
   * @param {string} text
   */
  lacking(text) {
    return [...new Set(text)].filter((letter) => letter !== "\n" && !this.faceWith(letter));
  }

  /**
   * A letter as it is drawn: its font and its code there.
   * @param {string} letter
   */
  sign(letter) {
    // What the fonts lack is told of (see `lacking`); drawn is the letter without its accent, never a question mark.
    const drawn = [letter, letter.normalize("NFD")[0], "*"].find((each) => this.faceWith(each)) ?? "";
    const face = this.faceWith(drawn) ?? this.faces[0];
    return { face, code: face.codes.get(drawn) ?? face.first };
  }

  /**
   * @param {string} text
   * @param {number} size
   */
  width(text, size) {
    let thousandths = 0;
    for (const letter of text) {
      const { face, code } = this.sign(letter);
      thousandths += face.widths[code - face.first];
    }
    return (thousandths * size) / 1000;
  }

  /**
   * How many letters of a word fit in `room`; at least one.
   * @param {string[]} letters
   * @param {number} room
   * @param {number} size
   */
  fitting(letters, room, size) {
    let used = 0;
    for (const [index, letter] of letters.entries()) {
      used += this.width(letter, size);
      if (used > room && index > 0) {
        return index;
      }
    }
    return letters.length;
  }

  /**
   * Lines of one paragraph: broken at spaces; a longer word is broken where the line ends.
   * @param {string} paragraph
   * @param {number} room
   * @param {number} size
   */
  wrapParagraph(paragraph, room, size) {
    const lines = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (this.width(longer, size) <= room) {
        line = longer;
        continue;
      }
      if (line) {
        lines.push(line);
      }
      let letters = [...word];
      let fits = this.fitting(letters, room, size);
      while (fits < letters.length) {
        lines.push(letters.slice(0, fits).join(""));
        letters = letters.slice(fits);
        fits = this.fitting(letters, room, size);
      }
      line = letters.join("");
    }
    return [...lines, line];
  }

  /**
   * @param {string} text
   * @param {number} room
   * @param {number} size
   */
  wrap(text, room, size) {
    return text.split("\n").flatMap((paragraph) => this.wrapParagraph(paragraph, room, size));
  }

  /**
   * The lines at one size, and whether all of them show in the box.
   * @param {string} text
   * @param {Box} box
   * @param {number} size
   * @returns {LaidOut}
   */
  attempt(text, box, size) {
    const room = box.width - 2 * PADDING;
    if (!box.multiline) {
      const line = text.replace(/\n/g, " ");
      return { size, lines: [line], fits: this.width(line, size) <= room };
    }
    const lines = this.wrap(text, room, size);
    const height = (lines.length - 1) * size * LINE_HEIGHT + (this.ascent - this.descent) * size;
    return { size, lines, fits: height <= box.height - 2 * PADDING };
  }

  /**
   * As large as fits, from the field's own size down to the smallest that can be read.
   * @param {string} text
   * @param {Box} box
   */
  layOut(text, box) {
    let laidOut = this.attempt(text, box, box.size);
    while (!laidOut.fits && laidOut.size > SMALLEST) {
      laidOut = this.attempt(text, box, Math.max(SMALLEST, laidOut.size - STEP));
    }
    return laidOut;
  }

  /**
   * As much as shows at the smallest size, and a word that the rest is elsewhere.
   * @param {string} text
   * @param {Box} box
   * @returns {LaidOut}
   */
  cut(text, box) {
    const room = box.width - 2 * PADDING;
    const lines = this.attempt(text, box, SMALLEST).lines;
    const free = box.height - 2 * PADDING - (this.ascent - this.descent) * SMALLEST;
    const count = box.multiline ? Math.max(1, 1 + Math.floor(free / (SMALLEST * LINE_HEIGHT))) : 1;
    const shown = lines.slice(0, count);
    const end = this.width(CUT, SMALLEST) <= room / 2 ? CUT : "…";
    let last = [...shown[shown.length - 1]];
    while (last.length > 0 && this.width(last.join("") + end, SMALLEST) > room) {
      last = last.slice(0, -1);
    }
    shown[shown.length - 1] = last.join("") + end;
    return { size: SMALLEST, lines: shown, fits: false };
  }

  /**
   * A line in the content stream; the font that is used before it is so again behind it.
   * @param {string} line
   * @param {string} size in points
   */
  show(line, size) {
    const [own] = this.faces;
    /** @type {{ face: Face, codes: string }[]} */
    const runs = line ? [] : [{ face: own, codes: "" }];
    for (const letter of line) {
      const { face, code } = this.sign(letter);
      if (runs.at(-1)?.face !== face) {
        runs.push({ face, codes: "" });
      }
      runs[runs.length - 1].codes += hex(code);
    }
    return runs
      .map(({ face, codes }) => {
        const shown = `<${codes}> Tj`;
        return face === own ? shown : `/${face.name} ${size} Tf ${shown} /${own.name} ${size} Tf`;
      })
      .join(" ");
  }

  /**
   * The content stream of a field (ISO 32000-1 clause 12.7.3.3); `style` draws with the font at a size.
   * @param {LaidOut} laidOut
   * @param {Box} box
   * @param {(points: string) => string} style
   */
  content({ size, lines }, box, style) {
    const height = (this.ascent - this.descent) * size;
    const start = box.multiline
      ? box.height - PADDING - this.ascent * size
      : (box.height - height) / 2 - this.descent * size;
    const clip = [PADDING / 2, PADDING / 2, box.width - PADDING, box.height - PADDING].map(points).join(" ");
    const shown = lines.map((line) => this.show(line, points(size))).join(" T* ");
    const place = `${points(size * LINE_HEIGHT)} TL ${PADDING} ${points(start)} Td`;
    return `/Tx BMC q ${clip} re W n BT ${style(points(size))} ${place} ${shown} ET Q EMC`;
  }
}
