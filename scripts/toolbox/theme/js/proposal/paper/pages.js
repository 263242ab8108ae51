// Where the pages of a sheet end: by the height of what stands on it, and where its style sheet lets a page end.

/**
 * What is not split. `top` and `bottom` are seen from the sheet; `head` is the height of the heading that a table repeats
 * above it on a new page.
 * @typedef {object} Unit
 * @property {HTMLElement} element
 * @property {number} top
 * @property {number} bottom
 * @property {number} head
 * @property {boolean} staysWithLast
 * @property {boolean} staysWithNext
 * @property {boolean} isForced
 */

const SPLIT = ["block", "list-item", "table", "table-row-group"];
const PARTS = [...SPLIT, "table-row", "table-header-group"];
// Less than a pen's line is wide; heights are sums of what was rounded.
const PRECISION = 0.05;

/** @param {CSSStyleDeclaration} style */
const isSplit = ({ display, breakInside }) => SPLIT.includes(display) && breakInside === "auto";

/** @param {HTMLElement} element */
const isDrawn = (element) => element.offsetHeight > 0 && element.localName !== "colgroup";

/** @param {Element} element */
const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());

/**
 * What may stand on pages of their own within `element`, from above to below.
 * @param {HTMLElement} element
 * @param {(element: HTMLElement) => { top: number, bottom: number }} place
 * @param {number} head
 * @returns {Unit[]}
 */
function unitsOf(element, place, head) {
  const style = getComputedStyle(element);
  const children = /** @type {HTMLElement[]} */ ([...element.children]).filter(isDrawn);
  const displays = children.map((child) => getComputedStyle(child).display);
  const heading = displays.indexOf("table-header-group");
  const { top, bottom } = heading < 0 ? { top: 0, bottom: 0 } : place(children[heading]);
  const isWhole = !isSplit(style) || children.length === 0 || hasWords(element);
  const units =
    isWhole || displays.some((display) => !PARTS.includes(display))
      ? [{ element, ...place(element), head, staysWithLast: false, staysWithNext: false, isForced: false }]
      : children.flatMap((child, index) => unitsOf(child, place, index > heading ? head + bottom - top : head));
  const [first, last] = [units[0], units[units.length - 1]];
  first.staysWithLast ||= style.breakBefore === "avoid";
  first.isForced ||= style.breakBefore === "page";
  last.staysWithNext ||= style.breakAfter === "avoid" || style.display === "table-header-group";
  return units;
}

/**
 * Where a new page begins: the units that come first on one. Heights in pixels, of the first page and of the others.
 * @param {HTMLElement} sheet
 * @param {number} first
 * @param {number} other
 */
export function pageStarts(sheet, first, other) {
  const start = sheet.getBoundingClientRect();
  const scale = sheet.offsetHeight > 0 ? start.height / sheet.offsetHeight : 1;
  const units = unitsOf(
    sheet,
    (element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { top: (top - start.top) / scale, bottom: (bottom - start.top) / scale };
    },
    0,
  );
  /** @param {number} at */
  const isGlued = (at) => units[at].staysWithLast || units[at - 1].staysWithNext;
  /** @type {Unit[]} */
  const starts = [];
  let begin = 0;
  let room = first;
  for (let index = 1; index < units.length; index += 1) {
    const { isForced, bottom } = units[index];
    if (isForced || bottom > room + PRECISION) {
      let at = index;
      while (!isForced && at > begin && isGlued(at)) {
        at -= 1;
      }
      begin = at > begin ? at : index;
      room = units[begin].top - units[begin].head + other;
      starts.push(units[begin]);
      index = begin;
    }
  }
  return starts;
}
