// Starts the editor with the configuration that `toolbox editor` wrote beside this script.

import dutch from "./dutch.json";
import { watch } from "./english.js";
import { readFormat, writeFormat } from "./format.js";
import { readPage, writePage } from "./page.js";

/** @import { Preview, Tree } from "./types.js" */

// As the configuration calls them.
const PAGE = "toolbox-pagina";
const FORMAT = "toolbox-format";

/**
 * `words` with what they lack filled in from `more`, at every depth.
 * @param {Tree} words
 * @param {Tree} more
 * @returns {Tree}
 */
function completed(words, more) {
  const filled = { ...more, ...words };
  for (const [key, part] of Object.entries(more)) {
    if (typeof part === "object") {
      filled[key] = completed(/** @type {Tree} */ (words[key] ?? {}), part);
    }
  }
  return filled;
}

/** Pictures are drawn from data here, so there is nothing to upload; the editor needs to be told. */
const NO_UPLOADS = {
  name: "geen",
  init: () => ({ show: () => {}, hide: () => {}, enableStandalone: () => false }),
};

/**
 * A page as it is read: without its settings.
 * @param {Preview} parts
 */
function previewOf({ entry, widgetFor }) {
  const { h } = window;
  return h("main", { lang: "nl" }, h("h1", {}, entry.getIn(["data", "titel"])), widgetFor("body"));
}

async function start() {
  const { config, shapes } = await (await fetch("editor.json")).json();
  const { CMS } = window;
  CMS.registerLocale("nl", completed(CMS.getLocale("nl"), dutch));
  CMS.registerMediaLibrary(NO_UPLOADS);
  CMS.registerCustomFormat(PAGE, "md", {
    fromFile: readPage,
    toFile: (values) => writePage(values, shapes.page),
  });
  CMS.registerCustomFormat(FORMAT, "yaml", {
    fromFile: readFormat,
    toFile: (values) => writeFormat(values, shapes.format),
  });
  for (const { name, format } of config.collections) {
    if (format === PAGE) {
      CMS.registerPreviewTemplate(name, previewOf);
    }
  }
  watch();
  CMS.init({ config: { ...config, load_config_file: false } });
}

// Else the editor looks for a configuration of its own as soon as it is loaded.
window.CMS_MANUAL_INIT = true;
addEventListener("DOMContentLoaded", start);
