// Questions that a screen shows after a choice at another one (`showIf`), and what a change to one does to the other.
// Nobody edits here which choice that is; the check finds the same three faults (`source/conditions.py`).

import { hasChoices, isAnswers, nodesOf } from "./draft.js";
import { named } from "./formchanges.js";
import { knownValue } from "./names.js";
import { openYaml } from "./scalars.js";

/** @import { Draft, Problem, Question, Source, Waiting } from "./types.js" */

/**
 * What waits in the format as it is; what its source has wrong is the check's to say.
 * @param {Source} source
 * @param {Draft} before the same, as read
 * @returns {Waiting[]}
 */
export function waitingIn(source, before) {
  const answers = nodesOf(openYaml(source.text).document, "resources").find(isAnswers);
  return (answers ? nodesOf(answers, "schema", "fields") : []).flatMap((node) => {
    const asked = before.questions.find(({ name }) => name === node.getIn(["showIf", "question"]));
    const choice = asked?.choices.find(({ value }) => value === node.getIn(["showIf", "value"]));
    return asked?.name && choice ? [{ name: node.get("name"), asked: asked.name, choice, choices: asked.choices }] : [];
  });
}

/**
 * @param {Waiting} waiting
 * @param {Question[]} questions those that stay, in their order
 * @returns {Problem[]}
 */
function waitingProblem({ name, asked, choice, choices }, questions) {
  const question = questions.find((other) => other.name === name);
  if (!question) {
    return [];
  }
  const other = questions.find((one) => one.name === asked);
  const hasIt =
    other && hasChoices(other.kind) && other.choices.some((one) => knownValue(one, choices) === choice.value);
  const title = named(question.title);
  const after = `Vraag ${title} komt pas in beeld na ${named(choice.label)} bij`;
  const { key } = question;
  if (!other) {
    return [{ key, text: `${after} een vraag die je weghaalt. Zet die terug, of haal ${title} ook weg.` }];
  }
  const where = `${after} ${named(other.title)}`;
  if (!hasIt) {
    return [{ key, text: `${where}. Zet die keuze daar terug, met dezelfde tekst, of haal ${title} weg.` }];
  }
  if (questions.indexOf(other) > questions.indexOf(question)) {
    return [{ key, text: `${where}. Zet ${named(other.title)} ervoor.` }];
  }
  return question.required ? [{ key, text: `${where}, en kan niet verplicht zijn. Haal dat vinkje weg.` }] : [];
}

/**
 * @param {Waiting[]} waiting
 * @param {Draft} draft
 * @returns {Problem[]}
 */
export function waitingProblems(waiting, draft) {
  const questions = draft.questions.filter((question) => !question.removed);
  return waiting.flatMap((one) => waitingProblem(one, questions));
}
