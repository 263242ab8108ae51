// A page – front matter between two lines of ---, then Markdown – as the editor knows it, and back.

import { Document, parseDocument, visit } from "yaml";
import { SOURCE } from "./format.js";
import { inOrder, isSame, mergeMap, withoutEmpty } from "./keep.js";
import { flowScalar } from "../../theme/js/proposal/scalars.js";

/** @import { MapNode, YamlDocument } from "../../theme/js/proposal/types.js" */
/** @import { Scalar } from "yaml" */
/** @import { PageEntry, Shape, Values } from "./types.js" */

const PARTS = /^(\uFEFF?---\r?\n)([\s\S]*?)(^---[ \t]*\r?\n|^---[ \t]*$(?![\s\S]))([\s\S]*)$/m;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @param {string} text */
function parts(text) {
  const found = PARTS.exec(text);
  return found ? { start: found[1], head: found[2], end: found[3], body: found[4] } : null;
}

/** @param {string} text */
export function readPage(text) {
  const page = parts(text);
  const head = page && parseDocument(page.head);
  if (!page || !head || head.errors.length > 0) {
    return { titel: "Deze pagina is niet te lezen", body: "", [SOURCE]: text };
  }
  return { ...head.toJS(), body: page.body, [SOURCE]: text };
}

/**
 * New words stand on one line: plain, or in quotes where YAML would take them for something else.
 * @param {Document} document
 * @param {Map<Scalar, unknown>} before
 */
function styled(document, before) {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && before.get(node) !== node.value) {
        const isPlain = DATE.test(node.value) || !flowScalar(node.value).startsWith("'");
        node.type = isPlain ? "PLAIN" : "QUOTE_SINGLE";
      }
    },
  });
}

/**
 * @param {string} head
 * @param {Values} values
 * @param {Shape} shape
 */
function writeHead(head, values, shape) {
  const document = parseDocument(head);
  if (isSame(document.toJS(), values)) {
    return head;
  }
  const before = new Map();
  visit(document, {
    Scalar(_, node) {
      before.set(node, node.value);
    },
  });
  const opened = /** @type {YamlDocument} */ (/** @type {unknown} */ (document));
  mergeMap(opened, /** @type {MapNode} */ (opened.contents), values, shape);
  styled(document, before);
  return document.toString({ lineWidth: 0 });
}

/**
 * @param {Values} values
 * @param {string} body
 * @param {Shape} shape
 */
function newPage(values, body, shape) {
  const document = new Document(inOrder(withoutEmpty(values), shape));
  styled(document, new Map());
  return `---\n${document.toString({ lineWidth: 0 })}---\n\n${body.trim()}\n`;
}

/**
 * The text of the file; a text that was not readable comes back as it was.
 * @param {PageEntry} entry
 * @param {Shape} shape
 */
export function writePage({ [SOURCE]: source, body = "", ...values }, shape) {
  if (source === undefined) {
    return newPage(values, body, shape);
  }
  const page = parts(source);
  if (!page || parseDocument(page.head).errors.length > 0) {
    return source;
  }
  return page.start + writeHead(page.head, values, shape) + page.end + body;
}
