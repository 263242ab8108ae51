// Where the pages of a sheet end: as the layout engine breaks them, by the height of what stands on it.

/** @typedef {{ element: HTMLElement, top: number, bottom: number, isGlued: boolean, isForced: boolean }} Unit */

// What stays with what comes after it.
const GLUED = ".format-head, .strip, .section-title, .intro, .grid-head, thead, tr.group, tbody > tr:first-child";

/**
 * What is not split, from above to below. `top` and `bottom` are seen from the sheet.
 * @param {HTMLElement} sheet
 * @returns {Unit[]}
 */
function unitsOf(sheet) {
  const whole = ".one-piece, .grid--whole";
  const parts = ".format-head, .strip, .section-title, .intro, .row, .grid-head, thead, tbody > tr";
  const start = sheet.getBoundingClientRect().top;
  const scale = sheet.offsetHeight > 0 ? sheet.getBoundingClientRect().height / sheet.offsetHeight : 1;
  return /** @type {HTMLElement[]} */ ([...sheet.querySelectorAll(`${whole}, ${parts}`)])
    .filter((element) => !element.parentElement?.closest(whole))
    .map((element) => {
      const box = element.getBoundingClientRect();
      const section = element.closest("section");
      const isFirst = section === element || section?.firstElementChild === element;
      return {
        element,
        top: (box.top - start) / scale,
        bottom: (box.bottom - start) / scale,
        isGlued: element.matches(GLUED),
        isForced: isFirst && section?.classList.contains("new-page") === true,
      };
    });
}

/**
 * Where a new page begins: the units that come first on one. Heights in pixels, of the first page and of the others.
 * @param {HTMLElement} sheet
 * @param {number} first
 * @param {number} other
 */
export function pageStarts(sheet, first, other) {
  const units = unitsOf(sheet);
  /** @type {Unit[]} */
  const starts = [];
  let begin = 0;
  let from = 0;
  let height = first;
  units.forEach((unit, index) => {
    if (index === begin || (!unit.isForced && unit.bottom - from <= height)) {
      return;
    }
    let at = index;
    while (!unit.isForced && at > begin + 1 && units[at - 1].isGlued) {
      at -= 1;
    }
    begin = units[at - 1].isGlued && !unit.isForced ? index : at;
    from = units[begin].top;
    height = other;
    starts.push(units[begin]);
  });
  return starts;
}
