// The dialog in which someone ticks which answers of another format's file are taken over in this form.

import { all, one } from "../elements.js";
import { element, spoken } from "./shown.js";
import { told } from "./told.js";

/** @import { Offer } from "./types.js" */

const SENSITIVE = told("over_gevoelig");

/** @returns {HTMLDialogElement} */
const box = () => one(document, "[data-takeover]");
/** @param {string} name */
const find = (name) => one(box(), `[data-takeover-${name}]`);

/**
 * @param {string} head
 * @param {string} text
 */
function line(head, text) {
  const made = element("span", "", "tb-merge__text");
  made.append(element("b", `${head} `), element("bdi", text));
  return made;
}

/**
 * @param {Offer} offer
 * @param {HTMLElement} words
 */
function describe({ question, value, mine, left, isSensitive }, words) {
  if (value) {
    words.append(line(told("over_bestand"), spoken({ question, text: value })));
  }
  if (left) {
    words.append(line(told("over_past_niet"), left));
  }
  words.append(line(told("over_nu"), mine ? spoken({ question, text: mine }) : told("over_niets")));
  if (value && isSensitive) {
    words.append(element("span", SENSITIVE, "tb-merge__text"));
  }
}

/**
 * Something to tick; where nothing fits only what it says.
 * @param {Offer} offer
 * @param {number} index
 */
function item(offer, index) {
  const words = document.createElement("span");
  words.append(element("b", offer.question.title.replace(/:$/, "")));
  describe(offer, words);
  if (!offer.value) {
    const made = element("p", "", "tb-takeover__out");
    made.append(words);
    return made;
  }
  const label = element("label", "", "tb-choice tb-merge__option");
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", value: String(index), checked: offer.isTicked, autocomplete: "off" });
  label.append(input, words);
  return label;
}

/** Closed and empty: nothing of the other file stays in it. */
function close() {
  find("list").replaceChildren();
  find("file").textContent = "";
  find("title").textContent = "";
  if (box().open) {
    box().close();
  }
}

/**
 * Which button; '' when it was closed in another way.
 * @returns {Promise<string>}
 */
function answer() {
  box().showModal();
  box().scrollTo(0, 0);
  find("title").focus();
  return new Promise((resolve) => {
    const stop = new AbortController();
    /** @param {string} button */
    const end = (button) => {
      stop.abort();
      resolve(button);
    };
    box().addEventListener("close", () => end(""), { signal: stop.signal });
    for (const button of all(box(), "button[data-takeover-do]")) {
      button.addEventListener("click", () => end(button.dataset.takeoverDo ?? ""), { signal: stop.signal });
    }
  });
}

/**
 * The offers that were ticked; null when nothing is to be taken over.
 * @param {string} file its name
 * @param {string} title of what they come from
 * @param {Offer[]} offers
 */
export async function chooseOffers(file, title, offers) {
  find("title").textContent = told("over_uit", { waaruit: title });
  one(box(), ".tb-merge__file").hidden = !file;
  find("file").textContent = file;
  find("list").replaceChildren(...offers.map(item));
  find("yes").hidden = !offers.some(({ value }) => value);
  const button = await answer();
  const ticked = all(find("list"), "input:checked").map((input) => Number(input.getAttribute("value")));
  close();
  return button === "yes" ? offers.filter((_, index) => ticked.includes(index)) : null;
}
