// The page that keeps all forms of one person. What stands here stays in the page itself: no request and no storage; only
// the file that its writer saves.

import { all, one, targetOf, toldBy } from "../elements.js";
import { readChosen } from "../form/chosenfile.js";
import { ask } from "../form/dialog.js";
import { download } from "../form/downloads.js";
import { safeWord } from "../form/filename.js";
import { watchGuard } from "../form/guard.js";
import { savedPage } from "../form/save.js";
import { show } from "../form/say.js";
import { momentWords, requireMoments, showCalendar, watchDates } from "./calendar.js";
import { openForm, watchHanding } from "./handing.js";
import { calendarFile } from "./ics.js";
import { clearPaper, printForm, printSheet, watchPaper } from "./paper.js";
import { askedBy, routePage } from "./saved.js";
import { readStations, shared, showStations, writeStations } from "./stations.js";

/** @import { Chosen, Opened, ReadRoute } from "../form/types.js" */
/** @import { Journey } from "./types.js" */

const OTHER = "Dit formulier hoort niet bij deze route. Kies een formulier dat bij een station staat.";
const REPLACE = {
  title: "Een ander bestand openen?",
  text: "Wat nu op deze pagina staat, is dan weg. Bewaar het eerst als je het nodig hebt.",
  yes: "Ja, open het bestand",
};
const WIPE = { title: "Alles wissen?", text: "Wat op deze pagina staat, is dan weg.", yes: "Ja, maak leeg" };

/** @type {HTMLFormElement} */
const form = one(document, "[data-route]");
/** @type {HTMLInputElement} */
const file = one(form, "[data-file]");
/** @type {Journey} */
const journey = JSON.parse(form.dataset.route ?? "");
/** @type {Map<string, Opened>} */
const kept = new Map();

// --- what is in the route ---

/** The forms in the order of the route. */
const forms = () => journey.forms.flatMap(({ asked }) => kept.get(asked.name) ?? []);
const route = () => ({ forms: forms(), stations: readStations() });
const isBlank = () => kept.size === 0 && Object.keys(readStations()).length === 0;

function refresh() {
  showStations(forms());
  showCalendar(journey.calendar);
}

/** @param {string} ending of its name */
function fileName(ending) {
  const word = safeWord(/** @type {HTMLInputElement} */ (one(form, "[data-word]")).value);
  return `${["mijn-route", word, ending].filter(Boolean).join("-")}.html`;
}

/** @param {Opened} found */
function put({ name, version, answers }) {
  kept.set(name, { name, version, answers });
  leaving.changed();
}

// --- what the buttons do ---

function save() {
  const name = fileName("");
  download(
    routePage(
      journey,
      route(),
      forms().map((one) => one.name),
    ),
    "text/html",
    name,
  );
  leaving.kept();
  show(`Bewaard. Het bestand heet ${name} en staat bij je downloads.`);
}

function share() {
  const name = fileName("deel");
  const names = shared();
  const without = forms().filter((one) => !names.includes(one.name));
  download(routePage(journey, route(), names), "text/html", name);
  const left = without.map((one) => askedBy(journey, one.name).number).join(", ");
  show(`De kopie heet ${name} en staat bij je downloads.${left ? ` Zonder ${left}.` : ""}`);
}

function calendar() {
  const word = safeWord(/** @type {HTMLInputElement} */ (one(form, "[data-word]")).value);
  const found = requireMoments(journey.calendar);
  const name = `${["kalender", word].filter(Boolean).join("-")}.ics`;
  download(calendarFile(found, { mark: journey.mark, word, now: new Date() }), "text/calendar", name);
  show(`Het bestand ${name} staat bij je downloads. Open het met je agenda.`);
}

async function wipe() {
  if (await ask(WIPE)) {
    leaving.wipe();
    show("De pagina is leeg.");
  }
}

/**
 * A file with one form comes beside what is there; a whole route in its place.
 * @param {File} chosen
 */
async function openFile(chosen) {
  const found = await readChosen(chosen, {
    asked: journey.forms.map(({ asked }) => asked),
    require: requireKept,
    pdfScript: form.dataset.pdfScript ?? "",
    wordScript: form.dataset.wordScript ?? "",
    wordLines: (name) => journey.forms.find(({ asked }) => asked.name === name)?.lines ?? "",
  });
  await (found.stations ? openRoute(found) : addForm(found.forms[0]));
}

/** @param {Opened} found */
function requireKept(found) {
  if (!askedBy(journey, found.name)) {
    throw new Error(OTHER);
  }
}

/** @param {ReadRoute} found */
async function openRoute({ forms: found, stations }) {
  if (!isBlank() && !(await ask(REPLACE))) {
    return;
  }
  const ours = found.filter(({ name }) => askedBy(journey, name));
  leaving.empty();
  writeStations(stations ?? {});
  for (const one of ours) {
    put(one);
  }
  refresh();
  leaving.kept();
  const left = found.length - ours.length;
  const more = left ? ` ${left === 1 ? "1 formulier hoort" : `${left} formulieren horen`} hier niet bij.` : "";
  show(`Je route is geopend.${more}`);
}

/** @param {Chosen} found */
async function addForm(found) {
  const { number, title } = askedBy(journey, found.name);
  const question = {
    title: `${number} staat al in je route`,
    text: "Wil je het vervangen door het bestand dat je koos?",
    yes: "Ja, vervang",
  };
  if (kept.has(found.name) && !(await ask(question))) {
    return;
  }
  put({ ...found, answers: { ...found.answers, values: { ...found.answers.values, ...outside(found) } } });
  show(`${number} ${title} staat in je route. Bewaar het nog.${found.note}`);
}

/**
 * What stood outside the answers goes along, for whoever opens the form.
 * @param {Chosen} found
 */
const outside = ({ loose }) => Object.fromEntries(loose.map(({ name, value }) => [name, value]));

/**
 * @param {string} action
 * @param {string} name of a format
 */
async function doWith(action, name) {
  const found = kept.get(name);
  const asked = askedBy(journey, name);
  if (action === "print") {
    printForm(journey, route(), name);
  } else if (found && action === "save") {
    download(savedPage(asked, found.answers), "text/html", `${asked.slug}-ingevuld.html`);
    show(`${asked.number} staat bij je downloads, zonder de rest van je route.`);
  } else if (found && (await ask(removal(asked.number)))) {
    kept.delete(name);
    leaving.changed();
    show(`${asked.number} is uit je route.`);
  }
}

/** @param {string} number */
const removal = (number) => ({
  title: `${number} weghalen?`,
  text: "Het formulier gaat uit deze route. Een bestand dat je eerder bewaarde, blijft bestaan.",
  yes: "Ja, haal weg",
});

/** @type {Record<string, () => unknown>} */
const ACTIONS = {
  save,
  share,
  open: () => file.click(),
  sheet: () => printSheet(journey, route(), momentWords(journey.calendar)),
  calendar,
  wipe,
};

/** @param {() => unknown} action */
async function run(action) {
  try {
    await action();
  } catch (error) {
    show(toldBy(error));
  }
}

// --- what happens on the page ---

const leaving = watchGuard({
  what: "de pagina",
  isBlank,
  clear() {
    form.reset();
    kept.clear();
    clearPaper();
  },
  save,
  wipe,
  refresh,
});
watchHanding(journey.mark, {
  forms,
  filled(found) {
    if (askedBy(journey, found.name)) {
      put(found);
      show(`${askedBy(journey, found.name).number} staat in je route. Bewaar het nog.`);
    }
  },
});
watchPaper();
watchDates();
form.addEventListener("click", (event) => {
  const button = targetOf(event).closest("button");
  const link = targetOf(event).closest("a");
  if (button?.dataset.do) {
    run(ACTIONS[button.dataset.do]);
  } else if (button?.dataset.doForm) {
    const item = /** @type {HTMLElement} */ (button.closest("[data-form-of]"));
    run(() => doWith(button.dataset.doForm ?? "", item.dataset.formOf ?? ""));
  } else if (link?.matches("[data-fill-in]") && location.protocol.startsWith("http")) {
    event.preventDefault();
    openForm(link.href);
  }
});
form.addEventListener("input", () => leaving.changed());
form.addEventListener("submit", (event) => event.preventDefault());
file.addEventListener("change", () => {
  const [chosen] = file.files ?? [];
  file.value = "";
  if (chosen) {
    run(() => openFile(chosen));
  }
});
leaving.empty();
for (const part of all(document, "[data-fill]")) {
  part.hidden = false;
}
