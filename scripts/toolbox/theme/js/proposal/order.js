// The order of a format's questions. They stand in one list; each says in which block it belongs.

/** @import { Draft, Question, Section } from "./types.js" */

/**
 * The list with the item at `from` taken out and put in at `to`.
 * @template T
 * @param {T[]} list
 * @param {number} from
 * @param {number} to
 */
export function moved(list, from, to) {
  const items = [...list];
  items.splice(to, 0, ...items.splice(from, 1));
  return items;
}

/**
 * The questions with `question` after the last one of its block, or of the blocks before it.
 * @param {Draft} draft
 * @param {Question} question
 */
export function withNew({ questions, sections }, question) {
  const index = sections.findIndex((section) => section.name === question.section);
  const names = sections.slice(0, index + 1).map((section) => section.name);
  const place = questions.map((other) => names.includes(other.section)).lastIndexOf(true) + 1;
  return [...questions.slice(0, place), question, ...questions.slice(place)];
}

/**
 * Into `section`: at its end when the question comes from below, at its start when it comes from above.
 * @param {Question[]} questions
 * @param {Question} question
 * @param {Section} section
 * @param {number} step
 */
function intoSection(questions, question, section, step) {
  const others = questions.filter((other) => other !== question);
  const there = others.filter((other) => other.section === section.name);
  const edge = step < 0 ? there.at(-1) : there[0];
  const place = edge ? others.indexOf(edge) + (step < 0 ? 1 : 0) : questions.indexOf(question);
  others.splice(place, 0, question);
  return others;
}

/**
 * One place up (-1) or down (1); past the edge of its block a question goes to the block before or after it.
 * Gives {questions, section, isNewSection}, or null when there is no further place.
 * @param {Draft} draft
 * @param {Question} question
 * @param {number} step
 */
export function moveQuestion({ questions, sections }, question, step) {
  const index = sections.findIndex((section) => section.name === question.section);
  const mine = questions.filter((other) => other.section === question.section);
  const neighbour = mine[mine.indexOf(question) + step];
  if (neighbour) {
    const changed = moved(questions, questions.indexOf(question), questions.indexOf(neighbour));
    return { questions: changed, section: sections[index], isNewSection: false };
  }
  const section = sections[index + step];
  if (!section) {
    return null;
  }
  return { questions: intoSection(questions, question, section, step), section, isNewSection: true };
}
