// A datapackage.yaml as the editor knows it, and back.

import { mergeMap } from "./keep.js";
import { openYaml } from "../../theme/js/proposal/scalars.js";

/** @import { MapNode } from "../../theme/js/proposal/types.js" */
/** @import { Descriptor, FormatEntry, Resource, Shape } from "./types.js" */

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
 * What says the same as something else in the format: nobody has to fill it in twice.
 * @param {Descriptor} field
 */
function followed(field) {
  const { itemType, constraints = {}, ...rest } = field;
  const { enum: choices, ...others } = constraints;
  const values = (field.categories ?? []).map((category) => category.value);
  const isChoice = field.type === "string" && values.length > 0;
  const limits = isChoice ? { ...others, enum: values } : others;
  return {
    ...rest,
    ...(field.type === "list" ? { itemType: "string" } : {}),
    ...(Object.keys(limits).length > 0 ? { constraints: limits } : {}),
  };
}

/** @param {Resource} resource */
function withFollowed(resource) {
  const fields = resource.schema?.fields;
  return fields ? { ...resource, schema: { ...resource.schema, fields: fields.map(followed) } } : resource;
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
  const resources = (values.resources ?? []).map(withFollowed);
  const contents = /** @type {MapNode} */ (opened.document.contents);
  mergeMap(opened.document, contents, { ...values, resources }, shape);
  return opened.text();
}
