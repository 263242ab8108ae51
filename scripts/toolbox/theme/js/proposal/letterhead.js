// What stands above a patch: names and titles as e-mail headers (RFC 2047), and text in base64 (RFC 2045).

import { oneLine } from "./tidy.js";

const encoder = new TextEncoder();
const LINE = 76;
// An encoded word is at most 75 characters, and never holds half a character.
const WORD_BYTES = 42;
// Outside these a name is read as something else: an address, a comment, a quotation.
const NOT_IN_NAME = /[^\p{L}\p{M}\p{N} .,’'&/+-]/gu;
// Git takes these away from both ends of a name, and a name of under 3 or over 60 bytes it does not take at all.
const CRUD = /^[\s.,'-]+|[\s.,'-]+$/gu;
const NAME_BYTES = { least: 3, most: 60 };
const PRINTABLE = /^[\x20-\x7e]*$/;

/** @param {string} text */
export const byteLength = (text) => encoder.encode(text).length;

/**
 * `text` cut to at most `most` bytes, at a whole character.
 * @param {string} text
 * @param {number} most
 */
export function cut(text, most) {
  let kept = "";
  for (const character of text) {
    if (byteLength(kept + character) > most) {
      break;
    }
    kept += character;
  }
  return kept;
}

/**
 * A name as Git keeps it; '' when nothing usable is left.
 * @param {string} text
 */
export function authorName(text) {
  const name = oneLine(oneLine(text).replace(NOT_IN_NAME, " "));
  const kept = cut(name.replace(CRUD, ""), NAME_BYTES.most).replace(CRUD, "");
  return byteLength(kept) < NAME_BYTES.least ? "" : kept;
}

/** @param {Uint8Array} bytes */
export function base64Bytes(bytes) {
  let binary = "";
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

/**
 * UTF-8 in base64, in lines that every mail program leaves whole.
 * @param {string} text
 */
export function base64Lines(text) {
  const all = base64Bytes(encoder.encode(text));
  const lines = [];
  for (let start = 0; start < all.length; start += LINE) {
    lines.push(all.slice(start, start + LINE));
  }
  return lines.join("\n");
}

/** @param {string} text */
function encodedWords(text) {
  const words = [""];
  for (const character of text) {
    const longer = words.at(-1) + character;
    if (byteLength(longer) > WORD_BYTES) {
      words.push(character);
    } else {
      words[words.length - 1] = longer;
    }
  }
  return words.map((word) => `=?UTF-8?B?${base64Bytes(encoder.encode(word))}?=`).join("\n ");
}

/**
 * The value of a header: as it is when it is plain ASCII of a modest length, else as encoded words on lines of their own.
 * @param {string} text
 */
export function headerValue(text) {
  return PRINTABLE.test(text) && text.length < LINE && !text.includes("=?") ? text : encodedWords(text);
}
