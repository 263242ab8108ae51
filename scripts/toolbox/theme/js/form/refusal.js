// Why a file is not opened, in the words that a person reads.

import { told } from "./told.js";

export const REFUSED = {
  tooBig: told("bestand_groot"),
  tooMuch: told("bestand_vol"),
  unknown: told("bestand_soort"),
  damaged: told("bestand_kapot"),
  locked: told("bestand_slot"),
  macros: told("bestand_macros"),
  noFields: told("pdf_zonder_velden"),
  several: told("pdf_van_meer"),
  severalInWord: told("word_van_meer"),
  notOurs: told("bestand_niet_van_ons"),
  otherFormat: told("bestand_ander"),
  empty: told("bestand_leeg"),
};

/** What is wrong with a file, told to whoever chose it. */
export class Refusal extends Error {}

/**
 * @param {string} sentence
 * @returns {never}
 */
export function refuse(sentence) {
  throw new Refusal(sentence);
}
