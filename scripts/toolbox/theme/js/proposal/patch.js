// Changed files → a patch in the form of an e-mail (mbox), which `git am --3way` applies.

import { structuredPatch } from "diff";
import { binaryHunk } from "./binarydiff.js";
import { base64Lines, headerValue } from "./letterhead.js";
import { blobName } from "./sha1.js";
import { oneLine, visible } from "./tidy.js";

/** @import { FileChange, Patch } from "./types.js" */

const NO_BLOB = "0".repeat(40);
const MODE = "100644";
// A reserved name (RFC 2606): it can never be anybody's address, and nobody has to give one.
export const AUTHOR_ADDRESS = "voorstel@toolbox.invalid";
export const NAMELESS = "Zonder naam";
// At the start of a line these end the message for Git, or change who wrote it.
const ENDS_MESSAGE = /^(?=diff |---|\+\+\+|Index: |@@|From|>From|[- ]*(?:8<|>8|%<|>%))/gm;

/**
 * The lines of a file's change as a unified diff; each hunk names where it stands. `null` is: no such file.
 * @param {string | null} before
 * @param {string | null} after
 */
function hunks(before, after) {
  const { hunks: found } = structuredPatch("", "", before ?? "", after ?? "", "", "", { context: 3 });
  return found.map((hunk) => {
    // A range without lines is named by the line before it.
    const from = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
    const to = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
    return `@@ -${from},${hunk.oldLines} +${to},${hunk.newLines} @@\n${hunk.lines.join("\n")}\n`;
  });
}

/**
 * An image that is new.
 * @param {string} path
 * @param {string} data
 */
function pictureDiff(path, data) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const head = `diff --git a/${path} b/${path}\nnew file mode ${MODE}\nindex ${NO_BLOB}..${blobName(bytes)}\n`;
  return head + binaryHunk(bytes);
}

/** @param {FileChange} file */
function fileDiff({ path, before, after, data }) {
  if (data) {
    return pictureDiff(path, data);
  }
  const from = before === null ? NO_BLOB : blobName(before);
  const to = after === null ? NO_BLOB : blobName(after);
  let head = `diff --git a/${path} b/${path}\n`;
  if (before === null) {
    head += `new file mode ${MODE}\n`;
  } else if (after === null) {
    head += `deleted file mode ${MODE}\n`;
  }
  const mode = before === null || after === null ? "" : ` ${MODE}`;
  head += `index ${from}..${to}${mode}\n`;
  const body = hunks(before, after).join("");
  if (!body) {
    return head;
  }
  return `${head}--- ${before === null ? "/dev/null" : `a/${path}`}\n+++ ${after === null ? "/dev/null" : `b/${path}`}\n${body}`;
}

/**
 * What a person wrote, so that Git reads every line of it as a part of the message.
 * @param {string} text
 */
function quietly(text) {
  return visible(text)
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .replace(ENDS_MESSAGE, " ");
}

/** @param {string[]} paths */
const together = (paths) => [paths.slice(0, -1).join(", "), paths.at(-1)].filter(Boolean).join(" en ");

/** @param {Pick<Patch, "paths" | "reason" | "region" | "commit">} letter */
function message({ paths, reason, region, commit }) {
  // The first line is ours: a first line such as 'From: ' would change who wrote it.
  const words = [`Voorstel voor ${together(paths)}, gemaakt op de site.`];
  const why = quietly(reason);
  if (why) {
    words.push(why);
  }
  const trailers = [];
  if (oneLine(region)) {
    trailers.push(`Regio: ${oneLine(region)}`);
  }
  if (commit) {
    trailers.push(`Basis: ${commit}`);
  }
  return `${words.join("\n\n")}\n\n${trailers.join("\n")}\n`;
}

/**
 * Only those of `files` ({path, before, after}; text or null) that changed.
 * @param {FileChange[]} files
 */
export function changedFiles(files) {
  return files.filter((file) => file.before !== file.after);
}

/**
 * The whole patch as ASCII text. `commit` is what the proposal was made from ('' when unknown), `author` a name that Git takes
 * (`authorName`) or '', `subject` one line. Mail programs leave base64 alone.
 * @param {Patch} letter
 */
export function makePatch({ files, paths, commit, author, region, reason, subject, date }) {
  const changed = changedFiles(files);
  const body = `${message({ paths, reason, region, commit })}---\n\n${changed.map(fileDiff).join("")}`;
  return [
    `From ${commit || NO_BLOB} Mon Sep 17 00:00:00 2001`,
    `From: ${headerValue(author || NAMELESS)} <${AUTHOR_ADDRESS}>`,
    `Date: ${date.toUTCString().replace("GMT", "+0000")}`,
    `Subject: [PATCH] ${headerValue(oneLine(subject))}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: base64",
    "",
    base64Lines(body),
    "",
  ].join("\n");
}
