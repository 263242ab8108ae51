// The fields of one question: its words, its kind, its choices.

import { button, el, input, labelled, select, tick } from "./dom.js";
import { hasChoices, KINDS, SIGNATURE } from "./draft.js";
import { moved } from "./order.js";
import { oneLine } from "./tidy.js";

/** @import { FieldEditor, Kind, Question, Redraw } from "./types.js" */

const AREA_LINES = 3;

/**
 * @param {Pick<Question, "kind">} item
 * @returns {[string, string][]}
 */
export function kindOptions({ kind }) {
  const options = Object.entries(KINDS);
  return kind === SIGNATURE ? [...options, [SIGNATURE, "handtekening"]] : options;
}

/**
 * A kind that fits: one with choices has two of them to begin with.
 * @param {Pick<Question, "kind" | "choices">} item
 * @param {Kind} kind
 */
export function setKind(item, kind) {
  item.kind = kind;
  if (!hasChoices(kind)) {
    item.choices = [];
  } else if (item.choices.length === 0) {
    item.choices = [
      { value: null, label: "" },
      { value: null, label: "" },
    ];
  }
}

/**
 * A question of more lines has lines.
 * @param {Question} question
 */
function setLines(question) {
  if (question.kind === "area") {
    question.lines = Math.max(question.lines, AREA_LINES);
  } else if (question.kind === "line") {
    question.lines = 1;
  }
}

/**
 * @param {Pick<Question, "choices">} item
 * @param {string} key
 * @param {number} index
 * @param {Redraw} redraw
 * @param {FieldEditor} editor
 */
function choiceRow(item, key, index, redraw, editor) {
  const choice = item.choices[index];
  const id = `${key}-keuze-${index}`;
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
    const isOff = to < 0 || to >= item.choices.length;
    const made = button(
      label,
      () => {
        item.choices = moved(item.choices, index, to);
        redraw(`${key}-keuze-${to}`, `Keuze ${number} is nu keuze ${to + 1}.`);
      },
      { disabled: isOff },
    );
    made.append(el("span", { class: "tb-sr" }, `: keuze ${number}`));
    return made;
  };
  const remove = button("Haal weg", () => {
    item.choices = item.choices.filter((other) => other !== choice);
    redraw(`${key}-nieuwe-keuze`, `Keuze ${number} is weg.`);
  });
  remove.append(el("span", { class: "tb-sr" }, `: keuze ${number}`));
  const tools = el("div", { class: "tb-card__tools" }, tool("Omhoog", index - 1), tool("Omlaag", index + 1), remove);
  return el("li", { class: "tb-choicerow" }, el("label", { for: id }, `Keuze ${number}`), field, tools);
}

/**
 * The choices of a question or a column; `key` is how the page calls that.
 * @param {Pick<Question, "choices">} item
 * @param {string} key
 * @param {FieldEditor} editor
 */
export function choicesField(item, key, editor) {
  const holder = el("fieldset", { class: "tb-field" });
  const draw = () => {
    const rows = item.choices.map((_, index) => choiceRow(item, key, index, redraw, editor));
    const add = button(
      "Keuze toevoegen",
      () => {
        item.choices.push({ value: null, label: "" });
        redraw(`${key}-keuze-${item.choices.length - 1}`, "Er is een keuze bij.");
      },
      { id: `${key}-nieuwe-keuze` },
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
    own.replaceChildren(...fields, ...(hasChoices(question.kind) ? [choicesField(question, key, editor)] : []));
  };
  const kind = select(kindOptions(question), question.kind, (value) => {
    setKind(question, /** @type {Kind} */ (value));
    setLines(question);
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
