// What a form page works with: what the form asks, and what was answered.

export type Texts = Record<string, string>;

/** Texts as in a CSV: by question, and by table a list of rows. */
export interface Answers {
  values: Texts;
  rows: Record<string, Texts[]>;
}

/** An answer that has no place in the form. */
export interface Loose {
  name: string;
  value: string;
}

export interface Choice {
  value: string;
  label: string;
}

export interface Question {
  name: string;
  title: string;
  type: string;
  choices: Choice[];
  previous: string[];
  /** What other formats ask as well, as they call it among themselves. */
  term?: string;
  sensitive?: boolean;
}

export interface Column extends Question {
  given: boolean;
  group: boolean;
}

export interface Table {
  name: string;
  title: string;
  previous: string[];
  columns: Column[];
}

/** `goes_on`: it belongs to the one before it. */
export interface Section {
  title: string;
  goes_on?: boolean;
  questions: Question[];
  tables: Table[];
}

/** What the form asks: see `site/form/form.py`. */
export interface Definition {
  name: string;
  version: string;
  mark: string;
  number: string;
  title: string;
  slug: string;
  /** What a concept says of itself; '' for a format that is none. */
  concept: string;
  sections: Section[];
  /** By name of format, each that asks something that this one asks as well. */
  others: Record<string, Other>;
  /** What the page is called that keeps the forms of one person; '' without one. */
  journey: string;
}

/** Another format: its number and title, and by name of question (the present ones first) the term that is shared. */
export interface Other {
  title: string;
  terms: Texts;
}

/** An answer of another format: what of it fits here, what stands here now, and what of it does not fit. */
export interface Offer {
  question: Question;
  value: string;
  mine: string;
  left: string;
  isSensitive: boolean;
  isTicked: boolean;
}

/** A resource of a data package (Frictionless). */
export interface Resource {
  name: string;
  path: string;
  schema: { fields: { name: string }[] };
}

export interface Package {
  resources: Resource[];
}

/** A format's descriptor, and its fillable PDF in base64. */
export interface Shapes {
  package: Package;
  pdf: string;
}

/** `value` is what fits, `left` what does not. */
export interface Fit {
  value: string;
  left: string[];
}

/** A line of a file that stands in no answer. `near` is what people call the place. */
export interface Beside {
  text: string;
  near: string;
  labels: string[];
}

/** A filled-in file as a reader found it: `name` and `version` are '' when the file does not say. */
export interface Found extends Opened {
  beside: Beside[];
  labels: string[];
}

/** What was in a saved page. */
export interface Opened {
  name: string;
  version: string;
  answers: Answers;
}

/** What was in a saved file: one form, or those of a route with what was said at each of its stations. */
export interface SavedRoute {
  forms: Opened[];
  stations: Record<string, Texts> | null;
}

/** The same of any file that someone chose. */
export interface ReadRoute extends SavedRoute {
  forms: Chosen[];
}

/** What a page reads files with: the formats that it knows, what it takes of others, and where its readers are. */
export interface Desk {
  asked: Definition[];
  /** Throws an Error with a Dutch sentence. */
  require: (form: Opened) => void;
  pdfScript: string;
  wordScript: string;
  wordLines: (name: string) => string;
}

/** What a blank Word file of a format has of its own: beside the places to fill in, and within them. */
export interface WordLines {
  toolbox: string;
  beside: string[];
  within: string[];
}

/** A file that someone chose, of this format or of one that asks the same; `loose` stands in it outside the answers, `note` is told after opening. */
export interface Chosen extends Opened {
  loose: Loose[];
  note: string;
}

/** An answer as it is shown to choose. */
export interface Shown {
  question: Question;
  text: string;
}

/** One way out of a difference; `name` says which, `take` goes it. */
export interface Option {
  name: string;
  take: () => void;
}

/** What two copies filled in differently; `where` names the place from the outside in. */
export interface Difference {
  where: string[];
  mine: Shown[];
  theirs: Shown[];
  options: Option[];
}

/** The rows that came of one row of either copy, or of one of both. */
export interface MergedRow {
  rows: Texts[];
}

/** What is wrong with a field; `near` when it is said shorter beside it. */
export interface Fault {
  text: string;
  near?: string;
  isMissing: boolean;
}

export interface FieldFault {
  field: HTMLElement;
  found: Fault;
}

/** A text area knows no `checked`, and nobody asks it. */
export type Input = HTMLInputElement;

export interface Words {
  title: string;
  text: string;
  yes: string;
  no?: string;
}

/** The size of a field in points, and how text stands in it. */
export interface Box {
  width: number;
  height: number;
  multiline: boolean;
  font: string;
  size: number;
  style: (points: string) => string;
}

/** A simple font: its characters' codes, and their widths by code from `first`. */
export interface Face {
  name: string;
  codes: Map<string, number>;
  first: number;
  widths: number[];
}

export interface LaidOut {
  size: number;
  lines: string[];
  fits: boolean;
}

/** A text that only someone with the code word can read; bytes in base64. */
export interface Sealed {
  iv: string;
  data: string;
}

/** What the browser keeps of a form when its writer asks for it: until when, and what makes the key of the code word. */
export interface Draft extends Sealed {
  until: number;
  rounds: number;
  salt: string;
}

/** How much of a part is asked, and how much of it is filled in. */
export interface Count {
  asked: number;
  done: number;
}

/** A filled-in PDF; `missing` are characters that do not show in it, `continued` whether it has pages more. */
export interface FilledPdf {
  bytes: Uint8Array<ArrayBuffer>;
  missing: string[];
  continued: boolean;
}

/** A paragraph or heading on a page more, and its lines as far as they stand on one page. */
export interface Block {
  tag: string;
  text: string;
  size: number;
  bold: boolean;
}

export interface Piece {
  block: Block;
  lines: string[];
  y: number;
}
