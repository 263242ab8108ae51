// What a person types or pastes, as the toolbox keeps it: without characters that nobody sees.

// Control, direction and filler characters and halves of characters; text pasted from elsewhere is full of them.
const UNSEEN = /[^\P{C}\n\t]/gu;

/**
 * Without unseen characters; line ends as '\n'.
 * @param {string} text
 */
export function visible(text) {
  return text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(UNSEEN, "");
}

/**
 * One line, with single spaces.
 * @param {string} text
 */
export function oneLine(text) {
  return visible(text).replace(/\s+/g, " ").trim();
}

/**
 * Markdown in a format: no tabs, no spaces at the ends of lines, and at most one empty line between two lines.
 * @param {string} text
 */
export function prose(text) {
  return visible(text)
    .replaceAll("\t", "    ")
    .replace(/[^\S\n]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "")
    .trim();
}
