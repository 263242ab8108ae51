// What does not stand in the toolbox yet: a page, or a format with its page, as a source that the editors open.

import { ANSWERS, nodesOf } from "./draft.js";
import { questionName } from "./names.js";
import { flowScalar, openYaml, setKey } from "./scalars.js";
import { oneLine } from "./tidy.js";

/** @import { MapNode, MadeSource, NewThing, Source } from "./types.js" */

const ORDER = ["name", "title", "description", "version", "number", "kind", "roles"];
const BLANK = `name: nieuw
title: Nieuw
description: Nieuw
version: 1.0.0
number: '1.1'
kind: formulier
roles:
  - wie
sections:
  - name: vragen
    title: Vragen
resources:
  - name: ${ANSWERS}
    schema:
      fields:
        - name: eerste_vraag
          title: Eerste vraag
          type: string
          section: vragen
          lines: 1
`;

export const FOLDERS = {
  format: "content/bijlagen/",
  bijlage: "content/bijlagen/",
  stap: "content/stappen/",
  inleiding: "content/",
  pagina: "content/",
  editie: "content/regio/",
};

/** @param {string} title */
export const slugOf = (title) => questionName(title, new Set()).replaceAll("_", "-");

/**
 * @param {NewThing} thing
 * @param {Date} today
 * @returns {MadeSource}
 */
export function newPage({ sort, number, title, summary, order }, today) {
  const review = `${today.getFullYear() + 1}-${`${today.getMonth() + 1}`.padStart(2, "0")}-01`;
  const head = {
    ...(number && { nummer: `'${number}'` }),
    titel: flowScalar(oneLine(title)),
    soort: sort === "format" ? "bijlage" : sort,
    ...(!number && { volgorde: `${order}` }),
    status: "in ontwikkeling",
    samenvatting: flowScalar(oneLine(summary)),
    herzien_voor: review,
    bron: "Voorstel via de site",
  };
  const lines = Object.entries(head).map(([key, value]) => `${key}: ${value}\n`);
  const text = `---\n${lines.join("")}---\n${oneLine(summary)}\n`;
  const name = `${number && `${number}-`}${slugOf(title)}.md`;
  const isForm = sort === "format";
  return {
    path: FOLDERS[sort] + name,
    title: sort === "stap" ? `Stap ${number}: ${title}` : `${number} ${title}`.trim(),
    text,
    csv: {},
    isForm,
  };
}

/**
 * A format of its own, or one that begins as another.
 * @param {NewThing} thing
 * @param {Source | null} from
 * @returns {MadeSource}
 */
export function newFormat({ number, title, summary, kind, roles }, from) {
  const { document, text } = openYaml(from?.text ?? BLANK);
  const contents = /** @type {MapNode} */ (document.contents);
  const values = {
    name: slugOf(title),
    title: oneLine(title),
    description: oneLine(summary),
    version: "1.0.0",
    number,
    kind,
  };
  for (const [key, value] of Object.entries(values)) {
    setKey(document, contents, key, value, ORDER);
  }
  setKey(document, contents, "roles", roles, ORDER);
  // What was once called otherwise is no part of what is new.
  for (const node of [
    ...nodesOf(document, "resources"),
    ...nodesOf(document, "resources").flatMap((each) => nodesOf(each, "schema", "fields")),
  ]) {
    node.delete("previousNames");
  }
  const path = `forms/${number}-${values.name}/datapackage.yaml`;
  return { path, title: `${number} ${title}`, text: text(), csv: from?.csv ?? {}, isForm: true };
}

/**
 * @param {MadeSource} made
 * @param {string} commit
 * @returns {Source}
 */
export function sourceOf({ path, title, text, csv, isForm }, commit) {
  return { path, title, url: "", text, blob: "", commit, version: "", fixedTitle: isForm, note: "", broken: {}, csv };
}
