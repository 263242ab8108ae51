// A datapackage.yaml as the editor knows it, and back.

import { mergeMap } from "./keep.js";
import { openYaml } from "../../theme/js/proposal/scalars.js";

/** @import { MapNode } from "../../theme/js/proposal/types.js" */
/** @import { FormatEntry, Shape } from "./types.js" */

/** The key under which the text that an entry came from travels with it. */
export const SOURCE = "bron van de editor";

/**
 * Broken YAML gives an entry without fields: it must not keep the others from being shown.
 * @param {string} text
 */
export function readFormat(text) {
  try {
    return { ...openYaml(text).document.toJS(), [SOURCE]: text };
  } catch {
    return { title: "Dit bestand is niet te lezen", [SOURCE]: text };
  }
}

/**
 * The text of the file; a text that was not readable comes back as it was.
 * @param {FormatEntry} entry
 * @param {Shape} shape
 */
export function writeFormat({ [SOURCE]: source, ...values }, shape) {
  let opened;
  try {
    opened = openYaml(source);
  } catch {
    return source;
  }
  const contents = /** @type {MapNode} */ (opened.document.contents);
  mergeMap(opened.document, contents, values, shape);
  return opened.text();
}
