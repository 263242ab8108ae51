// Signs that Word keeps as a place in a picture font (w:sym)  →  Unicode: the table of `reading/wordsigns.py`.

// By the low byte; Word writes them in the private area, at F000.
const WINGDINGS = "4A☺ 4B😐 4C☹ 6C● 6E■ 6F□ 9F• A7▪ A8☐ DF← E0→ E1↑ E2↓ E7⇐ E8⇒ F3⇔ FB✗ FC✓ FD☒ FE☑";
const SYMBOL = "AC← AD↑ AE→ AF↓ B1± B3≥ A3≤ B4× B7• B0°";

/** @param {string} signs */
const table = (signs) => new Map(signs.split(" ").map((pair) => [parseInt(pair.slice(0, 2), 16), pair.slice(2)]));

const FONTS = new Map([
  ["wingdings", table(WINGDINGS)],
  ["symbol", table(SYMBOL)],
]);
const PRINTABLE = /^[^\p{C}\p{Z}]$|^ $/u;

/**
 * The character; where none is known, what it is called, so that it is not lost.
 * @param {string} font
 * @param {string} code
 */
export function sign(font, code) {
  const number = /^[0-9a-f]{1,6}$/i.test(code) ? parseInt(code, 16) : NaN;
  if (Number.isNaN(number)) {
    return "\ufffd";
  }
  const isPrivate = number >= 0xe000 && number < 0xf900;
  const known = isPrivate || number < 0x100 ? FONTS.get(font.toLowerCase())?.get(number & 0xff) : undefined;
  if (known) {
    return known;
  }
  const isUsable = number < 0x110000 && !isPrivate && PRINTABLE.test(String.fromCodePoint(number));
  return isUsable ? String.fromCodePoint(number) : `[teken ${code} van ${font}]`;
}
