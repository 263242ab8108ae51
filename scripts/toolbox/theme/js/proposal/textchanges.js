// What a proposal changes in a page.

import { rowWords } from "./steptable.js";

/** @import { PageText, Piece, PlacedChange, StepRow } from "./types.js" */

/** @param {Piece} piece */
export const placeOf = (piece) => (piece.heading ? `de tekst onder ‘${piece.heading}’` : "het begin van de tekst");
/** @param {string} text */
export const capital = (text) => text[0].toUpperCase() + text.slice(1);

/**
 * @param {StepRow[]} rows
 * @param {StepRow[]} before
 * @returns {PlacedChange[]}
 */
function rowChanges(rows, before) {
  const key = "tabel";
  const old = new Map(before.map((row) => [row.key, row]));
  const gone = before.filter((row) => !rows.some((each) => each.key === row.key));
  const order = (/** @type {StepRow[]} */ list) =>
    list.filter((row) => old.has(row.key) && !gone.includes(row)).map((row) => row.what);
  const stayed = before.filter((row) => !gone.includes(row));
  const isMoved = rows.filter((row) => old.has(row.key)).some((row, index) => row.key !== stayed[index].key);
  return [
    ...rows.map((row) => {
      const was = old.get(row.key);
      const place = was ? `de tabel, rij ‘${was.what}’` : "de tabel, nieuwe rij";
      return { place, before: was ? rowWords(was) : "", after: rowWords(row), key };
    }),
    ...gone.map((row) => ({ place: "de tabel, rij weg", before: rowWords(row), after: "", key })),
    ...(isMoved
      ? [{ place: "de tabel, volgorde", before: order(stayed).join("\n"), after: order(rows).join("\n"), key }]
      : []),
  ];
}

/**
 * [{place, before, after, key}] of everything that differs, in the page's order.
 * @param {PageText} page
 * @param {PageText} before
 * @returns {PlacedChange[]}
 */
export function pageChanges(page, before) {
  const changes = [
    { place: "de titel", before: before.title, after: page.title, key: "titel" },
    { place: "de samenvatting", before: before.summary, after: page.summary, key: "samenvatting" },
    { place: "hoe ver de tekst is", before: before.status, after: page.status, key: "status" },
    ...rowChanges(page.table?.rows ?? [], before.table?.rows ?? []),
  ];
  page.pieces.forEach((piece, index) => {
    changes.push({ place: placeOf(piece), before: piece.before, after: piece.text, key: `stuk-${index}` });
  });
  // A new row is one before anything stands in it.
  return changes.filter((change) => change.before !== change.after || change.place.endsWith("nieuwe rij"));
}
