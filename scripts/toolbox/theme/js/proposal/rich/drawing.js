// A photo or picture of one's own, drawn anew: only what can be seen of it is left. Where and with what it was taken, and
// who made it, stood in the file and not in the picture.

import { base64Bytes } from "../letterhead.js";
import { KINDS } from "../picture.js";

/** @import { Picture } from "../types.js" */

export const REFUSED =
  "Dit bestand kan je browser niet als afbeelding lezen. Kies een foto (.jpg) of een plaatje (.png).";
const TOO_BIG = "Deze afbeelding blijft te groot, ook als ze kleiner getekend wordt. Kies een andere.";
const MAX_BYTES = 500_000;
// Longest side in pixels, and how precise: the first that is small enough.
/** @type {[number, number][]} */
const TRIES = [
  [1600, 0.85],
  [1600, 0.7],
  [1200, 0.7],
  [800, 0.6],
];

/**
 * @param {ImageBitmap} bitmap
 * @param {number} longest
 */
function drawn(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) {
    throw new Error(REFUSED);
  }
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Picture["kind"]} kind
 * @param {number} quality
 * @returns {Promise<Picture | null>}
 */
async function written(canvas, kind, quality) {
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, KINDS[kind], quality));
  if (!blob || blob.size > MAX_BYTES) {
    return null;
  }
  const data = base64Bytes(new Uint8Array(await blob.arrayBuffer()));
  return { kind, data, size: blob.size, width: canvas.width, height: canvas.height };
}

/**
 * What comes of the file. Rejects with a Dutch sentence.
 * @param {File} file
 * @returns {Promise<Picture>}
 */
export async function drawPicture(file) {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(REFUSED);
  });
  for (const [longest, quality] of TRIES) {
    const canvas = drawn(bitmap, longest);
    // What was drawn, with few colours, is sharper and smaller as it came.
    const found =
      (file.type === "image/png" && (await written(canvas, "png", quality))) || (await written(canvas, "jpg", quality));
    if (found) {
      bitmap.close();
      return found;
    }
  }
  bitmap.close();
  throw new Error(TOO_BIG);
}
