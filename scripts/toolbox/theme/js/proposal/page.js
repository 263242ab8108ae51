// The page on which anyone proposes a change. What is typed stays in the page, until the reader takes it along.

import { all, one, targetOf, toldBy } from "../elements.js";
import { afterPresses } from "../form/presses.js";
import { el } from "./dom.js";
import { FormatEditor } from "./formeditor.js";
import { countedWords, markedWords } from "./marked.js";
import { isFormat, loadRich, loadRules, loadSource, openSource } from "./opened.js";
import { showQuote } from "./quoted.js";
import { Sender } from "./send.js";
import { TextEditor } from "./texteditor.js";
import { capital } from "./textchanges.js";

/** @import { Change, Editor, Problem, Rules, Source } from "./types.js" */

/** @param {string} name */
const find = (name) => one(document, `[data-${name}]`);
// A screen reader says what changed when someone pauses, not at each key.
const PAUSE = 1200;
const REDRAW = 150;
// The title and the summary stand together in a card that may still be closed.
/** @type {Record<string, string>} */
const CARDS = { titel: "kop", samenvatting: "kop" };

/** @type {HTMLFormElement} */
const form = one(document, "[data-proposal]");
/** @type {Sender | null} */
let sender = null;
/** @type {Editor | null} */
let editor = null;
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

// --- what changes ---

/** @param {Change} change */
function changeItem(change) {
  const place = el("b", {}, capital(change.place));
  if (change.words) {
    return el("li", {}, place, `: ${change.words}`);
  }
  return el(
    "li",
    {},
    place,
    el(
      "p",
      { class: "tb-compare__text" },
      ...markedWords(...(change.shown ?? [change.before ?? "", change.after ?? ""])),
    ),
  );
}

function showChanges() {
  const changes = sender?.changes() ?? [];
  find("changes-list").replaceChildren(...changes.map(changeItem));
  find("changes-none").hidden = changes.length > 0;
  find("part").hidden = changes.length > 0;
  find("patch-only").hidden = changes.length === 0;
  find("why-label").textContent = changes.length > 0 ? "Waarom stel je dit voor?" : "Jouw reactie";
  showWrong(editor?.problems() ?? []);
}

/**
 * What is not right, beside the place. What is said there already stays as it is, so that it is not heard again.
 * @param {Problem[]} problems
 */
function showWrong(problems) {
  for (const box of all(document, "[data-wrong]")) {
    const mine = problems.filter(({ key }) => box.dataset.wrong === (CARDS[key] ?? key));
    const words = mine.map(({ text, here }) => here ?? text);
    if (words.join("\n") !== [...box.children].map((item) => item.textContent).join("\n")) {
      box.replaceChildren(...words.map((each) => el("p", {}, each)));
    }
  }
}

function sayChanges() {
  const changes = sender?.changes() ?? [];
  /** @param {"before" | "after"} side */
  const texts = (side) =>
    changes.map((change) => change.shown?.[side === "before" ? 0 : 1] ?? change[side] ?? "").join("\n");
  const number = changes.length === 1 ? "Er is 1 wijziging." : `Er zijn ${changes.length} wijzigingen.`;
  find("counted").textContent =
    changes.length > 0 ? `${number} ${countedWords(texts("before"), texts("after"))}` : "Er is niets veranderd.";
}

const afterPress = afterPresses();
let redraw = 0;
let speak = 0;

function changed() {
  isSafe = false;
  clearTimeout(redraw);
  clearTimeout(speak);
  redraw = setTimeout(() => afterPress(showChanges), REDRAW);
  speak = setTimeout(sayChanges, PAUSE);
}

// --- the ways out ---

/**
 * Bring a part of the page into view, opened when it is a card.
 * @param {string} key
 */
function jump(key) {
  const target = document.getElementById(key);
  /** @type {HTMLElement | null} */
  const toggle = document.querySelector(`[data-toggle="${CSS.escape(target?.closest("section[id]")?.id ?? key)}"]`);
  if (toggle?.getAttribute("aria-expanded") === "false") {
    toggle.click();
  }
  const field = document.getElementById(key);
  /** @type {HTMLElement | null | undefined} */
  const inner = field?.querySelector("input, textarea, [role=textbox]");
  (field?.matches("input, textarea, [role=textbox]") ? field : (inner ?? field))?.focus();
}

/** @param {Problem} problem */
function problemItem({ key, text }) {
  const target = document.getElementById(key) ? key : CARDS[key];
  const link = el("a", { href: `#${target}` }, text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    jump(target);
  });
  return el("li", {}, link);
}

function isGood() {
  const problems = sender?.problems() ?? [];
  const box = find("errors");
  box.hidden = problems.length === 0;
  find("errors-list").replaceChildren(...problems.map(problemItem));
  if (problems.length > 0) {
    say("");
    box.focus();
  }
  return problems.length === 0;
}

/** @type {Record<string, (sender: Sender) => void>} */
const ACTIONS = {
  download: (sender) => sender.downloadPatch(),
  mail: (sender) => sender.sendMail(),
  issue: (sender) => sender.openIssue(),
};

/** @param {string} action */
function run(action) {
  showChanges();
  if (!sender || !isGood()) {
    return;
  }
  ACTIONS[action](sender);
  isSafe = true;
}

// --- opening ---

/**
 * @param {Source} source
 * @param {Rules} rules
 */
function makeEditor(source, rules) {
  openSource(source);
  const isForm = isFormat(source.path);
  return isForm ? new FormatEditor(source, rules, changed, tell) : new TextEditor(source, rules, textPages(), changed);
}

function fillParts() {
  const options = (editor?.parts() ?? []).map((part) => el("option", {}, part));
  find("part")
    .querySelector("select")
    ?.append(...options);
}

/**
 * @param {Source} source
 * @param {Rules} rules
 * @param {HTMLElement} link
 */
function show(source, rules, link) {
  find("title").textContent = source.title;
  find("version").textContent = [link.dataset.kind, source.version && `versie ${source.version}`]
    .filter(Boolean)
    .join(", ");
  find("back").setAttribute("href", link.dataset.page ?? "");
  try {
    editor = makeEditor(source, rules);
    editor.render(find("editor"));
  } catch (error) {
    find("editor").replaceChildren(el("p", { class: "tb-note" }, toldBy(error)));
  }
  sender = new Sender(form, source, editor, link.dataset.slug ?? "", say);
  fillParts();
  showChanges();
  find("choose").hidden = true;
  find("work").hidden = false;
  document.title = `${source.title} verbeteren | ${document.title}`;
  react(sender);
}

/**
 * Someone who comes with words of the page, reacts to those.
 * @param {Sender} sender
 */
function react(sender) {
  sender.quote = showQuote(form, () => {
    sender.quote = null;
  });
}

const links = () => all(document, "[data-source]");

/**
 * The link of the list that leads to `path`: only what stands there can be opened.
 * @param {string} path
 */
function linkOf(path) {
  return links().find((link) => link.dataset.path === path);
}

/** The pages that a link can lead to, by the names of the list. */
const textPages = () =>
  links()
    .filter((link) => !isFormat(link.dataset.path ?? ""))
    .map((link) => ({ path: link.dataset.path ?? "", name: link.dataset.name ?? "" }));

/** A site engine takes an address with a query for another page, so the page itself adds it. */
function nameChoices() {
  for (const link of links()) {
    link.setAttribute("href", `?pagina=${encodeURIComponent(link.dataset.path ?? "")}`);
  }
}

async function start() {
  const path = new URLSearchParams(location.search).get("pagina");
  if (path === null) {
    return;
  }
  const link = linkOf(path);
  if (!link) {
    find("unknown").hidden = false;
    return;
  }
  try {
    const rules = await loadRules(form.dataset.rules ?? "");
    if (!isFormat(path)) {
      await loadRich(form.dataset.rich ?? "");
    }
    show(await loadSource(link.dataset.source ?? ""), rules, link);
  } catch (error) {
    find("failed").textContent = toldBy(error);
    find("failed").hidden = false;
  }
}

form.addEventListener("click", (event) => {
  /** @type {HTMLElement | null} */
  const button = targetOf(event).closest("[data-do]");
  const action = button?.dataset.do;
  if (action) {
    run(action);
  }
});
form.addEventListener("input", () => {
  isSafe = false;
});
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeunload", (event) => {
  if (!isSafe && sender && !sender.isEmpty()) {
    event.preventDefault();
  }
});
// A page that the browser kept whole would show what someone before you typed.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
form.reset();
nameChoices();
start();
