// An image in a text: the one way in which it may stand there, as `source/figures.py` has it.

import { didYouMean } from "./near.js";
import { folderOf, relative, targetOf } from "./paths.js";
import { expression, lengthOf, unescaped } from "./words.js";

/** @import { Found, Rules } from "../types.js" */

/**
 * The image's file; '' when `target` cannot be one.
 * @param {string} page
 * @param {string} target
 * @param {Rules} rules
 */
export function imageFile(page, target, rules) {
  const path = targetOf(page, target);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const kind = name.lastIndexOf(".") > 0 ? name.slice(name.lastIndexOf(".")) : "";
  const isOne = path.startsWith(rules.imageFolder) && rules.imageKinds.includes(kind);
  return isOne && expression(rules, "imageTarget", "whole").test(target) ? path : "";
}

/**
 * @param {string} page
 * @param {number} line
 * @param {string} alt
 * @param {string} target
 * @param {Rules} rules
 * @returns {Found[]}
 */
function figureFound(page, line, alt, target, rules) {
  const found = [];
  const size = lengthOf(alt);
  if (!alt) {
    found.push({ code: "image-alt-missing", line, values: {} });
  }
  if (size > rules.limits.alt) {
    found.push({ code: "image-alt-long", line, values: { size: `${size}`, limit: `${rules.limits.alt}` } });
  }
  if (!imageFile(page, target, rules)) {
    const shown = [...target].slice(0, 80).join("");
    found.push({ code: "image-target", line, values: { target: shown, example: example(page, rules) } });
  }
  return found;
}

/**
 * @param {string} page
 * @param {Rules} rules
 */
const example = (page, rules) => relative(`${rules.imageFolder}naam.png`, folderOf(page));

/**
 * What is wrong with the images of a text, and which there are. `bare` are its lines without code.
 * @param {string} page
 * @param {string[]} lines
 * @param {string[]} bare
 * @param {number} first
 * @param {Rules} rules
 */
export function lintImages(page, lines, bare, first, rules) {
  /** @type {Found[]} */
  const found = [];
  /** @type {{ line: number, target: string }[]} */
  const targets = [];
  bare.forEach((line, index) => {
    if (!expression(rules, "image").test(line)) {
      return;
    }
    const number = first + index;
    for (const [, target] of line.matchAll(expression(rules, "imageTargets", "all"))) {
      if (imageFile(page, target, rules)) {
        targets.push({ line: number, target });
      }
    }
    const figure = expression(rules, "alt", "whole").exec(line);
    const isAlone = ![lines[index - 1], lines[index + 1]].some((near) => near?.trim());
    if (figure && isAlone) {
      found.push(...figureFound(page, number, unescaped(figure[1]).trim(), figure[2], rules));
    } else {
      found.push({ code: "image", line: number, values: { example: example(page, rules) } });
    }
  });
  return { found, targets };
}

/**
 * Images that are not there.
 * @param {string} page
 * @param {{ line: number, target: string }[]} targets
 * @param {Rules} rules
 * @returns {Found[]}
 */
export function missingImages(page, targets, rules) {
  const known = Object.keys(rules.images).sort();
  const options = known.map((path) => relative(path, folderOf(page)));
  return targets
    .filter(({ target }) => !known.includes(imageFile(page, target, rules)))
    .map(({ line, target }) => ({
      code: "image-missing",
      line,
      values: { target, hint: didYouMean(target, options, rules) },
    }));
}
