import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "../../scripts/toolbox/theme/js/form/crc.js";
import { blobName, sha1 } from "../../scripts/toolbox/theme/js/proposal/sha1.js";

const bytes = (text) => new TextEncoder().encode(text);

test("SHA-1 as FIPS 180 and RFC 3174 have it", () => {
  assert.equal(sha1(bytes("")), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  assert.equal(sha1(bytes("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  const long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  assert.equal(sha1(bytes(long)), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  assert.equal(sha1(bytes("a".repeat(1_000_000))), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
});

test("a text has the name that Git gives it", () => {
  assert.equal(blobName(""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  assert.equal(blobName("hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
  // In bytes, not in characters: `printf 'é\n' | git hash-object --stdin`.
  assert.equal(blobName("é\n"), "c6003325155f475bd7c87731607525dce73be9cf");
});

test("CRC-32 has its check value", () => {
  assert.equal(crc32(bytes("123456789")), 0xcbf43926);
  assert.equal(crc32(bytes("")), 0);
});
