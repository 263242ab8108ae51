// What a proposal changes, page by page, and what is not right in it, where people see and hear it.

import { all, one } from "../elements.js";
import { button, el } from "./dom.js";
import { countedWords, markedWords } from "./marked.js";
import { capital } from "./textchanges.js";

/** @import { Change, ChangeGroup, Problem, ProposalItem } from "./types.js" */

/** @param {string} name */
const find = (name) => one(document, `[data-${name}]`);
// The title and the summary stand together in a card that may still be closed.
/** @type {Record<string, string>} */
const CARDS = { titel: "kop", samenvatting: "kop" };

/** @param {Change} change */
function changeItem(change) {
  const place = el("b", {}, capital(change.place));
  if (change.words) {
    return el("li", {}, place, `: ${change.words}`);
  }
  const [before, after] = change.shown ?? [change.before ?? "", change.after ?? ""];
  return el("li", {}, place, el("p", { class: "tb-compare__text" }, ...markedWords(before, after)));
}

/**
 * @param {ChangeGroup} group
 * @param {ProposalItem | null} current
 * @param {boolean} isOne
 * @param {(path: string) => void} goTo
 */
function groupPart({ source, changes }, current, isOne, goTo) {
  const list = el("ul", { class: "tb-changes", role: "list" }, ...changes.map(changeItem));
  if (isOne) {
    return [list];
  }
  const to = button("Ga hierheen", () => goTo(source.path));
  to.append(el("span", { class: "tb-sr" }, `: ${source.title}`));
  const isShown = source === current?.source;
  return [el("h3", { class: "tb-changes__of" }, source.title, isShown ? null : to), list];
}

/**
 * @param {ChangeGroup[]} groups
 * @param {ProposalItem | null} current
 * @param {(path: string) => void} goTo
 */
export function showGroups(groups, current, goTo) {
  const isOne = groups.length === 0 || (groups.length === 1 && groups[0].source === current?.source);
  find("changes-list").replaceChildren(...groups.flatMap((group) => groupPart(group, current, isOne, goTo)));
  find("changes-none").hidden = groups.length > 0;
  find("part").hidden = groups.length > 0;
  find("patch-only").hidden = groups.length === 0;
  find("why-label").textContent = groups.length > 0 ? "Waarom stel je dit voor?" : "Jouw reactie";
}

/**
 * What is not right, beside the place. What is said there already stays as it is, so that it is not heard again.
 * @param {Problem[]} problems
 */
export function showWrong(problems) {
  for (const box of all(document, "[data-wrong]")) {
    const mine = problems.filter(({ key }) => box.dataset.wrong === (CARDS[key] ?? key));
    const words = mine.map(({ text, here }) => here ?? text);
    if (words.join("\n") !== [...box.children].map((item) => item.textContent).join("\n")) {
      box.replaceChildren(...words.map((each) => el("p", {}, each)));
    }
  }
}

/** @param {ChangeGroup[]} groups */
export function sayGroups(groups) {
  const changes = groups.flatMap((group) => group.changes);
  /** @param {"before" | "after"} side */
  const texts = (side) =>
    changes.map((change) => change.shown?.[side === "before" ? 0 : 1] ?? change[side] ?? "").join("\n");
  const number = changes.length === 1 ? "Er is 1 wijziging." : `Er zijn ${changes.length} wijzigingen.`;
  find("counted").textContent =
    changes.length > 0 ? `${number} ${countedWords(texts("before"), texts("after"))}` : "Er is niets veranderd.";
}

/**
 * Bring a part of the page into view, opened when it is a card.
 * @param {string} key
 */
export function jump(key) {
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

/**
 * @param {Problem} problem
 * @param {(path: string) => void} goTo
 */
function problemItem({ key, path, text }, goTo) {
  const link = el("a", { href: `#${key}` }, text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (path) {
      goTo(path);
    }
    jump(document.getElementById(key) ? key : CARDS[key]);
  });
  return el("li", {}, link);
}

/**
 * Whether nothing is in the way; else what is, with the focus on it.
 * @param {Problem[]} problems
 * @param {(path: string) => void} goTo
 */
export function isGood(problems, goTo) {
  const box = find("errors");
  box.hidden = problems.length === 0;
  find("errors-list").replaceChildren(...problems.map((problem) => problemItem(problem, goTo)));
  if (problems.length > 0) {
    find("said").textContent = "";
    box.focus();
  }
  return problems.length === 0;
}
