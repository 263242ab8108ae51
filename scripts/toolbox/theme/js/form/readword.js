// A filled-in Word file, as Word, LibreOffice or another program saved it → what stands in its content controls: as
// `reading/word.py` does it. A bundle of its own: loaded when someone opens a Word file.

import { found, markedFormat } from "./found.js";
import { REFUSED, Refusal, refuse } from "./refusal.js";
import { Archive } from "./unzip.js";
import { linesBeside } from "./wordlines.js";
import { holdsSeveral } from "./wordmerged.js";
import { Collector } from "./wordrows.js";
import { atBookmark } from "./wordvalues.js";
import { attribute, below, child } from "./wordxml.js";

/** @import { Found } from "./types.js" */

const RELATIONS = "_rels/.rels";
// Parts of a document besides its main one, in which people can write.
const PARTS = /^word\/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$/;
// A format has 2,000 places at most; people copy rows.
const MAX_SPOTS = 5_000;
const MAX_ELEMENTS = 150_000;
// How a slot's name stands in the file: see `shapes/office/wordnames.py`.
const BOOKMARK = "v_";
const MARK_PROPERTY = "toolbox";
const NAME_PROPERTY = "naam-";
const COPIED = /_C(?:o(?:p(?:y(?:_\d*)?)?)?)?$/;
const SHORTENED = /[~Z]([0-9a-f]{12})$/;

/**
 * What a part is for → its name in the zip, from the package's own relations (ISO/IEC 29500-2).
 * @param {Archive} archive
 */
function partsOf(archive) {
  const relations = archive.parse(RELATIONS) ?? refuse(REFUSED.unknown);
  return new Map(
    [...relations.children].map((relation) => {
      const kind = attribute(relation, "Type").replace(/^.*\//, "");
      // Strict files say 'officeDocument' alike, but 'metadata/core-properties' and 'customProperties'.
      const plain = kind === "customProperties" ? "custom-properties" : kind;
      return [plain, attribute(relation, "Target").replace(/^(?:\.?\/)+/, "")];
    }),
  );
}

/**
 * @param {string} text
 * @param {Map<string, string>} own
 */
function inFull(text, own) {
  const match = SHORTENED.exec(text);
  return (match && own.get(NAME_PROPERTY + match[1])) || "";
}

/**
 * The slot's name; '' when the bookmark is not one of ours.
 * @param {string} text
 * @param {Map<string, string>} own
 */
function fromBookmark(text, own) {
  if (!text.startsWith(BOOKMARK)) {
    return "";
  }
  const plain = text.replace(COPIED, "");
  return inFull(plain, own) || plain.slice(BOOKMARK.length).replace(/D/g, ".").replace(/H/g, "-");
}

/**
 * Everything that holds an answer, in document order: a content control with a tag; else, where a program lost the tag,
 * the control at our bookmark, or the bookmark itself where there is no control any more.
 * @param {Element} main
 * @param {Map<string, string>} own
 */
function spotsOf(main, own) {
  const elements = below(main, "sdt", "bookmarkStart");
  /** @type {Map<Element, string>} */
  const tags = new Map();
  for (const control of elements.filter((one) => one.localName === "sdt")) {
    const tag = attribute(child(child(control, "sdtPr"), "tag"), "val");
    if (tag) {
      tags.set(control, inFull(tag, own) || tag);
    }
  }
  const tagged = new Set(tags.values());
  return elements.flatMap((element) => {
    const tag = tags.get(element);
    if (tag !== undefined) {
      return [{ spot: element, slot: tag }];
    }
    const slot = element.localName === "bookmarkStart" ? fromBookmark(attribute(element, "name"), own) : "";
    return slot && !tagged.has(slot) ? [{ spot: atBookmark(element), slot }] : [];
  });
}

/**
 * @param {Uint8Array} bytes
 * @param {string} toolbox
 * @returns {Found}
 */
function read(bytes, toolbox) {
  const archive = new Archive(bytes);
  const parts = partsOf(archive);
  const main = archive.parse(parts.get("officeDocument") ?? "");
  if (main?.localName !== "document") {
    return refuse(REFUSED.unknown);
  }
  const body = child(main, "body") ?? refuse(REFUSED.damaged);
  const custom = archive.parse(parts.get("custom-properties") ?? "");
  const core = archive.parse(parts.get("core-properties") ?? "");
  const own = new Map([...(custom?.children ?? [])].map((one) => [attribute(one, "name"), one.textContent ?? ""]));
  const keywords = core ? below(core, "keywords").map((one) => one.textContent ?? "") : [];
  const spots = spotsOf(main, own);
  if (spots.length > MAX_SPOTS || below(main, "*").length > MAX_ELEMENTS) {
    refuse(REFUSED.tooMuch);
  }
  const places = spots.map(({ spot }) => spot);
  if (holdsSeveral(body, places)) {
    refuse(REFUSED.severalInWord);
  }
  const collector = new Collector();
  spots.forEach(({ spot, slot }) => collector.add(spot, slot));
  const answers = { values: collector.values, rows: collector.rows() };
  const others = archive.names.filter((name) => PARTS.test(name)).sort();
  const roots = [main, ...others.flatMap((name) => archive.parse(name) ?? [])];
  const aliases = new Set(below(main, "alias").map((one) => attribute(one, "val")));
  const format = markedFormat([keywords.join(" "), own.get(MARK_PROPERTY) ?? ""], toolbox);
  return found(format, answers, linesBeside(roots, collector.taken), [...aliases]);
}

/**
 * The answers in a .docx that was made from a format of `toolbox` (its mark). Throws a Refusal.
 * @param {Uint8Array} bytes
 * @param {string} toolbox
 */
export function readWord(bytes, toolbox) {
  try {
    return read(bytes, toolbox);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(REFUSED.damaged);
  }
}
