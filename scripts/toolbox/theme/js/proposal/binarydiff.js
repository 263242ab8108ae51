// A whole image in a patch, as Git writes it (`diff.c`, `base85.c`); `proposals/binary.py` reads it.

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
// How Git says of how many bytes a line is: A to Z, then a to z.
const LENGTHS = ALPHABET.slice(10, 62);
const LINE = 52;
const BLOCK = 0xffff;
const NOTHING = "literal 0\nHcmV?d00001\n";

/**
 * In the form of zlib (RFC 1950), not made smaller: an image is that already.
 * @param {Uint8Array} bytes
 */
function stored(bytes) {
  const count = Math.max(1, Math.ceil(bytes.length / BLOCK));
  const out = new Uint8Array(2 + count * 5 + bytes.length + 4);
  const view = new DataView(out.buffer);
  view.setUint16(0, 0x7801);
  let at = 2;
  for (let block = 0; block < count; block += 1) {
    const part = bytes.subarray(block * BLOCK, (block + 1) * BLOCK);
    view.setUint8(at, block === count - 1 ? 1 : 0);
    view.setUint16(at + 1, part.length, true);
    view.setUint16(at + 3, ~part.length & 0xffff, true);
    out.set(part, at + 5);
    at += 5 + part.length;
  }
  view.setUint32(at, adler32(bytes));
  return out;
}

/** @param {Uint8Array} bytes */
function adler32(bytes) {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 0x1_0000 + low;
}

/** @param {Uint8Array} bytes */
function lineOf(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += 4) {
    let number = [0, 1, 2, 3].reduce((sum, place) => sum * 256 + (bytes[start + place] ?? 0), 0);
    let word = "";
    for (let digit = 0; digit < 5; digit += 1) {
      word = ALPHABET[number % 85] + word;
      number = Math.floor(number / 85);
    }
    text += word;
  }
  return `${LENGTHS[bytes.length - 1]}${text}\n`;
}

/**
 * The lines below the name of an image that is new.
 * @param {Uint8Array} bytes
 */
export function binaryHunk(bytes) {
  const all = stored(bytes);
  let lines = "";
  for (let start = 0; start < all.length; start += LINE) {
    lines += lineOf(all.subarray(start, start + LINE));
  }
  return `GIT binary patch\nliteral ${bytes.length}\n${lines}\n${NOTHING}\n`;
}
