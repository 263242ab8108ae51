// SHA-1, by which Git names a file. The browser's own is not there on a page from a USB stick or over plain http.

const BLOCK = 64;
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
const encoder = new TextEncoder();

/**
 * @param {number} word
 * @param {number} count
 */
const rotate = (word, count) => (word << count) | (word >>> (32 - count));

/**
 * The message with its end mark and its length in bits, filled up to whole blocks (FIPS 180-4, section 5.1.1).
 * @param {Uint8Array} bytes
 */
function padded(bytes) {
  const length = Math.ceil((bytes.length + 9) / BLOCK) * BLOCK;
  const message = new Uint8Array(length);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(length - 4, (bytes.length << 3) >>> 0);
  return view;
}

/**
 * @param {DataView} view
 * @param {number} offset
 * @returns {number[]}
 */
function schedule(view, offset) {
  const words = new Array(80);
  for (let index = 0; index < 16; index += 1) {
    words[index] = view.getUint32(offset + index * 4);
  }
  for (let index = 16; index < 80; index += 1) {
    const mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16];
    words[index] = rotate(mixed, 1);
  }
  return words;
}

/**
 * @param {number} index
 * @param {number} b
 * @param {number} c
 * @param {number} d
 */
function round(index, b, c, d) {
  if (index < 20) {
    return ((b & c) | (~b & d)) + 0x5a827999;
  }
  if (index < 40) {
    return (b ^ c ^ d) + 0x6ed9eba1;
  }
  if (index < 60) {
    return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  }
  return (b ^ c ^ d) + 0xca62c1d6;
}

/**
 * @param {number[]} state
 * @param {number[]} words
 */
function compress(state, words) {
  let [a, b, c, d, e] = state;
  for (let index = 0; index < 80; index += 1) {
    const next = (rotate(a, 5) + round(index, b, c, d) + e + words[index]) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  return [a, b, c, d, e].map((word, index) => (word + state[index]) | 0);
}

/**
 * Bytes → 40 hexadecimal digits.
 * @param {Uint8Array} bytes
 */
export function sha1(bytes) {
  const view = padded(bytes);
  let state = START;
  for (let offset = 0; offset < view.byteLength; offset += BLOCK) {
    state = compress(state, schedule(view, offset));
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/**
 * The name that Git gives to a file with these bytes, or with this text in UTF-8.
 * @param {string | Uint8Array} file
 */
export function blobName(file) {
  const content = typeof file === "string" ? encoder.encode(file) : file;
  const header = encoder.encode(`blob ${content.length}\0`);
  const bytes = new Uint8Array(header.length + content.length);
  bytes.set(header);
  bytes.set(content, header.length);
  return sha1(bytes);
}
