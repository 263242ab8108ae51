// The page on which a format is filled in. What is typed stays in the page itself: no request, and no storage but the draft
// that its writer asks for.

import { one, targetOf, toldBy } from "../elements.js";
import { showProgress, watchBar } from "./bar.js";
import { checkForm, hideSummary, watchFields } from "./check.js";
import { showConditions } from "./conditions.js";
import { packageZip } from "./data.js";
import { ask } from "./dialog.js";
import { download, loadPdfMaker, loadShapes } from "./downloads.js";
import { collect, definition, looseAnswers } from "./fields.js";
import { nameNow, watchWord } from "./filename.js";
import { watchGuard } from "./guard.js";
import { watchHanded } from "./handed.js";
import { growAreas, jump, showUndoButtons, tidyDate, unchoose } from "./help.js";
import { watchOpening } from "./opening.js";
import { watchPrinting } from "./paper.js";
import { foldRows, watchRows } from "./rows.js";
import { formContent, savedPage } from "./save.js";
import { show } from "./say.js";
import { told } from "./told.js";

/** @type {HTMLFormElement} */
const form = one(document, "[data-form]");
/** @type {HTMLInputElement} */
const file = one(form, "[data-file]");
const blankAnswers = JSON.stringify(collect(form));
const isBlank = () => JSON.stringify(collect(form)) === blankAnswers;
// What 'Toch doorgaan' does.
/** @type {() => unknown} */
let waiting = () => undefined;

/** @param {string} ending */
const fileName = (ending) => nameNow(form, definition(form).slug, ending);

// --- what the buttons do ---

/** The definition, with a section of its own for answers that have no place in it. */
function shownDefinition() {
  const shown = definition(form);
  const questions = looseAnswers(form).map(({ name }) => ({
    name,
    title: name,
    type: "string",
    choices: [],
    previous: [],
  }));
  if (questions.length > 0) {
    shown.sections.push({ title: told("niet_geplaatst_kop"), questions, tables: [] });
  }
  return shown;
}

function save() {
  const name = fileName("html");
  download(savedPage(shownDefinition(), collect(form)), "text/html", name);
  leaving.kept();
  show(told("bewaard", { naam: name }));
}

function open() {
  file.click();
}

/** What a draft holds: what a saved page holds as well. */
function content() {
  const { name, version } = definition(form);
  return { name, version, answers: collect(form) };
}

async function makePdf() {
  const { dataset } = form;
  const [shapes, maker] = await Promise.all([
    loadShapes(dataset.shapeScript ?? ""),
    loadPdfMaker(dataset.pdfScript ?? ""),
  ]);
  const { bytes, missing, continued } = await maker.fillPdf(shapes.pdf, collect(form));
  const question = {
    title: told("tekens_kop"),
    text: told("tekens", { tekens: missing.join("; ") }),
    yes: told("tekens_ja"),
  };
  if (missing.length > 0 && !(await ask(question))) {
    return;
  }
  download(bytes, "application/pdf", fileName("pdf"));
  leaving.kept();
  const made = told("pdf_klaar", { naam: fileName("pdf") });
  show(continued ? `${made} ${told("pdf_vervolg")}` : made);
}

async function makeData() {
  const shapes = await loadShapes(form.dataset.shapeScript ?? "");
  download(packageZip(shapes.package, collect(form)), "application/zip", fileName("zip"));
  leaving.kept();
  show(told("data_klaar", { naam: fileName("zip") }));
}

async function wipe() {
  const question = {
    title: told("wissen_kop"),
    text: told("wissen_vraag"),
    yes: told("wissen_ja"),
  };
  if (await ask(question)) {
    leaving.wipe();
    show(told("gewist"));
  }
}

/** @param {() => unknown} action */
async function run(action) {
  try {
    await action();
  } catch (error) {
    show(toldBy(error));
  }
}

/**
 * First the check; what is only missing can be left open.
 * @param {() => unknown} action
 */
function afterCheck(action) {
  return () => {
    waiting = action;
    if (checkForm(form)) {
      return action();
    }
  };
}

/** @type {Record<string, () => unknown>} */
const ACTIONS = {
  save,
  open,
  print: afterCheck(() => window.print()),
  pdf: afterCheck(makePdf),
  data: afterCheck(makeData),
  wipe,
  hand: () => handing.give(formContent(definition(form), collect(form))),
};

function refresh() {
  showConditions(form);
  foldRows(form);
  showProgress(form);
}

// How the fields were served: what someone types is no part of it.
const served = one(form, "[data-fields]").innerHTML;

function clear() {
  form.reset();
  // New fields instead of emptied ones: they have no 'undo' either.
  one(form, "[data-fields]").innerHTML = served;
  one(form, "[data-loose] dl").replaceChildren();
  one(form, "[data-loose]").hidden = true;
  one(form, "[data-errors]").hidden = true;
  one(form, "[data-errors-list]").replaceChildren();
}

const leaving = watchGuard({
  what: told("dit_wat"),
  isBlank,
  clear,
  content,
  openDraft: (draft) => opening.openDraft(draft),
  save,
  wipe,
  refresh,
});
const opening = watchOpening(form, { isBlank, blank: JSON.parse(blankAnswers), leaving });
const handing = watchHanded(form, {
  open: (forms) => run(() => opening.openHanded(forms)),
  kept: () => {
    leaving.kept();
    show(told("in_route", { waar: definition(form).journey }));
  },
});
watchBar(save);

// --- what happens on the page ---

document.addEventListener("click", (event) => {
  /** @type {HTMLElement | null} */
  const link = targetOf(event).closest("[data-jump]");
  if (link) {
    event.preventDefault();
    jump(link);
  }
});
form.addEventListener("click", (event) => {
  const button = targetOf(event).closest("button");
  if (button?.dataset.do) {
    run(ACTIONS[button.dataset.do]);
  } else if (button?.matches("[data-unchoose]")) {
    unchoose(button);
  } else if (button?.matches("[data-go-on]")) {
    hideSummary();
    run(waiting);
  } else if (button?.matches("[data-drop-loose]")) {
    opening.dropLoose();
  }
});
form.addEventListener("change", (event) => {
  if (targetOf(event).closest("[data-type=date]")) {
    tidyDate(/** @type {HTMLInputElement} */ (event.target));
  }
});
form.addEventListener("focusout", () => setTimeout(refresh));
form.addEventListener("input", () => {
  leaving.changed();
  showUndoButtons(form);
  growAreas(form);
});
// A line in a table is a text area, but stays one line.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && targetOf(event).matches("[data-type=line] textarea")) {
    event.preventDefault();
  }
});
form.addEventListener("submit", (event) => event.preventDefault());
file.addEventListener("change", () => {
  const [chosen] = file.files ?? [];
  file.value = "";
  if (chosen) {
    run(() => opening.openFile(chosen));
  }
});

// The letters of other alphabets have a font file of their own. Loaded when someone types one, it would tell that.
document.fonts.load(getComputedStyle(form).font, "ğ");
watchWord(form, definition(form).slug);
watchFields(form);
watchRows(form, leaving.changed);
watchPrinting(form);
leaving.empty();
one(document, "[data-fill]").hidden = false;
