// Changed values into a YAML document, with what nobody changed left as it stands.

import { isMap, isScalar, isSeq } from "yaml";
import { setKey } from "../../theme/js/proposal/scalars.js";

/** @import { YAMLSeq } from "yaml" */
/** @import { MapNode, YamlDocument } from "../../theme/js/proposal/types.js" */

/** @import { Shape, Values } from "./types.js" */

/**
 * The same value, whatever the order of its keys.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function isSame(one, other) {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") {
    return one === other;
  }
  const some = /** @type {Values} */ (one);
  const others = /** @type {Values} */ (other);
  const keys = Object.keys(some);
  if (Array.isArray(one) !== Array.isArray(other) || keys.length !== Object.keys(others).length) {
    return false;
  }
  return keys.every((key) => key in others && isSame(some[key], others[key]));
}

/**
 * Without what an editor leaves behind for a field that is empty: '', null, [], {} and a box that is not ticked.
 * @param {unknown} value
 * @returns {unknown}
 */
export function withoutEmpty(value) {
  if (Array.isArray(value)) {
    const kept = value.map(withoutEmpty).filter((item) => item !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (value !== null && typeof value === "object") {
    const kept = Object.entries(value).map(([key, item]) => [key, withoutEmpty(item)]);
    const filled = kept.filter(([, item]) => item !== undefined);
    return filled.length > 0 ? Object.fromEntries(filled) : undefined;
  }
  return value === "" || value === null || value === false ? undefined : value;
}

/**
 * The keys of every mapping in the order of `shape` ({key: shape of what is in it, or null}), unknown ones last.
 * @param {unknown} value
 * @param {Shape | null | undefined} shape
 * @returns {unknown}
 */
export function inOrder(value, shape) {
  if (Array.isArray(value)) {
    return value.map((item) => inOrder(item, shape));
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const values = /** @type {Values} */ (value);
  const order = Object.keys(shape ?? {});
  const keys = [...order.filter((key) => key in values), ...Object.keys(values).filter((key) => !order.includes(key))];
  return Object.fromEntries(keys.map((key) => [key, inOrder(values[key], shape?.[key])]));
}

/**
 * Make the mapping `map` say `value`. A key that `shape` does not know only goes when it is not in `value` at all.
 * @param {YamlDocument} document
 * @param {MapNode} map
 * @param {Values} value
 * @param {Shape | null | undefined} shape
 */
export function mergeMap(document, map, value, shape) {
  const order = Object.keys(shape ?? {});
  const before = map.toJS(document);
  for (const key of new Set([...Object.keys(before), ...Object.keys(value)])) {
    if (key in before && isSame(before[key], value[key])) {
      continue;
    }
    const wanted = withoutEmpty(value[key]);
    const node = map.get(key, true);
    const part = shape?.[key];
    if (wanted !== undefined && isMap(node) && !Array.isArray(wanted)) {
      mergeMap(document, node, /** @type {Values} */ (value[key]), part);
    } else if (isSeq(node) && Array.isArray(wanted)) {
      mergeList(document, node, /** @type {unknown[]} */ (value[key]), part);
    } else {
      setKey(document, map, key, inOrder(wanted, part), order);
    }
  }
}

/** @param {unknown} value */
const identity = (value) => {
  const { name, value: own } = /** @type {Values} */ (value ?? {});
  return name ?? own;
};

/**
 * For every wanted item the index of its node (the same, of the same name, or in its place), else undefined.
 * @param {unknown[]} before
 * @param {unknown[]} wanted
 */
function origins(before, wanted) {
  /** @type {(number | undefined)[]} */
  const found = wanted.map(() => undefined);
  const free = new Set(before.keys());
  /** @param {(old: unknown, item: unknown, origin: number, index: number) => boolean} fits */
  const match = (fits) => {
    wanted.forEach((item, index) => {
      if (found[index] === undefined) {
        const own = [...free].find((origin) => fits(before[origin], item, origin, index));
        if (own !== undefined) {
          found[index] = own;
          free.delete(own);
        }
      }
    });
  };
  match((old, item) => isSame(old, item));
  match((old, item) => identity(item) !== undefined && identity(old) === identity(item));
  match((_old, _item, origin, index) => origin === index && before.length === wanted.length);
  return found;
}

/**
 * @param {YamlDocument} document
 * @param {YAMLSeq} list
 * @param {unknown[]} value
 * @param {Shape | null | undefined} shape
 */
function mergeList(document, list, value, shape) {
  const wanted = value.filter((item) => withoutEmpty(item) !== undefined);
  const nodes = list.items;
  const before = list.toJS(document);
  const from = origins(before, wanted);
  list.items = wanted.map((item, index) => {
    const place = from[index];
    const node = place === undefined ? undefined : nodes[place];
    if (isScalar(node) && typeof item !== "object") {
      node.value = item;
    } else if (isMap(node)) {
      mergeMap(document, node, /** @type {Values} */ (item), shape);
    } else {
      return document.createNode(inOrder(withoutEmpty(item), shape));
    }
    return node;
  });
}
