// What scripts of the site say to each other by way of the window.

import type { Answers, FilledPdf, Found, Shapes, WordLines } from "./form/types.js";
import type { RichEditor, RichPlace, Rules, Source } from "./proposal/types.js";
import type { Entry } from "./search/types.js";

declare global {
  interface Window {
    /** Called by the script that holds a page or a format, for a proposal. */
    toolboxSource?: (source: Source) => void;
    /** Called by the script that holds the rules for a proposal. */
    toolboxRules?: (rules: Rules) => void;
    /** The editor of a text as it looks: a bundle of its own. */
    toolboxRich?: {
      plainText: (text: string) => string;
      showText: (element: HTMLElement, text: string) => void;
      openRich: (text: string, label: string, place: RichPlace, changed: (text: string) => void) => RichEditor;
    };
    /** Called by the script that holds a format's data package and its fillable PDF. */
    toolboxForm?: (shapes: Shapes) => void;
    /** Called by the script that holds what the search looks through. */
    toolboxSearch: (entries: Entry[]) => void;
    /** Called by the script that holds the lines that a blank Word file has itself. */
    toolboxWord?: (lines: WordLines) => void;
    /** What reads a Word file: a bundle of its own. */
    toolboxFormWord?: { readWord: (bytes: Uint8Array, toolbox: string) => Found };
    /** What fills in a PDF and reads one: a bundle of its own. */
    toolboxFormPdf?: {
      fillPdf: (base64: string, answers: Answers) => Promise<FilledPdf>;
      readPdf: (bytes: Uint8Array, toolbox: string) => Promise<Found>;
    };
  }
}
