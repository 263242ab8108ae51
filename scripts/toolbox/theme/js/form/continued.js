// Pages after a filled-in form's own, for what its fields cannot show: answers that are too long, and what has no field.
//
// Tagged as the form's own pages are (PDF/UA-1). Each says in its page-piece dictionary that it is one of these: what
// stands on it is in the fields as well, so that `toolbox read` does not take it for text that somebody added.

import PDFArray from "@cantoo/pdf-lib/core/objects/PDFArray.js";
import PDFDict from "@cantoo/pdf-lib/core/objects/PDFDict.js";
import PDFName from "@cantoo/pdf-lib/core/objects/PDFName.js";

import { dictionaries, dictionaryOf, number } from "./dictionaries.js";
import { drawable, LINE_HEIGHT } from "./lettering.js";

/** @import PDFContext from "@cantoo/pdf-lib/core/PDFContext.js" */
/** @import PDFNumber from "@cantoo/pdf-lib/core/objects/PDFNumber.js" */
/** @import PDFRef from "@cantoo/pdf-lib/core/objects/PDFRef.js" */
/** @import { Lettering } from "./lettering.js" */
/** @import { Block, Piece } from "./types.js" */

// As `reading/pdflines.py` knows them.
const TITLE = "Vervolg";
const INTRO = "Deze antwoorden passen niet in hun vak op het formulier. Hier staan ze helemaal.";
const PIECE = "ToolboxFormat";
// A4, in points.
const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 57;
const LARGE = 16;
const SIZE = 11;

/**
 * The blocks on pages: each page has pieces, which are the lines of one block as far as they are on that page.
 * @param {Block[]} blocks
 * @param {Lettering} lettering
 * @returns {Piece[][]}
 */
function paginated(blocks, lettering) {
  /** @type {Piece[][]} */
  const pages = [[]];
  let y = HEIGHT - MARGIN;
  for (const block of blocks) {
    const leading = block.size * LINE_HEIGHT;
    const lines = lettering.wrap(drawable(block.text), WIDTH - 2 * MARGIN, block.size);
    y -= block.bold ? SIZE : 0;
    // A heading stays with two lines below it.
    if (y - (block.bold ? 3 : 1) * leading < MARGIN) {
      pages.push([]);
      y = HEIGHT - MARGIN;
    }
    for (let at = 0; at < lines.length; ) {
      const room = Math.max(1, Math.floor((y - MARGIN) / leading));
      const shown = lines.slice(at, at + room);
      pages[pages.length - 1].push({ block, lines: shown, y: y - leading });
      y -= shown.length * leading;
      at += shown.length;
      if (at < lines.length) {
        pages.push([]);
        y = HEIGHT - MARGIN;
      }
    }
  }
  return pages;
}

export class Continuation {
  /** @param {PDFContext} context */
  constructor(context) {
    this.context = context;
    this.root = dictionaryOf(context.lookup(context.trailerInfo.Root));
    /** @type {Block[]} */
    this.blocks = [];
  }

  get isEmpty() {
    return this.blocks.length === 0;
  }

  /**
   * @param {string} label
   * @param {string} value
   */
  add(label, value) {
    this.blocks.push({ tag: "H3", text: label, size: SIZE, bold: true });
    for (const paragraph of value.split(/\r\n?|\n/).filter((line) => line.trim())) {
      this.blocks.push({ tag: "P", text: paragraph, size: SIZE, bold: false });
    }
  }

  /**
   * Put the pages in the file.
   * @param {string} title what the form is called
   * @param {Lettering} lettering
   * @param {PDFDict} fonts
   * @param {(points: string) => string} style
   */
  write(title, lettering, fonts, style) {
    const blocks = [
      { tag: "P", text: title, size: SIZE, bold: false },
      { tag: "H2", text: TITLE, size: LARGE, bold: true },
      { tag: "P", text: INTRO, size: SIZE, bold: false },
      ...this.blocks,
    ];
    const section = this.newSection();
    for (const pieces of paginated(blocks, lettering)) {
      this.writePage(pieces, section, lettering, fonts, style);
    }
  }

  /** An element at the end of the document's structure, for these pages. */
  newSection() {
    const tree = dictionaryOf(this.root.lookup(PDFName.of("StructTreeRoot")));
    const [top] = dictionaries(tree, "K");
    const above = /** @type {PDFArray} */ (tree.lookup(PDFName.of("K"))).get(0);
    const section = this.context.obj({ Type: "StructElem", S: "Sect", P: above, K: [] });
    const ref = this.context.register(section);
    /** @type {PDFArray} */ (top.lookup(PDFName.of("K"))).push(ref);
    return { ref, kids: /** @type {PDFArray} */ (section.lookup(PDFName.of("K"))) };
  }

  /**
   * @param {Piece[]} pieces
   * @param {{ ref: PDFRef, kids: PDFArray }} section
   * @param {Lettering} lettering
   * @param {PDFDict} fonts
   * @param {(points: string) => string} style
   */
  writePage(pieces, section, lettering, fonts, style) {
    const pages = dictionaryOf(this.root.lookup(PDFName.of("Pages")));
    const page = this.context.nextRef();
    const marked = pieces.map((piece, index) => drawn(piece, index, lettering, style)).join("\n");
    const elements = pieces.map(({ block }, index) => {
      const element = this.context.obj({ Type: "StructElem", S: block.tag, P: section.ref, Pg: page, K: index });
      return this.context.register(element);
    });
    elements.forEach((element) => section.kids.push(element));
    this.context.assign(
      page,
      this.context.obj({
        Type: "Page",
        Parent: /** @type {PDFRef} */ (this.root.get(PDFName.of("Pages"))),
        MediaBox: [0, 0, WIDTH, HEIGHT],
        Resources: { Font: fonts },
        Contents: this.context.register(this.context.flateStream(marked)),
        StructParents: this.newParent(elements),
        Tabs: "S",
        ...this.origin(pages),
      }),
    );
    /** @type {PDFArray} */ (pages.lookup(PDFName.of("Kids"))).push(page);
    pages.set(PDFName.of("Count"), this.context.obj((number(pages, "Count") ?? 0) + 1));
  }

  /**
   * The elements of a page under a new key of the parent tree (ISO 32000-1 clause 14.7.4.4).
   * @param {PDFRef[]} elements
   */
  newParent(elements) {
    const tree = dictionaryOf(this.root.lookup(PDFName.of("StructTreeRoot")));
    const list = dictionaryOf(tree.lookup(PDFName.of("ParentTree"))).lookup(PDFName.of("Nums"));
    const entries = /** @type {PDFArray} */ (list);
    const last = /** @type {PDFNumber} */ (entries.lookup(entries.size() - 2)).asNumber();
    entries.push(this.context.obj(last + 1));
    entries.push(this.context.obj(elements));
    return last + 1;
  }

  /**
   * What the first page says of itself (see `shapes/paper/origin`), and that this one continues it.
   * @param {PDFDict} pages
   */
  origin(pages) {
    const [first] = dictionaries(pages, "Kids");
    const piece = dictionaryOf(dictionaryOf(first.lookup(PDFName.of("PieceInfo"))).lookup(PDFName.of(PIECE)));
    const mark = dictionaryOf(piece.lookup(PDFName.of("Private"))).get(PDFName.of("Mark"));
    const when = first.get(PDFName.of("LastModified"));
    const own = { LastModified: when, Private: { Mark: mark, Continued: true } };
    return { LastModified: when, PieceInfo: { [PIECE]: own } };
  }
}

/**
 * @param {Piece} piece
 * @param {number} index
 * @param {Lettering} lettering
 * @param {(points: string) => string} style
 */
function drawn({ block, lines, y }, index, lettering, style) {
  const leading = (block.size * LINE_HEIGHT).toFixed(2);
  // The font has one weight: a heading has an edge of its own colour.
  const weight = block.bold ? "2 Tr 0.4 w 0 G " : "";
  const shown = lines.map((line) => lettering.show(line, String(block.size))).join(" T* ");
  const place = `${weight}${leading} TL ${MARGIN} ${y.toFixed(2)} Td`;
  return `/${block.tag} <</MCID ${index}>> BDC q BT ${style(String(block.size))} ${place} ${shown} ET Q EMC`;
}
