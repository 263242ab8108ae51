// What a proposal starts from: a page or a format, as the site's own script hands it over.

import { readFormat } from "./draft.js";
import { isEdition, readEdition } from "./edition.js";
import { readPage } from "./pagetext.js";
import { blobName } from "./sha1.js";
import { writeFormat } from "./write.js";

/** @import { Draft, EditionText, PageText, Rules, Source } from "./types.js" */

const DAMAGED = "De tekst van deze pagina is niet goed binnengekomen. Laad de pagina opnieuw.";
const UNFIT = "Dit format kan hier niet veranderd worden. Schrijf hieronder wat er beter kan.";

/** @param {string} path */
export const isFormat = (path) => path.startsWith("forms/");

/** @param {string} address */
function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => {
      script.remove();
      reject(new Error("De tekst kon niet geladen worden. Ben je online? Laad de pagina dan opnieuw."));
    };
    document.head.append(script);
  });
}

/**
 * The source behind `address`, every byte of it as Git has it. Rejects with a Dutch sentence.
 * @param {string} address
 * @returns {Promise<Source>}
 */
export async function loadSource(address) {
  /** @type {Source | null} */
  let found = null;
  window.toolboxSource = (source) => {
    found = source;
  };
  await loadScript(address);
  delete window.toolboxSource;
  const source = /** @type {Source | null} */ (found);
  if (!source || blobName(source.text) !== source.blob) {
    throw new Error(DAMAGED);
  }
  return source;
}

/**
 * The rules that a proposal has to keep to, from the script at `address`. Rejects with a Dutch sentence.
 * @param {string} address
 * @returns {Promise<Rules>}
 */
export async function loadRules(address) {
  /** @type {Rules | null} */
  let found = null;
  window.toolboxRules = (rules) => {
    found = rules;
  };
  await loadScript(address);
  delete window.toolboxRules;
  const rules = /** @type {Rules | null} */ (found);
  if (!rules) {
    throw new Error(DAMAGED);
  }
  return rules;
}

/**
 * The editor of texts as they look, from the script at `address`. Rejects with a Dutch sentence.
 * @param {string} address
 */
export async function loadRich(address) {
  if (!window.toolboxRich) {
    await loadScript(address);
  }
}

/**
 * What can be edited of a source. Throws a Dutch sentence when nothing can: then a reaction is still possible.
 * @param {Source} source
 * @returns {PageText | Draft | EditionText}
 */
export function openSource(source) {
  if (isEdition(source.path)) {
    return readEdition(source.text);
  }
  if (!isFormat(source.path)) {
    return readPage(source.text);
  }
  try {
    const draft = readFormat(source);
    // Written without a change it must be what it was: else a proposal would change more than a person asked for.
    if (writeFormat(draft, source).every((file) => file.before === file.after)) {
      return draft;
    }
  } catch {
    // A package that our own reader refuses: the sentence below says what to do.
  }
  throw new Error(UNFIT);
}
