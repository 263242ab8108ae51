// A change that was made from an older text, carried over to the text as it is now: three values in, one out. Things in a
// list are the same when they have the same name, wherever they stand.

/** @typedef {{ path: string, mine: unknown, theirs: unknown }} Clash */
/** @typedef {Record<string, unknown>} Item */

/** @param {unknown} value */
const same = (value) => JSON.stringify(value);
/**
 * @param {unknown} value
 * @returns {value is Item}
 */
const isItem = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value */
function nameOf(value) {
  if (!isItem(value)) {
    return same(value);
  }
  // A row is known by what stood in it; what is new, by the key that the page gave it.
  const found = value.name ?? value.value ?? value.key ?? value.before ?? value.cells ?? value.label;
  return same(found);
}

/** @param {unknown} value */
const titleOf = (value) => (isItem(value) ? (value.title ?? value.label ?? value.name) : undefined);

/**
 * @param {unknown[]} base
 * @param {unknown[]} mine
 * @param {unknown[]} theirs
 * @param {string} path
 * @param {Clash[]} clashes
 */
function list(base, mine, theirs, path, clashes) {
  /** @param {unknown[]} items */
  const byName = (items) => new Map(items.map((item) => [nameOf(item), item]));
  const [was, is, now] = [byName(base), byName(mine), byName(theirs)];
  const isMoved =
    same([...is.keys()].filter((name) => was.has(name))) !== same([...was.keys()].filter((name) => is.has(name)));
  /** @type {unknown[]} */
  const merged = [];
  /** @param {string} name */
  const add = (name) => {
    const [before, own, other] = [was.get(name), is.get(name), now.get(name)];
    if (own === undefined || other === undefined) {
      // What one of the two took away goes, unless the other changed it meanwhile.
      const left = own ?? other;
      if (before === undefined || same(left) !== same(before)) {
        if (before !== undefined && own !== undefined) {
          clashes.push({ path: `${path}${titleOf(before) ?? name}`, mine: own, theirs: null });
        }
        if (before === undefined || own === undefined) {
          merged.push(left);
        }
      }
      return;
    }
    merged.push(carried(before ?? other, own, other, `${path}${titleOf(other) ?? ""}`, clashes));
  };
  const [lead, rest] = isMoved ? [is, now] : [now, is];
  const names = [...lead.keys()];
  const others = [...rest.keys()];
  others.forEach((name, index) => {
    if (!lead.has(name)) {
      // After what it stands after.
      const above = others
        .slice(0, index)
        .reverse()
        .find((each) => names.includes(each));
      names.splice(above === undefined ? 0 : names.indexOf(above) + 1, 0, name);
    }
  });
  names.forEach(add);
  return merged;
}

/**
 * `mine` was made of `base`, which is `theirs` by now: what someone changed stays changed, and the rest is as it is now.
 * Where both changed one thing, mine stands and a clash is noted.
 * @param {unknown} base
 * @param {unknown} mine
 * @param {unknown} theirs
 * @param {string} path
 * @param {Clash[]} clashes
 * @returns {unknown}
 */
export function carried(base, mine, theirs, path, clashes) {
  if (same(mine) === same(base) || same(mine) === same(theirs)) {
    return theirs;
  }
  if (same(theirs) === same(base)) {
    return mine;
  }
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    return list(base, mine, theirs, path && `${path}: `, clashes);
  }
  if (isItem(base) && isItem(mine) && isItem(theirs)) {
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
    return Object.fromEntries(keys.map((key) => [key, carried(base[key], mine[key], theirs[key], path, clashes)]));
  }
  clashes.push({ path, mine, theirs });
  return mine;
}
