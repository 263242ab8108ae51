// Nothing that was typed stays behind by itself: not in the page that Back shows again, not in the browser's memory of the
// form. And nothing goes without a word: the browser asks first, and where it does not, what Back shows is covered.

import { one } from "../elements.js";
import { forgetFiles } from "./downloads.js";

/**
 * Watches what is filled in on one page. `isBlank` says whether it is as it was served, and `clear` makes it so; `draft` is
 * what is kept of it on the device, and `cover` puts what was filled in out of sight; `refresh` shows what follows from it.
 * @param {{
 *   isBlank: () => boolean, clear: () => void, cover: () => void, refresh: () => void,
 *   draft: { changed: () => void, isCurrent: () => boolean, close: () => void },
 * }} page
 */
export function watchLeaving({ isBlank, clear, cover, draft, refresh }) {
  let isKept = true;
  let wasAsked = false;
  let isClosed = false;
  const mayLose = () => !isKept && !draft.isCurrent() && !isBlank();

  function empty() {
    clear();
    one(document, "[data-said]").textContent = "";
    forgetFiles();
    isKept = true;
    refresh();
  }

  /** The form goes; a draft of it stays. */
  function close() {
    draft.close();
    empty();
  }

  window.addEventListener("pagehide", (event) => {
    // A phone leaves without asking. The page that Back shows is this very one, and nowhere else stands what is in it.
    if (event.persisted && !wasAsked && mayLose()) {
      cover();
    } else {
      close();
      isClosed = true;
    }
  });
  window.addEventListener("pageshow", (event) => {
    // A page that the browser kept whole; a fresh one was emptied before it showed.
    if (event.persisted && isClosed) {
      empty();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    wasAsked = mayLose();
    if (wasAsked) {
      event.preventDefault();
    }
  });

  return {
    empty,
    close,
    changed() {
      isKept = false;
      wasAsked = false;
      isClosed = false;
      draft.changed();
      refresh();
    },
    kept() {
      isKept = true;
    },
  };
}
