// A text that only someone with the code word can read: AES-GCM, under a key that PBKDF2 makes of the word.

/** @import { Sealed } from "./types.js" */

/** How often the word is hashed: what OWASP advises for PBKDF2 with SHA-256. It goes along with what is sealed. */
export const ROUNDS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;

/** @param {Uint8Array} bytes */
const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

/** @param {string} text */
const toBytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** Whether the browser can: only on a site with https, and on one's own machine. */
export const canSeal = () => globalThis.crypto?.subtle !== undefined;

export const freshSalt = () => toText(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));

/**
 * The word as it counts: a phone adds a space, and not every keyboard writes 'é' as one character.
 * @param {string} word
 */
export const tidyWord = (word) => word.normalize("NFKC").trim().replace(/\s+/g, " ");

/**
 * The key of a code word; nothing can read it back, and it is kept in this page's memory only.
 * @param {string} word
 * @param {string} salt
 * @param {number} rounds
 */
export async function makeKey(word, salt, rounds) {
  const secret = new TextEncoder().encode(tidyWord(word));
  const material = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt: toBytes(salt), iterations: rounds },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

/**
 * @param {CryptoKey} key
 * @param {string} text
 * @returns {Promise<Sealed>}
 */
export async function seal(key, text) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return { iv: toText(iv), data: toText(new Uint8Array(data)) };
}

/**
 * The text; null when it was sealed with another word, or has changed since.
 * @param {CryptoKey} key
 * @param {Sealed} sealed
 */
export async function unseal(key, { iv, data }) {
  try {
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, key, toBytes(data));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}
