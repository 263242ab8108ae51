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

/** So much after a date, or before it where a number is negative. */
export interface Offset {
  years: number;
  months: number;
  weeks: number;
  days: number;
}

/** Something that happens so much after a date that is asked; without an anchor its date is agreed on. */
export interface Milestone extends Offset {
  name: string;
  text: string;
  source: string;
  anchor: string;
}

/** Such a moment with its date, and the date that it was counted from. */
export interface DatedMoment {
  moment: Milestone;
  date: string;
  from: string;
}

export interface Calendar {
  moments: Milestone[];
}

export interface Journey {
  title: string;
  mark: string;
  stations: Station[];
  forms: Kept[];
  sheet: SheetPart[];
  calendar: Calendar;
}

/** What someone's route holds: the forms in it, and by station what was said there. */
export interface Route {
  forms: Opened[];
  stations: Record<string, Texts>;
}
