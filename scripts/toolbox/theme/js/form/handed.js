// A form that was opened from the page of somebody's route: what is in that route comes along, and what was filled in goes
// back to it, from window to window. Nothing of it is stored, and no other site can be at either end.

import { one } from "../elements.js";
import { definition } from "./fields.js";
import { handedForms } from "./open.js";
import { told } from "./told.js";

/** @import { Opened } from "./types.js" */

const GONE = told("route_weg");

/** Whether two windows of this site can know each other: pages in a folder have no origin by which to. */
const hasOrigin = () => location.protocol.startsWith("http");

/**
 * `open` gets the forms that were handed over; `kept` is called when the route has this one.
 * @param {HTMLElement} form
 * @param {{ open: (forms: Opened[]) => void, kept: () => void }} page
 */
export function watchHanded(form, { open, kept }) {
  /** @type {Window | null} */
  const route = definition(form).journey && hasOrigin() ? window.opener : null;
  const [toolbox] = definition(form).mark.split(" ");
  /** @param {Record<string, unknown>} message */
  const tell = (message) => route?.postMessage({ toolbox, ...message }, location.origin);

  window.addEventListener("message", ({ source, origin, data }) => {
    if (!route || source !== route || origin !== location.origin || data?.toolbox !== toolbox) {
      return;
    }
    if (data.kind === "forms") {
      one(form, "[data-hand]").hidden = false;
      open(handedForms(data.forms, toolbox));
    } else if (data.kind === "kept") {
      kept();
    }
  });
  tell({ kind: "ready" });

  return {
    /**
     * Throws an Error with a Dutch sentence when nobody is there to take it.
     * @param {unknown} content
     */
    give(content) {
      if (!route || route.closed) {
        throw new Error(GONE);
      }
      tell({ kind: "filled", form: content });
    },
  };
}
