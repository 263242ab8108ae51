// A PDF from a stranger → its objects. The library reads any PDF; here it is kept from work without end.

import PDFName from "@cantoo/pdf-lib/core/objects/PDFName.js";
import PDFRawStream from "@cantoo/pdf-lib/core/objects/PDFRawStream.js";
import ByteStream from "@cantoo/pdf-lib/core/parser/ByteStream.js";
import PDFObjectStreamParser from "@cantoo/pdf-lib/core/parser/PDFObjectStreamParser.js";
import PDFParser from "@cantoo/pdf-lib/core/parser/PDFParser.js";

import { inflate } from "./inflate.js";
import { REFUSED, Refusal, refuse } from "./refusal.js";

/** @import PDFRef from "@cantoo/pdf-lib/core/objects/PDFRef.js" */

const MAX_UNPACKED = 20_000_000; // bytes, of all streams of objects together
// How often bytes are looked at: each so often on average, and some for a small file. The place is asked for at each fault,
// of which the library makes an error: that takes longer.
const LOOKS_A_BYTE = 4;
const LOOKS = 5_000_000;
const LOOKS_A_FAULT = 100;
const TAIL = 2_048; // bytes, in which the end of a whole file stands
const FLATE = PDFName.of("FlateDecode");
const TYPE = PDFName.of("Type");
const OBJECTS = PDFName.of("ObjStm");
const PLACES = PDFName.of("XRef");

/** Bytes that are looked at so often and no more. */
class CountedBytes extends ByteStream {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    super(bytes);
    this.left = LOOKS + bytes.length * LOOKS_A_BYTE;
  }

  /** @param {number} count */
  look(count) {
    this.left -= count;
    if (this.left < 0) {
      refuse(REFUSED.damaged);
    }
  }

  next() {
    this.look(1);
    return super.next();
  }

  position() {
    this.look(LOOKS_A_FAULT);
    return super.position();
  }
}

/**
 * What a stream holds, unpacked to `limit` bytes at most. Only the one filter that is used for what we look at.
 * @param {PDFRawStream} stream
 * @param {number} limit
 */
export function unpacked(stream, limit) {
  const filter = stream.dict.lookup(PDFName.of("Filter"));
  if (filter === undefined) {
    return stream.contents;
  }
  return filter === FLATE ? inflate(stream.contents, limit, false) : refuse(REFUSED.damaged);
}

class BoundedParser extends PDFParser {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    super(bytes);
    Object.assign(this, { bytes: new CountedBytes(bytes) });
    this.room = MAX_UNPACKED;
    /** @type {Promise<void>[]} */
    this.inside = [];
  }

  /** @param {PDFRef} ref */
  parseObject(ref) {
    const object = super.parseObject(ref);
    if (object instanceof PDFRawStream) {
      const type = object.dict.get(TYPE);
      if (type === OBJECTS) {
        this.inside.push(this.takeObjects(object));
      } else if (type === PLACES) {
        this.takeTrailer(object);
      }
    }
    return object;
  }

  /**
   * The objects in a stream, in the same order as the library would take them; it passes over what has no type.
   * @param {PDFRawStream} stream
   */
  async takeObjects(stream) {
    stream.dict.delete(TYPE);
    const bytes = unpacked(stream, this.room);
    this.room -= bytes.length;
    stream.dict.delete(PDFName.of("Filter"));
    const parser = new PDFObjectStreamParser(PDFRawStream.of(stream.dict, bytes));
    Object.assign(parser, { bytes: new CountedBytes(bytes) });
    await parser.parseIntoContext();
  }

  /**
   * Of a stream of places only what stands for a trailer: the objects are found by going through the file.
   * @param {PDFRawStream} stream
   */
  takeTrailer({ dict }) {
    const known = this.context.trailerInfo;
    dict.delete(TYPE);
    for (const key of /** @type {const} */ (["Root", "Encrypt", "Info", "ID"])) {
      known[key] = dict.get(PDFName.of(key)) ?? known[key];
    }
  }
}

/**
 * The objects of a PDF. Rejects with a Refusal.
 * @param {Uint8Array} bytes
 */
export async function parsePdf(bytes) {
  if (!new TextDecoder("latin1").decode(bytes.subarray(-TAIL)).includes("startxref")) {
    refuse(REFUSED.damaged);
  }
  const parser = new BoundedParser(bytes);
  const context = await parser.parseDocument();
  const taken = await Promise.allSettled(parser.inside);
  if (context.trailerInfo.Encrypt) {
    refuse(REFUSED.locked);
  }
  const failed = taken.find((outcome) => outcome.status === "rejected");
  if (failed) {
    throw failed.reason instanceof Refusal ? failed.reason : new Refusal(REFUSED.damaged);
  }
  return context;
}
