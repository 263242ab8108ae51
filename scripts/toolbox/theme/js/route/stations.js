// The stations on the page: what was said at each, which forms are there, and where someone is now.

import { all, one } from "../elements.js";

/** @import { Opened, Texts } from "../form/types.js" */

const stops = () => all(document, "[data-stop]");

/**
 * @param {HTMLElement} stop
 * @returns {{ done: HTMLInputElement, who: HTMLInputElement, note: HTMLTextAreaElement }}
 */
const fieldsOf = (stop) => ({
  done: one(stop, "[data-stop-done]"),
  who: one(stop, "[data-stop-who]"),
  note: one(stop, "[data-stop-note]"),
});

/**
 * By name of station, only where something was said.
 * @returns {Record<string, Texts>}
 */
export function readStations() {
  /** @type {Record<string, Texts>} */
  const said = {};
  for (const stop of stops()) {
    const { done, who, note } = fieldsOf(stop);
    const texts = { done: done.checked ? "true" : "", who: who.value.trim(), note: note.value.trim() };
    if (Object.values(texts).some(Boolean)) {
      said[stop.dataset.stop ?? ""] = texts;
    }
  }
  return said;
}

/** @param {Record<string, Texts>} said */
export function writeStations(said) {
  for (const stop of stops()) {
    const texts = said[stop.dataset.stop ?? ""] ?? {};
    const { done, who, note } = fieldsOf(stop);
    done.checked = texts.done === "true";
    who.value = texts.who ?? "";
    note.value = texts.note ?? "";
  }
}

/** The first station that is not done is where someone is. */
function showHere() {
  const open = stops().filter((stop) => !fieldsOf(stop).done.checked);
  for (const stop of stops()) {
    const isHere = stop === open[0];
    stop.classList.toggle("is-here", isHere);
    stop.classList.toggle("is-done", !open.includes(stop));
    one(stop, "[data-stop-state]").textContent = isHere ? "Hier ben je nu" : open.includes(stop) ? "" : "Klaar";
  }
}

/**
 * Which forms are in the route, and where someone is on it.
 * @param {Opened[]} forms
 */
export function showStations(forms) {
  showHere();
  for (const item of all(document, "[data-form-of]")) {
    const found = forms.find(({ name }) => name === item.dataset.formOf);
    one(item, "[data-form-state]").textContent = found ? `Staat in je route, versie ${found.version}.` : "Nog leeg.";
    for (const part of all(item, "[data-form-there]")) {
      part.hidden = !found;
    }
  }
  for (const choice of all(document, "[data-share-of]")) {
    const isThere = forms.some(({ name }) => name === choice.dataset.shareOf);
    if (isThere === choice.hidden) {
      // What is sensitive goes along only when somebody says so.
      /** @type {HTMLInputElement} */
      const input = one(choice, "input");
      input.checked = isThere && choice.dataset.sensitive === undefined;
      choice.hidden = !isThere;
    }
  }
  one(document, "[data-share-none]").hidden = forms.length > 0;
}

/** The forms that are ticked to go along. */
export const shared = () =>
  all(document, "[data-share-of] input:checked").map((input) => input.getAttribute("value") ?? "");
