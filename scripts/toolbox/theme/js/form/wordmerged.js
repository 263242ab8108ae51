// Whether somebody put several forms together in one Word file: by the heading with which a form begins, as
// `reading/wordmerged.py` finds it.

import { readable, styleOf } from "./wordxml.js";

const HEADING = /^(?:Heading|Kop)1$/;
const NUMBERED = /^\d+(?:\.\d+)+ \S/;

/** @param {Element} block */
function beginsForm(block) {
  const isHeading = block.localName === "p" && HEADING.test(styleOf(block));
  return isHeading && NUMBERED.test(readable(block).replace(/\s+/g, " ").trim());
}

/**
 * Of the children of the body the one around it.
 * @param {Element | null} spot
 * @param {Element} body
 */
function blockOf(spot, body) {
  let at = spot;
  while (at && at.parentElement !== body) {
    at = at.parentElement;
  }
  return at;
}

/**
 * A heading is of a form only where answers are below it, and above it those of another one.
 * @param {Element} body
 * @param {Element[]} spots what holds its answers
 */
export function holdsSeveral(body, spots) {
  const filled = new Set(spots.map((spot) => blockOf(spot, body)));
  let hasAnswers = false;
  let beganAgain = false;
  for (const block of body.children) {
    beganAgain ||= hasAnswers && beginsForm(block);
    if (filled.has(block)) {
      if (beganAgain) {
        return true;
      }
      hasAnswers = true;
    }
  }
  return false;
}
