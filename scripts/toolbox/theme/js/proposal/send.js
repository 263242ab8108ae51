// Who proposes it and why, and the ways out: a file, a mail, a form on the forge. The page itself sends nothing.

import { download } from "../form/downloads.js";
import { authorName } from "./letterhead.js";
import { issueAddress, mailAddress, subjectOf } from "./letters.js";
import { changedFiles, makePatch } from "./patch.js";
import { oneLine, visible } from "./tidy.js";

/** @import { Editor, Quote, Source } from "./types.js" */

const NOTHING = "Je hebt nog niets veranderd en nog niets geschreven. Pas iets aan, of schrijf je reactie op.";
const ADDRESS_AS_NAME = "Dit lijkt een mailadres. Wat je hier schrijft, wordt openbaar: schrijf liever je naam of je";

export class Sender {
  /**
   * `form` is the form of the page, `editor` the editor of `source` or null when only a reaction is possible.
   * @param {HTMLFormElement} form
   * @param {Source} source
   * @param {Editor | null} editor
   * @param {string} slug
   * @param {(text: string) => void} say
   */
  constructor(form, source, editor, slug, say) {
    this.form = form;
    this.source = source;
    this.editor = editor;
    this.say = say;
    /** @type {Quote | null} */
    this.quote = null;
    this.file = `voorstel-${slug}.patch`;
  }

  /**
   * @param {string} name
   * @returns {string}
   */
  #value(name) {
    const field = /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
    return field.value;
  }

  changes() {
    return this.editor?.changes() ?? [];
  }

  /** Whether something stands in the form that would be lost. */
  isEmpty() {
    const typed = ["naam", "regio", "waarom"].some((name) => this.#value(name).trim());
    return !typed && this.changes().length === 0;
  }

  problems() {
    const found = this.editor?.problems() ?? [];
    if (this.changes().length === 0 && !this.#value("waarom").trim()) {
      found.push({ key: "waarom", text: NOTHING });
    }
    if (this.#value("naam").includes("@")) {
      found.push({ key: "naam", text: `${ADDRESS_AS_NAME} ${this.form.dataset.organisation}.` });
    }
    return found;
  }

  #letter() {
    return {
      source: this.source,
      changes: this.changes(),
      part: this.#value("onderdeel"),
      quote: this.quote,
      author: authorName(this.#value("naam")),
      region: oneLine(this.#value("regio")),
      reason: visible(this.#value("waarom")).trim(),
    };
  }

  /** The patch as text; '' when nothing changed. */
  patch() {
    const letter = this.#letter();
    if (!this.editor || letter.changes.length === 0) {
      return "";
    }
    const files = changedFiles(this.editor.files());
    const { path, commit } = this.source;
    return makePatch({ ...letter, files, path, commit, subject: subjectOf(letter), date: new Date() });
  }

  /** @param {string} patch */
  #save(patch) {
    download(patch, "text/x-patch", this.file);
  }

  downloadPatch() {
    this.#save(this.patch());
    this.say(`Het bestand heet ${this.file} en staat bij je downloads. Stuur het nog op: zie hieronder.`);
  }

  sendMail() {
    const patch = this.patch();
    const { address, isWhole } = mailAddress(this.form.dataset.mail ?? "", this.#letter(), patch, this.file);
    this.#leaveFor(address, patch, isWhole, "Je mailprogramma gaat open. Lees de mail na en verstuur hem zelf.");
  }

  openIssue() {
    const patch = this.patch();
    const { address, isWhole } = issueAddress(this.form.dataset.issues ?? "", this.#letter(), patch, this.file);
    this.#leaveFor(
      address,
      patch,
      isWhole,
      "De melding gaat open in een nieuw tabblad. Lees haar na en verstuur haar zelf.",
      "_blank",
    );
  }

  /**
   * @param {string} address
   * @param {string} patch
   * @param {boolean} isWhole
   * @param {string} words
   */
  #leaveFor(address, patch, isWhole, words, target = "_self") {
    const link = document.createElement("a");
    link.href = address;
    link.target = target;
    link.rel = "noopener noreferrer";
    if (isWhole) {
      link.click();
      this.say(words);
    } else if (patch) {
      this.#save(patch);
      link.click();
      this.say(`${words} Voeg het bestand ${this.file} toe: het staat bij je downloads.`);
    } else {
      link.click();
      this.say(`${words} Je reactie was te lang en is afgekort: plak haar er zelf bij.`);
    }
  }
}
