// A proposal as a file, that this page opens again: on another device too, and when the toolbox is of a later day.

import { applyPatch, structuredPatch } from "diff";
import { carried } from "./carried.js";
import { takenAndChanged, withKeys, withoutKeys } from "./rowmerge.js";
import { visible } from "./tidy.js";

/** @import { Draft, KeyedDraft, PageText, SavedProposal, SavedText, StepRow } from "./types.js" */
/** @import { Clash } from "./carried.js" */

const MARK = "toolbox-voorstel";
const VERSION = 1;
// Characters: what this page saves always opens again, with dozens of images.
const MAX_SIZE = 40_000_000;
export const REFUSED = "Dit bestand is geen voorstel dat hier bewaard is. Er is niets veranderd.";
const NEWER =
  "Dit voorstel is bewaard met een nieuwere versie van deze pagina. Laad de pagina opnieuw en open het dan nog eens. Er is niets veranderd.";

/** @param {Omit<SavedProposal, "kenmerk" | "versie">} proposal */
export const savedText = (proposal) => `${JSON.stringify({ kenmerk: MARK, versie: VERSION, ...proposal }, null, 1)}\n`;

/**
 * The proposal of a file. Throws a Dutch sentence when it holds none.
 * @param {string} text
 * @returns {SavedProposal}
 */
export function readSaved(text) {
  let found = null;
  try {
    found = text.length > MAX_SIZE ? null : JSON.parse(text);
  } catch {
    // No JSON: refused below.
  }
  if (found?.kenmerk === MARK && found.versie > VERSION) {
    throw new Error(NEWER);
  }
  const isOne =
    found?.kenmerk === MARK &&
    found.versie === VERSION &&
    Array.isArray(found.items) &&
    found.items.every(
      (/** @type {Record<string, unknown> | null} */ item) =>
        typeof item?.path === "string" && (item.state || item.made),
    );
  if (!isOne) {
    throw new Error(REFUSED);
  }
  const { items, fields, quote } = found;
  const hasQuote = typeof quote?.words === "string" && typeof quote.heading === "string";
  return { kenmerk: MARK, versie: VERSION, items, fields: fields ?? {}, quote: hasQuote ? quote : null };
}

/**
 * What is kept of a text that is edited: each side of what differs.
 * @param {PageText} page
 * @param {PageText} before
 * @returns {SavedText}
 */
export function textState(page, before) {
  const pieces = page.pieces
    .filter((piece) => piece.text !== piece.before)
    .map(({ heading, before, text }) => ({ heading, before, text }));
  return {
    title: [before.title, page.title],
    summary: [before.summary, page.summary],
    status: [before.status, page.status],
    rows: [before.table?.rows ?? [], page.table?.rows ?? []],
    pieces,
  };
}

// Stands where a line ends that a text has not: after a sentence.
const CUT = "\u0001";

/** @param {string} text */
const bySentence = (text) => text.replaceAll(CUT, "").replace(/([.!?]) (?=\p{Lu})/gu, `$1${CUT}\n`);

/**
 * `now` with what changed from `before` to `after`, sentence by sentence; false where both changed one.
 * @param {string} now
 * @param {string} before
 * @param {string} after
 */
function together(now, before, after) {
  const patch = structuredPatch("", "", bySentence(before), bySentence(after), "", "", { context: 1 });
  const merged = applyPatch(bySentence(now), patch);
  return merged === false ? merged : merged.replaceAll(`${CUT}\n`, " ");
}

/**
 * Puts it into the text as it is now. Gives the places where the text has changed meanwhile as well.
 * @param {SavedText} state
 * @param {PageText} page
 */
export function restoreText(state, page) {
  /** @type {string[]} */
  const clashes = [];
  for (const name of /** @type {const} */ (["title", "summary", "status"])) {
    const [before, now] = state[name].map(visible);
    if (now !== before && page[name] !== before && page[name] !== now) {
      clashes.push({ title: "de titel", summary: "de samenvatting", status: "hoe ver de tekst is" }[name]);
    }
    page[name] = now === before ? page[name] : now;
  }
  if (page.table) {
    /** @type {Clash[]} */
    const found = [];
    page.table.rows = /** @type {StepRow[]} */ (carried(...state.rows, page.table.rows, "", found));
    clashes.push(...(found.length > 0 ? ["de tabel"] : []));
  }
  for (const { heading, before, text } of state.pieces) {
    const place = `de tekst onder ‘${heading}’`;
    const piece =
      page.pieces.find((each) => each.before === before) ?? page.pieces.find((each) => each.heading === heading);
    if (!piece) {
      clashes.push(`${place} (dat stuk is er niet meer; jouw tekst: ${text})`);
      continue;
    }
    const merged = piece.before === before ? text : together(piece.before, before, text);
    if (merged === false) {
      clashes.push(place);
    }
    piece.text = visible(merged === false ? text : merged);
  }
  return clashes;
}

/**
 * The draft of a format, carried over to the format as it is now.
 * @param {{ before: Draft, draft: Draft }} state
 * @param {Draft} now
 * @returns {{ draft: Draft, clashes: string[] }}
 */
export function restoreDraft({ before, draft }, now) {
  /** @type {Clash[]} */
  const clashes = [];
  const [was, mine, theirs] = [before, draft, structuredClone(now)].map((state) => withKeys(before, state));
  const merged = /** @type {KeyedDraft} */ (carried(was, mine, theirs, "", clashes));
  const places = clashes.map(({ path }) => path.split(": ")[0] || "de inleiding");
  const gone = takenAndChanged(was, mine, theirs);
  return { draft: withoutKeys(merged, theirs, now), clashes: [...new Set([...places, ...gone])] };
}
