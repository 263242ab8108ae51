// What was answered on another format and is asked here as well. Pure: which answers fit is worked out, nothing is put anywhere.

import { fit, matchKey } from "./fitting.js";

/** @import { Answers, Definition, Offer, Opened, Question, Texts } from "./types.js" */

/**
 * The first answer to any question of the other format that asks the same.
 * @param {string} term
 * @param {Texts} terms by name of question, the present names first
 * @param {Texts} values
 */
function answered(term, terms, values) {
  const names = Object.keys(terms).filter((name) => terms[name] === term && Object.hasOwn(values, name));
  return names.map((name) => values[name].trim()).find(Boolean) ?? "";
}

/**
 * Of several forms together, in the order in which they are given: of each question the first answer that there is.
 * @param {Definition} definition
 * @param {Opened[]} forms
 * @param {Answers} mine
 */
export function offersOf(definition, forms, mine) {
  const found = forms.flatMap((form) => offers(definition, form, mine));
  const asked = definition.sections.flatMap(({ questions }) => questions);
  return asked.flatMap(({ name }) => found.find(({ question }) => question.name === name) ?? []);
}

/**
 * @param {Question} question
 * @param {string} text
 * @param {string} mine
 * @returns {Offer}
 */
function offer(question, text, mine) {
  // What is no date, or no choice here, a person has to read first.
  const { value, left } = fit(text, question);
  const isSensitive = question.sensitive === true;
  return { question, value, mine, left: left.join(", "), isSensitive, isTicked: value !== "" && !mine && !isSensitive };
}

/**
 * Of a file of another format what this one asks too, in its own order: only what is not there already. Without a `value`
 * nothing of the answer fits the question. `isTicked` is how it is offered: never in the place of an answer, and nothing
 * sensitive.
 * @param {Definition} definition
 * @param {Opened} found
 * @param {Answers} mine
 */
export function offers(definition, found, mine) {
  const terms = definition.others[found.name]?.terms ?? {};
  return definition.sections
    .flatMap(({ questions }) => questions)
    .flatMap((question) => {
      const text = question.term ? answered(question.term, terms, found.answers.values) : "";
      return text ? [offer(question, text, mine.values[question.name] ?? "")] : [];
    })
    .filter(({ value, mine: own, left }) => left || matchKey(value) !== matchKey(own));
}
