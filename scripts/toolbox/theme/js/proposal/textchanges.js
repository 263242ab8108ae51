// What a proposal changes in a page.

/** @import { PageText, Piece, PlacedChange } from "./types.js" */

/** @param {Piece} piece */
export const placeOf = (piece) => (piece.heading ? `de tekst onder ‘${piece.heading}’` : "het begin van de tekst");
/** @param {string} text */
export const capital = (text) => text[0].toUpperCase() + text.slice(1);

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
  ];
  page.pieces.forEach((piece, index) => {
    changes.push({ place: placeOf(piece), before: piece.before, after: piece.text, key: `stuk-${index}` });
  });
  return changes.filter((change) => change.before !== change.after);
}
