// What Markdown of the toolbox may not hold: the check's first wall (`source/prose.py`), with its own expressions.

import { lintImages } from "./images.js";
import { weightFound } from "./weight.js";
import { codeOf, expression, lengthOf, unescaped } from "./words.js";

/** @import { Found, Rules } from "../types.js" */

// Control characters that HTML does not know: the check finds those among what paper cannot draw.
const NO_LETTER = /&#(?:0*(?:[1-8]|11|1[4-9]|2[0-9]|3[01]|127)(?!\d)|x0*(?:[1-8b]|[ef]|1[0-9a-f]|7f)(?![\da-f]));?/gi;
const BRACKETED = /^[^[\]]*\[[\da-f]*:[\da-f:.]*\][^[\]]*$/i;

/**
 * The lines without code; up to an empty line as they are where code does not end on its own line.
 * @param {string[]} lines
 * @param {Rules} rules
 */
export function withoutCode(lines, rules) {
  const bare = lines.map((line) => line.replace(expression(rules, "codeSpan", "all"), ""));
  let start = 0;
  for (let end = 0; end <= lines.length; end += 1) {
    if (end === lines.length || !lines[end].trim()) {
      if (bare.slice(start, end).some((line) => line.includes("`"))) {
        bare.splice(start, end - start, ...lines.slice(start, end));
      }
      start = end + 1;
    }
  }
  return bare;
}

/**
 * Whether a link leads to another file of the toolbox or to a heading.
 * @param {string} target
 * @param {Rules} rules
 */
export const isRelative = (target, rules) => expression(rules, "relative", "whole").test(unescaped(target));

/**
 * Whether the part of an address with the host is none that a program can read.
 * @param {string} host
 */
function isBadHost(host) {
  const signs = /[/?#@:]/;
  const plain = host.replace(/[@:#?]/g, "");
  const folded = plain.normalize("NFKC");
  return (/[[\]]/.test(host) && !BRACKETED.test(host)) || (plain !== folded && signs.test(folded));
}

/** @param {string} port */
const isPort = (port) => /^\d+$/.test(port) && Number(port) > 0 && Number(port) <= 65535;

/**
 * Whether a link that is not relative may not be followed.
 * @param {string} target
 * @param {Rules} rules
 */
function isRefused(target, rules) {
  const plain = unescaped(target);
  if (/(?! )[\p{C}\p{Z}]/u.test(plain) || /^(?:\/|\\)/.test(plain)) {
    return true;
  }
  const [, scheme, rest] = /^([a-zA-Z][a-zA-Z0-9+.-]*):(.*)$/s.exec(plain) ?? ["", "", plain];
  const host = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? "";
  const port = /^(?:\[[^\]]*\]|[^:[]*):(.*)$/s.exec(host.slice(host.lastIndexOf("@") + 1))?.[1] ?? "";
  const isOdd = (scheme.toLowerCase() === "https" && host === "") || (port !== "" && !isPort(port));
  return isOdd || isBadHost(host) || !rules.schemes.includes(scheme.toLowerCase());
}

/**
 * What is wrong with a link that is refused: its scheme, or what stands behind a good one.
 * @param {string} target
 */
function linkCode(target) {
  return /^https:/i.test(unescaped(target)) ? "link-broken" : "link-scheme";
}

/**
 * @param {string} bare
 * @param {number} line
 * @param {Rules} rules
 * @returns {Found[]}
 */
function lineFound(bare, line, rules) {
  /** @type {Found[]} */
  const found = [];
  /**
   * @param {string} code
   * @param {Record<string, string>} [values]
   */
  const add = (code, values = {}) => found.push({ code, line, values });
  if (expression(rules, "wrongHeading", "start").test(bare)) {
    add("heading-level");
  }
  const control = expression(rules, "control").exec(unescaped(bare.replace(NO_LETTER, "")));
  if (control) {
    add("control-character", { character: codeOf(control[0]) });
  }
  const withoutLinks = bare.replace(expression(rules, "autolink", "all"), "");
  const other = expression(rules, "otherAutolink").exec(withoutLinks);
  const tag = expression(rules, "rawHtml").exec(withoutLinks);
  if (other) {
    add(linkCode(other[1]), { link: [...other[1]].slice(0, 80).join("") });
  } else if (tag) {
    add("raw-html", { tag: [...tag[0]].slice(0, 30).join("") });
  }
  const list = expression(rules, "attributeList").exec(bare.slice(0, bare.lastIndexOf("}") + 1));
  if (list) {
    add("attribute-list", { text: [...list[0]].slice(0, 30).join("") });
  }
  return found;
}

/**
 * @param {string[]} bare
 * @param {number} first
 * @param {Rules} rules
 * @returns {Found[]}
 */
function footnotesFound(bare, first, rules) {
  /** @type {Map<string, number>} */
  const uses = new Map();
  /** @type {Map<string, number>} */
  const texts = new Map();
  /** @type {(places: Map<string, number>, name: string, line: number) => void} */
  const note = (places, name, line) => {
    places.set(name, places.get(name) ?? line);
  };
  bare.forEach((line, index) => {
    const text = expression(rules, "footnoteText", "start").exec(line);
    if (text) {
      note(texts, text[1], first + index);
    }
    const rest = line.replace(expression(rules, "footnoteText", "start"), "");
    for (const [, name] of rest.matchAll(expression(rules, "footnoteUse", "all"))) {
      note(uses, name, first + index);
    }
  });
  /**
   * @param {string} code
   * @param {Map<string, number>} some
   * @param {Map<string, number>} others
   */
  const lone = (code, some, others) =>
    [...some].filter(([name]) => !others.has(name)).map(([name, line]) => ({ code, line, values: { name } }));
  return [...lone("footnote-missing", uses, texts), ...lone("footnote-unused", texts, uses)];
}

/**
 * What would come out otherwise than it is meant (`source/otherwise.py`).
 * @param {string} bare
 * @param {number} first
 * @param {Rules} rules
 * @returns {Found[]}
 */
function otherwiseFound(bare, first, rules) {
  return rules.otherwise.flatMap((code) =>
    [...bare.matchAll(expression(rules, code, "all"))].map((match) => {
      const upTo = bare.slice(0, match.index + match[0].length);
      return { code, line: first + upTo.split("\n").length - 1, values: {} };
    }),
  );
}

/**
 * {found, links, images}: `links` are those within the toolbox. Lines count from `first`.
 * @param {string} path
 * @param {string} text
 * @param {number} first
 * @param {Rules} rules
 */
export function lint(path, text, first, rules) {
  const lines = text.split("\n");
  const size = lengthOf(text);
  /** @type {{ line: number, target: string }[]} */
  const links = [];
  if (size > rules.limits.text) {
    const values = { size: `${size}`, limit: `${rules.limits.text}` };
    return { found: [{ code: "text-too-long", line: first, values }], links, images: [] };
  }
  const heavy = weightFound(lines, first, rules);
  if (heavy.length > 0) {
    return { found: heavy, links, images: [] };
  }
  const bare = withoutCode(lines, rules);
  const found = bare.flatMap((line, index) => lineFound(line, first + index, rules));
  found.push(...otherwiseFound(bare.join("\n"), first, rules));
  const images = lintImages(path, lines, bare, first, rules);
  const bareText = bare.map((line) => line.replace(expression(rules, "anyImage", "all"), "")).join("\n");
  for (const link of bareText.matchAll(expression(rules, "link", "all"))) {
    const line = first + bareText.slice(0, link.index).split("\n").length - 1;
    const target = link[1];
    if (isRelative(target, rules)) {
      links.push({ line, target });
    } else if (isRefused(target, rules)) {
      found.push({ code: linkCode(target), line, values: { link: [...target].slice(0, 80).join("") } });
    }
  }
  return { found: [...found, ...images.found, ...footnotesFound(bare, first, rules)], links, images: images.targets };
}
