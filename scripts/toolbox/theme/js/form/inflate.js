// Deflated bytes from a stranger, unpacked no further than they may: some kilobytes can unpack to gigabytes.

import { Inflate, Unzlib } from "fflate";
import { REFUSED, refuse } from "./refusal.js";

const STEP = 16_384; // bytes at a time, so that no step makes more than 1,032 times as much

/**
 * Raises the refusal for a file that holds too much, or that is damaged; what a cut-off stream held so far is lost.
 * @param {Uint8Array} packed
 * @param {number} limit bytes
 * @param {boolean} isBare whether it is bare, as in a zip, or with the head of zlib, as in a PDF
 */
export function inflate(packed, limit, isBare) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  const stream = new (isBare ? Inflate : Unzlib)((part) => {
    size += part.length;
    parts.push(part);
  });
  try {
    for (let at = 0; at < packed.length && size <= limit; at += STEP) {
      stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
    }
  } catch {
    refuse(REFUSED.damaged);
  }
  if (size > limit) {
    refuse(REFUSED.tooMuch);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
