// The fields of one question: its words, its kind, its choices.

import { button, el, input, labelled, select, tick } from "./dom.js";
import { hasChoices, KINDS, SIGNATURE } from "./draft.js";
import { moved } from "./order.js";
import { oneLine } from "./tidy.js";

/** @import { FieldEditor, Kind, Question, Redraw } from "./types.js" */

const AREA_LINES = 3;

/**
 * @param {Question} question
 * @returns {[string, string][]}
 */
function kindOptions(question) {
  const options = Object.entries(KINDS);
  return question.kind === SIGNATURE ? [...options, [SIGNATURE, "handtekening"]] : options;
}

/**
 * A kind that fits: a question of more lines has lines, one with choices has two of them to begin with.
 * @param {Question} question
 * @param {Kind} kind
 */
function setKind(question, kind) {
  question.kind = kind;
  if (kind === "area") {
    question.lines = Math.max(question.lines, AREA_LINES);
  } else if (kind === "line") {
    question.lines = 1;
  }
  if (!hasChoices(kind)) {
    question.choices = [];
  } else if (question.choices.length === 0) {
    question.choices = [
      { value: null, label: "" },
      { value: null, label: "" },
    ];
  }
}

/**
 * @param {Question} question
 * @param {number} index
 * @param {Redraw} redraw
 * @param {FieldEditor} editor
 */
function choiceRow(question, index, redraw, editor) {
  const choice = question.choices[index];
  const id = `${question.key}-keuze-${index}`;
  const number = index + 1;
  const field = input(
    choice.label,
    (value) => {
      choice.label = oneLine(value);
      editor.changed();
    },
    { id, maxlength: 300 },
  );
  /**
   * @param {string} label
   * @param {number} to
   */
  const tool = (label, to) => {
    const isOff = to < 0 || to >= question.choices.length;
    const made = button(
      label,
      () => {
        question.choices = moved(question.choices, index, to);
        redraw(`${question.key}-keuze-${to}`, `Keuze ${number} is nu keuze ${to + 1}.`);
      },
      { disabled: isOff },
    );
    made.append(el("span", { class: "tb-sr" }, `: keuze ${number}`));
    return made;
  };
  const remove = button("Haal weg", () => {
    question.choices = question.choices.filter((other) => other !== choice);
    redraw(`${question.key}-nieuwe-keuze`, `Keuze ${number} is weg.`);
  });
  remove.append(el("span", { class: "tb-sr" }, `: keuze ${number}`));
  const tools = el("div", { class: "tb-card__tools" }, tool("Omhoog", index - 1), tool("Omlaag", index + 1), remove);
  return el("li", { class: "tb-choicerow" }, el("label", { for: id }, `Keuze ${number}`), field, tools);
}

/**
 * @param {Question} question
 * @param {FieldEditor} editor
 */
function choicesField(question, editor) {
  const holder = el("fieldset", { class: "tb-field" });
  const draw = () => {
    const rows = question.choices.map((_, index) => choiceRow(question, index, redraw, editor));
    const add = button(
      "Keuze toevoegen",
      () => {
        question.choices.push({ value: null, label: "" });
        redraw(`${question.key}-keuze-${question.choices.length - 1}`, "Er is een keuze bij.");
      },
      { id: `${question.key}-nieuwe-keuze` },
    );
    holder.replaceChildren(el("legend", {}, "Keuzes"), el("ul", { role: "list" }, ...rows), add);
  };
  /**
   * @param {string} focus
   * @param {string} words
   */
  const redraw = (focus, words) => {
    draw();
    document.getElementById(focus)?.focus();
    editor.changed();
    editor.say(words);
  };
  draw();
  return holder;
}

/**
 * @param {Question} question
 * @param {FieldEditor} editor
 */
function linesField(question, editor) {
  const field = input(
    `${question.lines}`,
    (value) => {
      question.lines = Number.parseInt(value, 10);
      editor.changed();
    },
    { type: "number", min: 1, max: 25, class: "tb-input tb-input--number" },
  );
  return labelled(`${question.key}-regels`, "Schrijfregels op papier", field);
}

/**
 * Put the fields of `question` in `body`. `before` is how it was; none for a new question.
 * @param {HTMLElement} body
 * @param {Question} question
 * @param {Question | undefined} before
 * @param {FieldEditor} editor
 */
export function questionFields(body, question, before, editor) {
  const { key } = question;
  const own = el("div");
  const drawOwn = () => {
    const fields = question.kind === "area" ? [linesField(question, editor)] : [];
    own.replaceChildren(...fields, ...(hasChoices(question.kind) ? [choicesField(question, editor)] : []));
  };
  const kind = select(kindOptions(question), question.kind, (value) => {
    setKind(question, /** @type {Kind} */ (value));
    drawOwn();
    editor.changed();
  });
  const required = tick("Verplicht: dit moet ingevuld zijn", question.required, (isTicked) => {
    question.required = isTicked;
    editor.changed();
  });
  drawOwn();
  body.append(
    editor.line(`${key}-titel`, "Vraag", question, "title", before),
    editor.line(`${key}-uitleg`, "Uitleg onder de vraag", question, "help", before, "Mag leeg blijven."),
    labelled(`${key}-soort`, "Hoe vul je het in?", kind),
    own,
    required,
  );
  if (question.ground) {
    body.append(el("p", { class: "tb-soft" }, `Deze gegevens zijn extra beschermd. ${question.ground}`));
  }
}
