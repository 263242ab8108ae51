// Who proposes it and why, and the ways out: a file, a mail, a form on the forge. The page itself sends nothing.

import { download } from "../form/downloads.js";
import { authorName } from "./letterhead.js";
import { issueAddress, mailAddress, subjectOf } from "./letters.js";
import { changedFiles, makePatch } from "./patch.js";
import { oneLine, visible } from "./tidy.js";

/** @import { Session } from "./session.js" */
/** @import { ProposalItem, Quote } from "./types.js" */

const NOTHING = "Je hebt nog niets veranderd en nog niets geschreven. Pas iets aan, of schrijf je reactie op.";
const ADDRESS_AS_NAME = "Dit lijkt een mailadres. Wat je hier schrijft, wordt openbaar: schrijf liever je naam of je";

const TYPED = ["naam", "regio", "waarom"];
const FIELDS = [...TYPED, "onderdeel"];

export class Sender {
  /**
   * `form` is the form of the page.
   * @param {HTMLFormElement} form
   * @param {Session} session
   * @param {(text: string) => void} say
   */
  constructor(form, session, say) {
    this.form = form;
    this.session = session;
    this.say = say;
    /** @type {Quote | null} */
    this.quote = null;
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
    return this.session.groups().flatMap((group) => group.changes);
  }

  /** A name for a file with it: after the first of what it changes. */
  get name() {
    const { items, current } = this.session;
    const changed = items.filter(({ editor, made }) => made || editor?.changes().length);
    const slug = (changed[0] ?? current)?.link.dataset.slug ?? "";
    return `voorstel-${slug}${changed.length > 1 ? "-en-meer" : ""}`;
  }

  get file() {
    return `${this.name}.patch`;
  }

  /** What someone wrote about it. */
  fields() {
    return Object.fromEntries(FIELDS.map((name) => [name, this.#value(name)]));
  }

  /** @param {Record<string, unknown>} fields */
  fill(fields) {
    for (const name of FIELDS) {
      const field = /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
      field.value = visible(`${fields?.[name] ?? ""}`);
    }
  }

  /** Whether something stands in the form that would be lost. */
  isEmpty() {
    const typed = TYPED.some((name) => this.#value(name).trim());
    return !typed && this.changes().length === 0;
  }

  problems() {
    const found = this.session.problems();
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
      source: /** @type {ProposalItem} */ (this.session.current).source,
      groups: this.session.groups(),
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
    const { groups } = letter;
    if (groups.length === 0) {
      return "";
    }
    const files = changedFiles(this.session.files());
    const paths = groups.map(({ source }) => source.path);
    const { commit } = groups[0].source;
    return makePatch({ ...letter, files, paths, commit, subject: subjectOf(letter), date: new Date() });
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
