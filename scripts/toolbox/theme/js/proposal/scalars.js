// How texts stand in a datapackage.yaml: the form that `toolbox format` keeps. What nobody changed keeps its own bytes.

import { isScalar, parseDocument, visit } from "yaml";

/** @import { CST, Pair, Scalar, ScalarTag, Tags } from "yaml" */

/** @import { MapNode, YamlDocument } from "./types.js" */

const WIDTH = 80;
const STRING_TAG = "tag:yaml.org,2002:str";
const PLAIN_START = /^[\p{L}‘“(]/u;
// What YAML itself, or a reader of YAML 1.1, would take for something else than this text.
const NOT_PLAIN = /: |:$| #|^(?:true|false|null|yes|no|on|off|y|n)$|[\t\n]|^\s|\s$/iu;
// To the check, quotes that a word processor made round and that stand around all of a text are a mistake for straight ones.
const CURLY = /^(?:[“”„‟«»][^“”„‟«»"]*[“”«»"]|[‘’‚‛](?:[^‘’‚‛]|’(?=[\p{L}\p{N}_]))*[‘’])$/u;

/** @param {string} text */
const width = (text) => [...text].length;

/**
 * One line of text as a YAML scalar: plain when nothing in it could be read differently, else in single quotes.
 * @param {string} text
 */
export function flowScalar(text) {
  const isPlain = PLAIN_START.test(text) && !NOT_PLAIN.test(text) && !CURLY.test(text);
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}

/**
 * The lines of a text in YAML, broken at spaces so that each fits.
 * @param {string} text
 * @param {number} room
 */
function wrapped(text, room) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && width(last) + 1 + width(word) <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/**
 * Of a folded text as it stood: each of its own lines, with the lines over which the file spread it.
 * @param {Scalar<string>} node
 * @returns {Map<string, string[]>}
 */
function earlierFolds(node) {
  /** @type {Map<string, string[]>} */
  const folds = new Map();
  if (node.type !== "BLOCK_FOLDED" || !node.srcToken) {
    return folds;
  }
  const { source } = /** @type {CST.BlockScalar} */ (node.srcToken);
  const raw = source.split("\n").map((line) => line.trimEnd());
  const indent = raw.find(Boolean)?.match(/^ */)?.[0].length ?? 0;
  /** @type {string[]} */
  let together = [];
  for (const line of [...raw, ""]) {
    if (line) {
      together.push(line.slice(indent));
    } else if (together.length > 0) {
      folds.set(together.join(" "), together);
      together = [];
    }
  }
  return folds;
}

/**
 * A text over more lines. A line that stood there before is spread as it was, so that a change stays small.
 * @param {Scalar<string>} node
 * @param {string} indent
 */
function block(node, indent) {
  const lines = node.value.split("\n");
  if (lines.some((line) => line.startsWith(" "))) {
    // In a folded text an indented line has rules of its own.
    return ["|-", ...lines.map((line) => line && indent + line)].join("\n");
  }
  const folds = earlierFolds(node);
  const folded = node.value.split(/(\n+)/).flatMap((part) => {
    if (part.startsWith("\n")) {
      // In a folded text one line end is a space, two are one.
      return Array(part.length).fill("");
    }
    return folds.get(part) ?? wrapped(part, WIDTH - indent.length);
  });
  return [">-", ...folded.map((line) => line && indent + line)].join("\n");
}

/** @param {CST.FlowScalar | CST.BlockScalar} token */
function asItStood(token) {
  if (token.type !== "block-scalar") {
    return token.source;
  }
  const header = token.props.find((part) => part.type === "block-scalar-header");
  return `${/** @type {CST.SourceToken} */ (header).source}\n${token.source.trimEnd()}`;
}

/**
 * @param {ScalarTag} tag
 * @param {WeakMap<Scalar, unknown>} originals
 * @returns {ScalarTag}
 */
function stringTag(tag, originals) {
  return {
    ...tag,
    /** Only texts have this tag. */
    stringify(item, context) {
      const node = /** @type {Scalar<string>} */ (item);
      if (node.srcToken && originals.get(node) === node.value) {
        return asItStood(/** @type {CST.FlowScalar | CST.BlockScalar} */ (node.srcToken));
      }
      const line = flowScalar(node.value);
      const start = context.indentAtStart ?? 0;
      // In a list the dash stands before the text; in a mapping its key and colon, one level further out.
      const before = start ? context.indent.length - 2 + start : context.indent.length;
      const fits = !node.value.includes("\n") && before + width(line) <= WIDTH;
      return fits || context.implicitKey ? line : block(node, context.indent);
    },
  };
}

/**
 * @param {Tags[number]} tag
 * @returns {tag is ScalarTag}
 */
const isStringTag = (tag) => typeof tag === "object" && tag.tag === STRING_TAG;

/**
 * A document whose `text()` gives back what stood there, but for what was changed. Throws when it is no YAML.
 * @param {string} source
 */
export function openYaml(source) {
  /** @type {WeakMap<Scalar, unknown>} */
  const originals = new WeakMap();
  const parsed = parseDocument(source, {
    keepSourceTokens: true,
    customTags: (tags) => tags.map((tag) => (isStringTag(tag) ? stringTag(tag, originals) : tag)),
  });
  if (parsed.errors.length > 0) {
    throw parsed.errors[0];
  }
  // Without errors its contents are there.
  const document = /** @type {YamlDocument} */ (/** @type {unknown} */ (parsed));
  visit(parsed, {
    Scalar(_, node) {
      originals.set(node, node.value);
    },
  });
  return { document, text: () => document.toString({ lineWidth: 0 }) };
}

/** @param {Pair} pair */
const keyOf = (pair) => (isScalar(pair.key) ? pair.key.value : pair.key);

/**
 * Set a key of a mapping node; `undefined` takes it away. A text keeps its node, and so its place and comments.
 * A new key comes before the first key that follows it in `order`.
 * @param {YamlDocument} document
 * @param {MapNode} map
 * @param {string} key
 * @param {unknown} value
 * @param {string[]} order
 */
export function setKey(document, map, key, value, order) {
  if (value === undefined) {
    map.delete(key);
    return;
  }
  const pair = map.items.find((item) => keyOf(item) === key);
  if (pair && isScalar(pair.value) && typeof value !== "object") {
    pair.value.value = value;
  } else if (pair) {
    pair.value = document.createNode(value);
  } else {
    const place = map.items.findIndex((item) => order.indexOf(keyOf(item)) > order.indexOf(key));
    const added = document.createPair(key, value);
    map.items.splice(place === -1 ? map.items.length : place, 0, added);
  }
}
