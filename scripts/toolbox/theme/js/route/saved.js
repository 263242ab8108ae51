// Someone's route  →  one HTML file that a person can read and print, and that the page can open again.

import { routeMark } from "../form/open.js";
import { escaped, formContent, formHtml, wholePage } from "../form/save.js";

/** @import { Definition, Texts } from "../form/types.js" */
/** @import { Journey, Route, Station } from "./types.js" */

const ABOUT = `<p class="about">In dit bestand staan persoonsgegevens: bewaar het op een veilige plek. Wil je verder, open \
het dan op de pagina waar het is gemaakt.</p>\n`;

/**
 * @param {Journey} journey
 * @param {string} name
 */
export const askedBy = (journey, name) =>
  /** @type {Definition} */ (journey.forms.find(({ asked }) => asked.name === name)?.asked);

/**
 * What was said at a station, as a person would.
 * @param {Station} station
 * @param {Texts} said
 */
function stationHtml(station, said) {
  const lines = [said.done ? `Gedaan: ${station.done}` : `Nog niet gedaan. Daarna: ${station.after}`];
  if (said.who) {
    lines.push(`Door: ${said.who}`);
  }
  if (said.note) {
    lines.push(`Afgesproken: ${said.note}`);
  }
  const items = lines.map((line) => `<dd>${escaped(line)}</dd>`).join("\n");
  return `<dt>${escaped(station.title)}</dt>\n${items}\n`;
}

/**
 * The whole file as text. Of `route` only the forms called in `names` go along.
 * @param {Journey} journey
 * @param {Route} route
 * @param {string[]} names
 */
export function routePage(journey, route, names) {
  const forms = route.forms.filter(({ name }) => names.includes(name));
  const stations = journey.stations.map((station) => stationHtml(station, route.stations[station.name] ?? {}));
  const parts = forms.map((form) => `<article>\n${formHtml(askedBy(journey, form.name), form.answers)}</article>\n`);
  const inner = `<h1>${escaped(journey.title)}</h1>\n${ABOUT}<dl>\n${stations.join("")}</dl>\n${parts.join("")}`;
  const content = {
    mark: routeMark(journey.mark),
    stations: route.stations,
    forms: forms.map((form) => ({
      ...formContent(askedBy(journey, form.name), form.answers),
      // What it was filled in as: another version may have been its.
      mark: `${journey.mark} ${form.name} ${form.version}`,
      version: form.version,
    })),
  };
  return wholePage(journey.title, inner, content);
}
