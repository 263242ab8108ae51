// One image that was drawn anew: where it shows from, and how large it is.

/** @import { Picture } from "./types.js" */

export const KINDS = { png: "image/png", jpg: "image/jpeg" };

/** @param {Picture} picture */
export function sizeWords({ size, width, height }) {
  return `${Math.max(1, Math.round(size / 1000))} kB, ${width} × ${height} pixels`;
}

/** @param {Picture} picture */
export const dataAddress = ({ kind, data }) => `data:${KINDS[kind]};base64,${data}`;
