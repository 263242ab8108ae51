// A form of the route in a window of its own: what is in the route goes there, and what was filled in comes back. The other
// end is `form/handed.js`.

import { handedForms } from "../form/open.js";

/** @import { Opened } from "../form/types.js" */

/**
 * `forms()` are those in the route; `filled(form)` puts one in it.
 * @param {string} toolbox its mark
 * @param {{ forms: () => Opened[], filled: (form: Opened) => void }} route
 */
export function watchHanding(toolbox, { forms, filled }) {
  window.addEventListener("message", ({ source, origin, data }) => {
    const other = /** @type {Window | null} */ (source);
    if (!other || origin !== location.origin || other === window || data?.toolbox !== toolbox) {
      return;
    }
    /** @param {Record<string, unknown>} message */
    const tell = (message) => other.postMessage({ toolbox, ...message }, location.origin);
    if (data.kind === "ready") {
      const marked = forms().map((form) => ({ ...form, mark: `${toolbox} ${form.name} ${form.version}` }));
      tell({ kind: "forms", forms: marked });
    } else if (data.kind === "filled") {
      const [form] = handedForms([data.form], toolbox);
      if (form) {
        filled(form);
        tell({ kind: "kept" });
      }
    }
  });
}

/**
 * In a window that can tell whose it is. A page in a folder opens by itself: there a file goes along by hand.
 * @param {string} href
 */
export const openForm = (href) => window.open(href, "_blank");
