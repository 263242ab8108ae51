// A draft on the device, only when the writer asks for it: sealed with a code word, kept in step with the form, until its
// day comes or someone takes it away.

import { one } from "../elements.js";
import { askCodeWord } from "./codeword.js";
import { ask } from "./dialog.js";
import { canSeal, freshSalt, makeKey, ROUNDS, seal, unseal } from "./seal.js";
import { dayOf, draftName, draftText, parseDraft } from "./stored.js";
import { writer } from "./writing.js";
import { told } from "./told.js";

/** @import { Draft } from "./types.js" */

const WRONG = told("woord_fout");
const GONE = told("concept_weg");
const ELSEWHERE = told("concept_elders");
const NO_ROOM = told("concept_geen_plek");
const REMOVE = {
  title: told("concept_weg_kop"),
  text: told("concept_weg_vraag"),
  yes: told("ja_weg"),
};
const REPLACE = {
  title: told("concept_open_kop"),
  text: told("concept_open_vraag"),
  yes: told("concept_open_ja"),
};

class Elsewhere extends Error {}

const name = draftName(location.pathname);
/** @param {string} part */
const find = (part) => one(document, `[data-draft-${part}]`);

/** What is stored; '' also where the browser stores nothing. */
function stored() {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

function forget() {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was stored either.
  }
}

/**
 * Writes a draft in step with the form, as long as nobody else touches it.
 * @param {CryptoKey} key
 * @param {Pick<Draft, "salt" | "rounds">} head
 * @param {string} last
 * @param {() => unknown} content
 */
function writeWith(key, head, last, content) {
  return async () => {
    const sealed = await seal(key, JSON.stringify(content()));
    if (stored() !== last) {
      throw new Elsewhere();
    }
    last = draftText({ ...head, ...sealed }, Date.now());
    localStorage.setItem(name, last);
    find("until").textContent = dayOf(parseDraft(last, Date.now())?.until ?? 0);
  };
}

/**
 * `content()` gives what stands in the form, `place(opened)` puts it there.
 * @template T
 * @param {{ content: () => T, place: (opened: T) => void, isBlank: () => boolean }} page
 */
export function watchDraft({ content, place, isBlank }) {
  /** @type {ReturnType<typeof writer> | null} */
  let session = null;
  // What is written: the form as it stands, or as it last stood.
  let given = content;

  /** Show which of the three it is: kept in step, found from before, or none. */
  function look(said = "") {
    const draft = session ? null : parseDraft(stored(), Date.now());
    if (!session && !draft) {
      forget();
    }
    find("kept").hidden = !session;
    find("found").hidden = !draft;
    find("offer").hidden = session !== null || draft !== null || !canSeal();
    find("found-until").textContent = draft ? dayOf(draft.until) : "";
    find("said").textContent = said;
  }

  function leaveIt() {
    session?.stop();
    session = null;
  }

  /** @param {unknown} error */
  function failed(error) {
    session = null;
    look(error instanceof Elsewhere ? ELSEWHERE : NO_ROOM);
  }

  /**
   * @param {CryptoKey} key
   * @param {Pick<Draft, "salt" | "rounds">} head
   * @param {string} last
   */
  async function keep(key, head, last) {
    given = content;
    session = writer(
      writeWith(key, head, last, () => given()),
      failed,
    );
    session.changed();
    await session.flush();
  }

  async function start() {
    const word = await askCodeWord();
    if (word) {
      const head = { salt: freshSalt(), rounds: ROUNDS };
      await keep(await makeKey(word, head.salt, head.rounds), head, stored());
      if (session) {
        look(told("concept_staat"));
      }
      find("state").focus();
    }
  }

  /** @param {HTMLInputElement} input */
  async function open(input) {
    const text = stored();
    const draft = parseDraft(text, Date.now());
    if (!draft) {
      look(GONE);
      return;
    }
    const key = await makeKey(input.value, draft.salt, draft.rounds);
    const found = await unseal(key, draft);
    find("wrong").textContent = found === null ? WRONG : "";
    input.toggleAttribute("aria-invalid", found === null);
    if (found === null) {
      input.select();
    } else if (isBlank() || (await ask(REPLACE))) {
      input.value = "";
      place(JSON.parse(found));
      await keep(key, draft, text);
      look();
    }
  }

  function remove() {
    leaveIt();
    forget();
    look(told("concept_is_weg"));
    find("state").focus();
  }

  /** @type {HTMLInputElement} */
  const input = one(document, "[data-draft-word]");
  one(document, "form[data-draft-found]").addEventListener("submit", (event) => {
    event.preventDefault();
    open(input);
  });
  find("start").onclick = start;
  find("remove").onclick = remove;
  find("drop").onclick = async () => (await ask(REMOVE)) && remove();
  window.addEventListener("storage", (event) => {
    if (event.key === name && session) {
      leaveIt();
      look(ELSEWHERE);
    } else if (event.key === name || event.key === null) {
      look();
    }
  });
  document.addEventListener("visibilitychange", () => session?.flush());
  look();

  return {
    changed: () => session?.changed(),
    /** Whether all that stands in the form stands in the draft. */
    isCurrent: () => session?.isDone() ?? false,
    /** The form goes: what is not written yet is written, and the key is forgotten. The draft stays. */
    close() {
      const last = content();
      given = () => last;
      session?.flush();
      session = null;
      input.value = "";
      look();
    },
    /** The draft goes as well. */
    drop() {
      if (session) {
        leaveIt();
        forget();
        look();
      }
    },
    until: () => parseDraft(stored(), Date.now())?.until ?? 0,
  };
}
