// Changed values into a YAML document, with what nobody changed left as it stands.

import { isMap, isScalar, isSeq } from "yaml";
import { setKey } from "../../theme/js/proposal/scalars.js";

/** The same value, whatever the order of its keys. */
export function isSame(one, other) {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") {
    return one === other;
  }
  const keys = Object.keys(one);
  if (Array.isArray(one) !== Array.isArray(other) || keys.length !== Object.keys(other).length) {
    return false;
  }
  return keys.every((key) => key in other && isSame(one[key], other[key]));
}

/** Without what an editor leaves behind for a field that is empty: '', null, [], {} and a box that is not ticked. */
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

/** The keys of every mapping in the order of `shape` ({key: shape of what is in it, or null}), unknown ones last. */
export function inOrder(value, shape) {
  if (Array.isArray(value)) {
    return value.map((item) => inOrder(item, shape));
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const order = Object.keys(shape ?? {});
  const keys = [...order.filter((key) => key in value), ...Object.keys(value).filter((key) => !order.includes(key))];
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key], shape?.[key])]));
}

/** Make the mapping `map` say `value`. A key that `shape` does not know only goes when it is not in `value` at all. */
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
      mergeMap(document, node, value[key], part);
    } else if (isSeq(node) && Array.isArray(wanted)) {
      mergeList(document, node, value[key], part);
    } else {
      setKey(document, map, key, inOrder(wanted, part), order);
    }
  }
}

const identity = (value) => value?.name ?? value?.value;

/** For every wanted item the index of its node (the same, of the same name, or in its place), else undefined. */
function origins(before, wanted) {
  const found = wanted.map(() => undefined);
  const free = new Set(before.keys());
  const match = (fits) => {
    wanted.forEach((item, index) => {
      if (found[index] === undefined) {
        found[index] = [...free].find((origin) => fits(before[origin], item, origin, index));
        free.delete(found[index]);
      }
    });
  };
  match((old, item) => isSame(old, item));
  match((old, item) => identity(item) !== undefined && identity(old) === identity(item));
  match((_old, _item, origin, index) => origin === index && before.length === wanted.length);
  return found;
}

function mergeList(document, list, value, shape) {
  const wanted = value.filter((item) => withoutEmpty(item) !== undefined);
  const nodes = list.items;
  const before = list.toJS(document);
  const from = origins(before, wanted);
  list.items = wanted.map((item, index) => {
    const node = nodes[from[index]];
    if (isScalar(node) && typeof item !== "object") {
      node.value = item;
    } else if (isMap(node)) {
      mergeMap(document, node, item, shape);
    } else {
      return document.createNode(inOrder(withoutEmpty(item), shape));
    }
    return node;
  });
}
