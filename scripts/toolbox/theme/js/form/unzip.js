// A zip from a stranger → its files, without letting it unpack to more than it may: as `reading/archive.py` does it.

import { inflate } from "./inflate.js";
import { REFUSED, refuse } from "./refusal.js";

const MAX_FILES = 500;
const MAX_UNPACKED = 50_000_000; // bytes, of all files together
const MACROS = ["vbaproject.bin", "vbadata.xml"];
// XML in these files never has a document type; what has one wants to define entities.
const DOCTYPE = /<!DOCTYPE|<!ENTITY/;
const STORED = 0;
const DEFLATED = 8;
// Signatures and sizes of APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
const MAX_COMMENT = 65_535;

/** @param {DataView} view */
function endRecord(view) {
  const first = Math.max(0, view.byteLength - END_SIZE - MAX_COMMENT);
  for (let at = view.byteLength - END_SIZE; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END) {
      return at;
    }
  }
  return refuse(REFUSED.damaged);
}

/**
 * Where each file stands: [{name, method, start, size}, …].
 * @param {Uint8Array} bytes
 */
function listed(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_FILES) {
    refuse(REFUSED.tooMuch);
  }
  const files = [];
  for (let number = 0, at = view.getUint32(end + 16, true); number < count; number += 1) {
    if (view.getUint32(at, true) !== CENTRAL) {
      refuse(REFUSED.damaged);
    }
    if (view.getUint16(at + 8, true) & 1) {
      refuse(REFUSED.locked);
    }
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const name = new TextDecoder().decode(bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameSize));
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(local, true) !== LOCAL) {
      refuse(REFUSED.damaged);
    }
    const start = local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    files.push({ name, method: view.getUint16(at + 10, true), start, size: view.getUint32(at + 20, true) });
    at += CENTRAL_SIZE + nameSize + extraSize + commentSize;
  }
  return files;
}

/** Files of a zip by name, unpacked when they are asked for. */
export class Archive {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.room = MAX_UNPACKED;
    try {
      this.files = new Map(listed(bytes).map((file) => [file.name, file]));
    } catch (error) {
      // A place outside of the file.
      throw error instanceof RangeError ? refuse(REFUSED.damaged) : error;
    }
    if ([...this.files.keys()].some((name) => MACROS.includes(name.replace(/^.*\//, "").toLowerCase()))) {
      refuse(REFUSED.macros);
    }
  }

  get names() {
    return [...this.files.keys()];
  }

  /**
   * @param {string} name
   * @returns {Uint8Array | null}
   */
  read(name) {
    const file = this.files.get(name);
    if (!file) {
      return null;
    }
    const packed = this.bytes.subarray(file.start, file.start + file.size);
    if (file.method !== STORED && file.method !== DEFLATED) {
      refuse(REFUSED.damaged);
    }
    const data = file.method === STORED ? packed : inflate(packed, this.room, true);
    this.room -= data.length;
    return data;
  }

  /**
   * The root element of an XML part; null when the part is not there.
   * @param {string} name
   */
  parse(name) {
    const data = this.read(name);
    if (!data) {
      return null;
    }
    const text = new TextDecoder().decode(data);
    if (DOCTYPE.test(text) || text.slice(0, 200).includes("\0")) {
      refuse(REFUSED.damaged);
    }
    const parsed = new DOMParser().parseFromString(text, "application/xml");
    return parsed.querySelector("parsererror") ? refuse(REFUSED.damaged) : parsed.documentElement;
  }
}
