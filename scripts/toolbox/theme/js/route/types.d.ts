// What the page of one person's own route works with: see `site/form/journey.py`.

import type { Definition, Opened, Texts } from "../form/types.js";

/** A station; `forms` are names of formats. */
export interface Station {
  name: string;
  title: string;
  done: string;
  after: string;
  forms: string[];
}

/** A format of the route, and what is loaded when someone opens a Word file of it. */
export interface Kept {
  asked: Definition;
  lines: string;
}

/** A part of the one sheet of paper. */
export interface SheetPart {
  title: string;
  lines: { form: string; question: string; words: string }[];
}

export interface Journey {
  title: string;
  mark: string;
  stations: Station[];
  forms: Kept[];
  sheet: SheetPart[];
}

/** What someone's route holds: the forms in it, and by station what was said there. */
export interface Route {
  forms: Opened[];
  stations: Record<string, Texts>;
}
