// The check on a saved page: it tells a page that was changed by hand from one that a browser saved once more.
// `reading/page.py` does the same.

const POLYNOMIAL = 0xedb88320;

/** @param {number} index */
function tableEntry(index) {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  }
  return value >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => tableEntry(index));

/**
 * CRC-32 (ISO 3309, as in a zip) of bytes, as a number.
 * @param {Uint8Array} bytes
 */
export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}

/**
 * White space as HTML has it (no non-breaking spaces) becomes one space: a browser that saves may fold lines.
 * @param {string} text
 */
function collapse(text) {
  return text.replace(/[ \t\n\f\r]+/g, " ").replace(/^ | $/g, "");
}

/**
 * Eight hexadecimal digits over the answers' JSON and over what a person reads, so that neither can be changed.
 * @param {string} json
 * @param {string} readable
 */
export function pageCheck(json, readable) {
  const bytes = new TextEncoder().encode(`${json}\0${collapse(readable)}`);
  return crc32(bytes).toString(16).padStart(8, "0");
}
