// What the toolbox would say of a page: the rules of its check that can be judged on one page alone.

import { idsAfter } from "./headings.js";
import { imageFile, missingImages } from "./images.js";
import { lint } from "./lint.js";
import { didYouMean } from "./near.js";
import { peopleFound } from "./people.js";
import { folderOf, relative, targetOf } from "./paths.js";
import { codeOf, undrawable, unescaped } from "./words.js";

/** @import { Found, Rules } from "../types.js" */
/** @typedef {{ line: number, target: string }} Target */

// Code that may end on a later line of its paragraph: in it nothing stands for another character.
const CODE = /(?<![\\`])(`+)(?!`)(?:[^\n]|\n(?!\n))+?(?<!`)\1(?!`)/g;

/**
 * The text of a page below its front matter, and the line of the file on which it begins.
 * @param {string} file
 */
function bodyOf(file) {
  const lines = file.split("\n");
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---");
  return { text: lines.slice(end + 1).join("\n"), first: end + 2 };
}

/**
 * @param {string} path
 * @param {Target[]} links
 * @param {string[]} own
 * @param {Rules} rules
 * @returns {Found[]}
 */
function linksFound(path, links, own, rules) {
  return links.flatMap(({ line, target }) => {
    const hash = target.indexOf("#");
    const [file, anchor] = hash < 0 ? [target, ""] : [target.slice(0, hash), target.slice(hash + 1)];
    const to = file ? targetOf(path, file) : path;
    const ids = to === path ? own : rules.pages[to];
    if (!ids) {
      const hint = didYouMean(to, Object.keys(rules.pages), rules);
      const isMeant = to === rules.proposal && !anchor;
      return isMeant ? [] : [{ code: "link-missing", line, values: { link: target, hint } }];
    }
    const isThere = !anchor || ids.includes(anchor);
    return isThere
      ? []
      : [{ code: "link-anchor", line, values: { link: target, hint: didYouMean(anchor, ids, rules) } }];
  });
}

/**
 * @param {string} letter
 * @param {number} line
 * @returns {Found}
 */
const undrawn = (letter, line) => ({
  code: "character-undrawable",
  line,
  values: { character: /(?! )[\p{C}\p{Z}]/u.test(letter) ? "?" : letter, code: codeOf(letter) },
});

/**
 * Characters that paper cannot draw, and what may be about a real person, by line.
 * @param {string} text
 * @param {number} first
 * @param {Rules} rules
 */
export function lettersFound(text, first, rules) {
  return text
    .split("\n")
    .flatMap((line, index) => [
      ...undrawable(line, rules).map((each) => undrawn(each, first + index)),
      ...peopleFound(line, first + index, rules),
    ]);
}

/**
 * Those that are written as '&#9744;': they show only on the page itself.
 * @param {string} text
 * @param {Rules} rules
 */
function hiddenFound(text, rules) {
  return undrawable(unescaped(text.replace(CODE, "")), rules).map((each) => undrawn(each, 0));
}

/**
 * All that is found in the file of a page, once it is `after`; `line` is that of the file.
 * @param {string} path
 * @param {string} before
 * @param {string} after
 * @param {Rules} rules
 * @returns {Found[]}
 */
export function pageFound(path, before, after, rules) {
  const { text, first } = bodyOf(after);
  if (!text.trim()) {
    return [{ code: "page-empty", line: first - 1, values: {} }];
  }
  const { found, links, images } = lint(path, text, first, rules);
  const own = idsAfter(path, bodyOf(before).text, text, rules);
  const letters = lettersFound(after, 1, rules);
  const hidden =
    letters.some(({ code }) => code === "character-undrawable") || found.length > 0 ? [] : hiddenFound(text, rules);
  const lost = [...headingsLost(path, own, rules), ...imagesLost(path, images, rules)];
  return [
    ...found,
    ...linksFound(path, links, own, rules),
    ...missingImages(path, images, rules),
    ...letters,
    ...hidden,
    ...lost,
  ];
}

/**
 * Headings that another page leads to.
 * @param {string} path
 * @param {string[]} own
 * @param {Rules} rules
 * @returns {Found[]}
 */
function headingsLost(path, own, rules) {
  return Object.entries(rules.leading[path] ?? {})
    .filter(([id]) => !own.includes(id))
    .flatMap(([id, from]) =>
      from.map((page) => ({
        code: "link-anchor",
        line: 0,
        page,
        values: { link: `${relative(path, folderOf(page))}#${id}`, hint: didYouMean(id, own, rules) },
      })),
    );
}

/**
 * Images that only this page showed.
 * @param {string} path
 * @param {Target[]} images
 * @param {Rules} rules
 * @returns {Found[]}
 */
function imagesLost(path, images, rules) {
  const shown = images.map(({ target }) => imageFile(path, target, rules));
  return Object.entries(rules.images)
    .filter(([image, pages]) => pages.length === 1 && pages[0] === path && !shown.includes(image))
    .map(([image]) => ({ code: "image-unused", line: 0, page: image, values: {} }));
}

/**
 * All that is found in a text with Markdown in a format; lines count from 1.
 * @param {string} path
 * @param {string} text
 * @param {Rules} rules
 * @returns {Found[]}
 */
export function proseFound(path, text, rules) {
  if (!text) {
    return [];
  }
  const { found, links, images } = lint(path, `${text.trim()}\n`, 1, rules);
  const about = found.filter(({ code }) => code.startsWith("image"));
  const hasImage = images.length > 0 || about.length > 0;
  return [
    ...found
      .filter((each) => !about.includes(each))
      .map((each) => (each.code === "link-scheme" ? { ...each, code: "link-in-format" } : each)),
    ...links.map(({ line, target }) => ({ code: "link-in-format", line, values: { link: target } })),
    ...(hasImage ? [{ code: "image-in-format", line: about[0]?.line ?? images[0].line, values: {} }] : []),
  ];
}
