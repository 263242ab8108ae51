// Markdown as it will look, by the script that also edits it: see `rich/`. It is there before a text opens.

const rich = () => /** @type {NonNullable<Window["toolboxRich"]>} */ (window.toolboxRich);

/**
 * Show `text` in `element`.
 * @param {HTMLElement} element
 * @param {string} text
 */
export const showMarkdown = (element, text) => rich().showText(element, text);

/**
 * Two texts to compare: as words alone, or with their signs where only those differ.
 * @param {string} before
 * @param {string} after
 * @returns {[string, string]}
 */
export function compared(before, after) {
  const words = [rich().plainText(before), rich().plainText(after)];
  return words[0] === words[1] ? [before, after] : [words[0], words[1]];
}

/** @type {NonNullable<Window["toolboxRich"]>["openRich"]} */
export const openRich = (text, label, place, changed) => rich().openRich(text, label, place, changed);
