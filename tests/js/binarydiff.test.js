// An image in a patch: what Git unpacks from it is what was packed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { binaryHunk } from "../../scripts/toolbox/theme/js/proposal/binarydiff.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

/** @param {string} line */
function bytesOf(line) {
  const count = ALPHABET.indexOf(line[0]) - 9;
  const bytes = [];
  for (let at = 1; at < line.length; at += 5) {
    const number = [...line.slice(at, at + 5)].reduce((sum, letter) => sum * 85 + ALPHABET.indexOf(letter), 0);
    bytes.push(...[24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256));
  }
  return bytes.slice(0, count);
}

for (const size of [0, 1, 52, 53, 65_535, 65_536, 140_000]) {
  test(`an image of ${size} bytes comes out as it went in`, () => {
    const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 37 + (index >> 8)) % 256);
    const [head, literal, ...lines] = binaryHunk(bytes).split("\n");
    assert.deepEqual([head, literal], ["GIT binary patch", `literal ${size}`]);
    const packed = lines.slice(0, lines.indexOf("")).flatMap(bytesOf);
    assert.deepEqual(new Uint8Array(inflateSync(Uint8Array.from(packed))), bytes);
    assert.deepEqual(lines.slice(lines.indexOf("")), ["", "literal 0", "HcmV?d00001", "", ""]);
  });
}
