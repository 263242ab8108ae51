// Answers as a person would say them, and the elements in which a dialog shows them.

import { dutchDate } from "./dates.js";
import { told } from "./told.js";

/** @import { Shown } from "./types.js" */

const SEPARATOR = ",";

/**
 * @param {string} tag
 * @param {string} text
 * @param {string} style
 */
export function element(tag, text = "", style = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = style;
  return made;
}

/**
 * An answer as a person would say it.
 * @param {Shown} shown
 */
export function spoken({ question, text }) {
  if (question.type === "boolean") {
    return told(text ? "aangekruist" : "niet_aangekruist");
  }
  const labels = new Map(question.choices.map(({ value, label }) => [value, label]));
  const parts = question.type === "list" ? text.split(SEPARATOR) : [text];
  const said = parts.map((part) => labels.get(part) ?? dutchDate(part)).join(", ");
  return said || told("niet_ingevuld");
}
