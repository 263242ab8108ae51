// The page on which anyone proposes a change. What is typed stays in the page, until the reader takes it along.

import { all, one, targetOf, toldBy } from "../elements.js";
import { download } from "../form/downloads.js";
import { watchDraft } from "../form/draft.js";
import { afterPresses } from "../form/presses.js";
import { el } from "./dom.js";
import { newEdition } from "./edition.js";
import { EditionEditor } from "./editioneditor.js";
import { newFormat, newPage } from "./newsource.js";
import { readNew, watchNew } from "./newthing.js";
import { askedFor, showQuote } from "./quoted.js";
import { linkOf, nameChoices, showItem, textPages } from "./list.js";
import { readSaved, savedText } from "./saved.js";
import { Sender } from "./send.js";
import { Session } from "./session.js";
import { isGood, sayGroups, showGroups, showWrong } from "./shown.js";

/** @import { ProposalItem, Quote, SavedProposal } from "./types.js" */

/** @param {string} name */
const find = (name) => one(document, `[data-${name}]`);
// A screen reader says what changed when someone pauses, not at each key.
const PAUSE = 1200;
const REDRAW = 150;

/** @type {HTMLFormElement} */
const form = one(document, "[data-proposal]");
/** @type {HTMLInputElement} */
const fileField = one(document, "[data-file]");
let isSafe = true;

/**
 * What became of a proposal: seen where it is sent, and heard.
 * @param {string} text
 */
function say(text) {
  find("said").textContent = text;
}

/**
 * What a button did in a list: only heard, since who sees the page sees it happen.
 * @param {string} text
 */
function tell(text) {
  find("told").textContent = text;
}

const session = new Session(form, linkOf, textPages, changed, tell);
const sender = new Sender(form, session, say);
const draft = watchDraft({ content, place, isBlank: () => sender.isEmpty() });

// --- what changes ---

const afterPress = afterPresses();
let redraw = 0;
let speak = 0;

function showChanges() {
  showGroups(session.groups(), session.current, goTo);
  showWrong(session.problems().filter(({ path }) => path === session.current?.source.path));
}

function typed() {
  isSafe = false;
  draft.changed();
}

function changed() {
  typed();
  clearTimeout(redraw);
  clearTimeout(speak);
  redraw = setTimeout(() => afterPress(showChanges), REDRAW);
  speak = setTimeout(() => sayGroups(session.groups()), PAUSE);
}

// --- one page of the proposal, or the list to choose from ---

/** @param {ProposalItem} item */
function show(item) {
  session.current = item;
  showItem(item, form);
  showChanges();
  choose(false);
}

/** @param {boolean} isChoosing */
function choose(isChoosing) {
  find("choose").hidden = !isChoosing;
  find("work").hidden = isChoosing;
  find("return").hidden = !session.current;
  find("drop").hidden = !session.current?.made;
}

/**
 * Show a page of this proposal that is open already.
 * @param {string} path
 */
function goTo(path) {
  const item = session.items.find(({ source }) => source.path === path);
  if (item && item !== session.current) {
    show(item);
    one(find("work"), "h1").scrollIntoView();
  }
}

/** @param {unknown} error */
function failed(error) {
  find("failed").textContent = toldBy(error);
  find("failed").hidden = false;
  choose(true);
}

/** @param {string} path */
async function open(path) {
  find("failed").hidden = true;
  try {
    show(await session.open(path));
    history.replaceState(null, "", `?${new URLSearchParams({ pagina: path })}${location.hash}`);
  } catch (error) {
    failed(error);
  }
}

/**
 * Someone who comes with words of the page, reacts to those.
 * @param {Quote | null} quote
 */
function react(quote) {
  sender.quote = quote;
  showQuote(form, quote, () => react(null));
}

// --- something new ---

const newForm = find("new");

async function make() {
  const used = all(document, "[data-number]").map((link) => link.dataset.number ?? "");
  const paths = all(document, "[data-path]").map((link) => link.dataset.path ?? "");
  const made = session.items.flatMap((item) => item.made ?? []);
  const numbers = made.map(({ title }) => title.replace(/^Stap |[: ].*$/g, ""));
  const { thing, fault } = readNew(newForm, [...used, ...numbers], [...paths, ...made.map(({ path }) => path)]);
  find("new-fault").textContent = fault;
  if (fault) {
    return;
  }
  try {
    if (thing.sort === "editie") {
      show(await session.add(newEdition(thing.title)));
      changed();
      tell(`Editie ${thing.title} is gemaakt. Vul haar nu in.`);
      one(find("work"), "h1").scrollIntoView();
      return;
    }
    const isForm = thing.sort === "format";
    const from = isForm && thing.from ? await session.peek(thing.from) : null;
    const page = await session.add(newPage(thing, new Date()));
    show(isForm ? await session.add(newFormat(thing, from)) : page);
    changed();
    tell(`${thing.title} is gemaakt. Vul het nu in.`);
    one(find("work"), "h1").scrollIntoView();
  } catch (error) {
    failed(error);
  }
}

// --- what is kept of it ---

function content() {
  return { items: session.kept(), fields: sender.fields(), quote: sender.quote };
}

/** @param {Pick<SavedProposal, "items" | "fields" | "quote">} kept */
async function place({ items, fields, quote }) {
  try {
    const said = await session.restore(items);
    const first = session.items.find(({ source }) => source.path === items[0]?.path);
    if (first) {
      show(first);
    }
    sender.fill(fields);
    react(quote);
    find("merged").replaceChildren(...said.map((each) => el("p", {}, each)));
    find("merged").hidden = said.length === 0;
    changed();
  } catch (error) {
    failed(error);
  }
}

function keep() {
  download(savedText(content()), "application/json", `${sender.name}.json`);
  say(
    `Het bestand heet ${sender.name}.json en staat bij je downloads. Je opent het op deze pagina, bij ‘Kies iets anders’.`,
  );
  isSafe = true;
}

async function reopen() {
  const [file] = fileField.files ?? [];
  fileField.value = "";
  try {
    if (file) {
      await place(readSaved(await file.text()));
    }
  } catch (error) {
    failed(error);
  }
}

// --- the ways out ---

/** @type {Record<string, () => void>} */
const WAYS = {
  download: () => sender.downloadPatch(),
  mail: () => sender.sendMail(),
  issue: () => sender.openIssue(),
};

/** @param {string} way */
function send(way) {
  showChanges();
  if (
    session.current &&
    isGood(
      sender.problems().filter(({ isNote }) => !isNote),
      goTo,
    )
  ) {
    WAYS[way]();
    isSafe = true;
  }
}

/** @type {Record<string, () => void>} */
const ACTIONS = {
  keep,
  make,
  drop() {
    session.drop();
    if (session.items.length > 0) {
      show(session.items[0]);
    }
    choose(session.items.length === 0);
    draft.changed();
  },
  reopen: () => fileField.click(),
  return: () => choose(false),
  more() {
    choose(true);
    one(find("choose"), "h1").scrollIntoView();
    one(find("return"), "button").focus();
  },
};

document.addEventListener("click", (event) => {
  /** @type {HTMLElement | null} */
  const chosen = targetOf(event).closest("[data-do], [data-source]");
  const { do: action, path } = chosen?.dataset ?? {};
  // Without a proposal a link simply leads there.
  if (action || (path && session.current)) {
    event.preventDefault();
  }
  if (path && session.current) {
    open(path);
  } else if (action) {
    (ACTIONS[action] ?? (() => send(action)))();
  }
});
fileField.addEventListener("change", reopen);
form.addEventListener("input", typed);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeunload", (event) => {
  if (!isSafe && !draft.isCurrent() && !sender.isEmpty()) {
    event.preventDefault();
  }
});
window.addEventListener("pagehide", () => draft.close());
// A page that the browser kept whole would show what someone before you typed.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});

/**
 * Someone who comes from a page of a region writes what only that region has there.
 * @param {string | null} page
 */
function ownText(page) {
  const link = linkOf(page ?? "");
  const editor = session.current?.editor;
  if (page && link && session.current && editor instanceof EditionEditor) {
    editor.add(page, link.dataset.name ?? "", link.dataset.base ?? "");
    const region = /** @type {HTMLInputElement} */ (one(form, "#regio"));
    region.value ||= editor.now.name;
    show(session.current);
  }
}

async function start() {
  const query = new URLSearchParams(location.search);
  const path = query.get("pagina");
  find("reopen").hidden = false;
  newForm.hidden = false;
  watchNew(newForm);
  if (path !== null && !linkOf(path)) {
    find("unknown").hidden = false;
  } else if (path !== null) {
    await open(path);
    ownText(query.get("bij"));
    const quote = askedFor();
    if (quote && session.current) {
      react(quote);
      one(form, "#waarom").focus();
      one(form, "[data-quote]").scrollIntoView({ block: "center" });
    }
  }
}

form.reset();
nameChoices();
start();
