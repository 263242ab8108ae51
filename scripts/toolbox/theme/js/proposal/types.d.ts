// What the page for proposals works with: a source as the site hands it over, and what a person makes of it.

import type { Document, YAMLMap, Node as YamlNode } from "yaml";

/** What stands in a file is known only when it is read: the toolbox itself holds formats to their schema. */
// biome-ignore lint/suspicious/noExplicitAny: a value of a file can be anything
export type MapNode = YAMLMap<any, any>;
/** Of such a document a value may be asked by its key. */
export type YamlDocument = Document<YamlNode, false>;

/** The rules of `toolbox check` as the site hands them over: see `site/proposalrules.py`. */
export interface Rules {
  patterns: Record<string, [pattern: string, isMultiline: boolean]>;
  limits: Record<string, number>;
  sentences: Record<string, string>;
  drawable: [first: number, last: number][];
  pages: Record<string, string[]>;
  leading: Record<string, Record<string, string[]>>;
  images: Record<string, string[]>;
  imageFolder: string;
  imageKinds: string[];
  proposal: string;
  schemes: string[];
  otherwise: string[];
  bsnWeights: number[];
  ownIds: string[];
  ownPrefixes: string[];
  emptyHint: string;
  lineHint: string;
}

/** One thing that the check would say; `page` is the file it would say it of, when that is another one. */
export interface Found {
  code: string;
  line: number;
  values: Record<string, string>;
  page?: string;
}

/** A page or a format; `csv` has the rows of its tables by file, `note` is what a concept says of itself, `broken` how the
 * long words of its tables break on paper. See `site/proposal.py`. */
export interface Source {
  path: string;
  title: string;
  url: string;
  text: string;
  blob: string;
  commit: string;
  version: string;
  fixedTitle: boolean;
  note: string;
  broken: Record<string, string>;
  csv: Record<string, string>;
}

export type Kind = "line" | "area" | "date" | "tick" | "choice" | "list" | "signature";

/** `value` is null until a proposal is made of it. */
export interface Choice {
  value: string | null;
  label: string;
}

/** `origin` is its place in the file, null for a new one; `name` is null until a proposal is made of it. */
export interface Question {
  key: string;
  origin: number | null;
  name: string | null;
  section: string;
  title: string;
  help: string;
  kind: Kind;
  lines: number;
  required: boolean;
  choices: Choice[];
  ground: string;
  removed: boolean;
}

/** A question that a screen shows after a `choice` at the one that is `asked`, which has these `choices`: as read. */
export interface Waiting {
  name: string;
  asked: string;
  choice: Choice;
  choices: Choice[];
}

/** What of a paper stands elsewhere: its looks (`sheet`), what shows a text (`rich`), the lines beside the route by step,
 * what a concept says of itself, and how long words in a table break. */
export interface PaperPlace {
  sheet: string;
  rich: string;
  strips: Record<string, string[]>;
  note: string;
  broken: Record<string, string>;
}

/** A format as it stands in its data package, as far as paper shows it. */
export interface PaperPackage {
  number: string;
  title: string;
  description: string;
  landscape?: boolean;
  sections?: { name: string; title: string; description?: string; source?: string; pageBreak?: boolean }[];
  resources: PackageTable[];
}

/** What stands on a paper that no package holds; `prose` shows a text with Markdown, `broken` breaks long words. */
export interface PaperWords {
  prose: (text: string) => HTMLElement;
  broken: (text: string) => string;
  note: string;
  strip: string[];
}

/** The single questions, or a table. */
export interface PackageTable {
  name: string;
  title?: string;
  description?: string;
  section?: string;
  emptyRows?: number;
  groupBy?: string;
  ground?: string;
  source?: string;
  schema: { fields: PackageField[] };
}

export interface PackageField {
  name: string;
  title: string;
  description?: string;
  type: Descriptor["type"];
  section?: string;
  after?: string;
  lines?: number;
  width?: "full" | "half" | "third";
  share?: number;
  signature?: boolean;
  given?: boolean;
  matrix?: boolean;
  ground?: string;
  source?: string;
  categories?: { value: string; label: string }[];
}

/** A row on paper, its cells by the name of their column; `isOwn`: an empty one to write in. */
export interface PaperRow {
  isOwn: boolean;
  cells: Record<string, string>;
}

/** Questions, and the tables that come right after them. */
export interface PaperRun {
  questions: PackageField[];
  tables: PackageTable[];
}

export type NamedQuestion = Question & { name: string };

/** What of a field of the data package tells its kind. */
export interface Descriptor {
  type: "string" | "date" | "boolean" | "list";
  signature?: boolean;
  categories?: unknown[];
  lines?: number;
}

export interface NamedDraft extends Draft {
  questions: NamedQuestion[];
}

/** `matrix`: a column to tick for each choice; `share` is its width in per cent, 0 for one that has none of its own. */
export interface Column {
  origin: number | null;
  name: string;
  title: string;
  help: string;
  required: boolean;
  given: boolean;
  kind: Kind;
  choices: Choice[];
  matrix: boolean;
  share: number;
}

/** A row of a CSV: `raw` is its text with its line end, when it stood in a file. */
export interface CsvRow {
  cells: string[];
  raw?: string;
}

/** `before` are its cells as they were; none for a new row. */
export interface Row extends CsvRow {
  before?: string[];
  removed: boolean;
}

/** A row of three states that become one: its cells by column, and a key that says which row it is. */
export interface KeyedRow {
  key: string;
  cells: Record<string, string>;
  removed: boolean;
}

/** A draft with its rows as those. */
export interface KeyedDraft extends Omit<Draft, "tables"> {
  tables: (Omit<Table, "rows"> & { rows: KeyedRow[] })[];
}

export interface Table {
  origin: number | null;
  file: string;
  name: string;
  section: string;
  title: string;
  help: string;
  emptyRows: number;
  groupBy: string;
  columns: Column[];
  rows: Row[];
}

/** Of what is new, `origin` is null, and the name one of this page alone. */
export interface Section {
  origin: number | null;
  name: string;
  title: string;
  intro: string;
}

export interface Draft {
  about: string;
  landscape: boolean;
  sections: Section[];
  questions: Question[];
  tables: Table[];
}

/** A part of a page's text under one heading: `raw` as it stood, `text` as a person edits it. */
export interface Piece {
  raw: string;
  lead: string;
  tail: string;
  text: string;
  before: string;
  heading: string;
}

/** A row of the table of a step: `was` and `raw` are what it was, and its lines. */
export interface StepRow {
  key: string;
  what: string;
  goals: string[];
  tools: string[];
  was: string;
  raw: string;
}

/** `what` and `goal` head its columns. */
export interface StepTable {
  title: string;
  what: string;
  goal: string;
  rows: StepRow[];
}

export interface PageText {
  head: string;
  title: string;
  summary: string;
  status: string;
  table: StepTable | null;
  pieces: Piece[];
  end: string;
}

/** One difference, from a text to a text or, where that says it better, in `words`. `shown`: both texts to look at. */
export interface Change {
  place: string;
  before?: string;
  after?: string;
  words?: string;
  shown?: [before: string, after: string];
}

/** `key` is where it stands on the page. */
export type PlacedChange = Required<Omit<Change, "words" | "shown">> & { key: string };

/** What has to be mended first; `key` is where on the page of `path`, `here` what is said in that place
 * itself. A note keeps nobody from sending. */
export interface Problem {
  key: string;
  path?: string;
  text: string;
  isNote?: boolean;
  here?: string;
}

/** An image that was drawn anew: `data` in base64, `size` in bytes. */
export interface Picture {
  kind: "png" | "jpg";
  data: string;
  size: number;
  width: number;
  height: number;
}

/** null is: no such file. Of an image that is new, `data` are its bytes in base64. */
export interface FileChange {
  path: string;
  before: string | null;
  after: string | null;
  data?: string;
}

/** Words of a page that someone reacts to, and the heading above them. */
export interface Quote {
  words: string;
  heading: string;
}

/** A text that differs, as it is kept: each side of it. */
export interface SavedText {
  title: [before: string, after: string];
  summary: [before: string, after: string];
  status: [before: string, after: string];
  rows: [before: StepRow[], after: StepRow[]];
  pieces: { heading: string; before: string; text: string }[];
  pictures?: Record<string, Picture>;
}

export interface SavedDraft {
  before: Draft;
  draft: Draft;
  added: number;
}

/** A format with its page, a page (of a step, of the introduction, or on its own: as it calls its own sort), or an edition. */
export type NewSort = "format" | "bijlage" | "stap" | "inleiding" | "pagina" | "editie";

/** What someone wants that is not there yet; `from` is the path of the format that it begins as, '' for none. */
export interface NewThing {
  sort: NewSort;
  number: string;
  title: string;
  summary: string;
  kind: string;
  roles: string[];
  from: string;
  order: number;
}

/** A new page or format; `isForm`: it is a format, or the page of one. */
export interface MadeSource {
  path: string;
  title: string;
  text: string;
  csv: Record<string, string>;
  isForm: boolean;
}

/** A text of a region's own at a page of the toolbox; `base` is the code of what that page says now. */
export interface OwnText {
  page: string;
  title: string;
  base: string;
  where: string;
  text: string;
}

/** What a region's edition says; `texts` are those that come in, and so is the logo of one that `hasLogo` not yet. */
export interface EditionText {
  name: string;
  institutions: string[];
  contact: string;
  texts: OwnText[];
  hasLogo: boolean;
  logo: Picture | null;
}

export interface SavedEdition {
  edition: EditionText;
}

/** A page or a format of a proposal that is kept; of one that is new, `made` is how it began. */
export interface SavedItem {
  path: string;
  state: SavedText | SavedDraft | SavedEdition | null;
  made?: MadeSource;
}

export interface SavedProposal {
  kenmerk: string;
  versie: number;
  items: SavedItem[];
  fields: Record<string, string>;
  quote: Quote | null;
}

/** One page or format of a proposal. `editor` is null when it cannot be changed here: `fault` says so. */
export interface ProposalItem {
  source: Source;
  link: HTMLElement;
  editor: Editor | null;
  fault: string;
  made?: MadeSource;
}

/** What changes in one page or format. */
export interface ChangeGroup {
  source: Source;
  changes: Change[];
}

/** What goes along with a proposal; `source` is what it is about when nothing changes. */
export interface Letter {
  groups: ChangeGroup[];
  quote: Quote | null;
  source: Source;
  part: string;
  author: string;
  region: string;
  reason: string;
}

export interface Patch {
  files: FileChange[];
  paths: string[];
  commit: string;
  author: string;
  region: string;
  reason: string;
  subject: string;
  date: Date;
}

/** What the page asks of the editor of a text or of a format. */
export interface Editor {
  changes(): Change[];
  problems(): Problem[];
  parts(): string[];
  files(): FileChange[];
  render(holder: HTMLElement): void;
  /** What is kept of it; null for nothing that changed. */
  state(): SavedText | SavedDraft | SavedEdition | null;
  /** What was kept, in place again. Gives the places that have changed meanwhile as well. */
  restore(state: SavedText | SavedDraft | SavedEdition): string[];
}

export type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;
export type Child = Node | string | null | false;
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface CardParts {
  key: string;
  title: string;
  note?: string;
  tools?: HTMLElement[];
  fill: ((body: HTMLElement) => HTMLElement) | ((body: HTMLElement) => void);
  shown?: HTMLElement | null;
  open: Set<string>;
}

/** The part of the editor of a format that its fields need. */
export interface FieldEditor {
  changed: () => void;
  say: (text: string) => void;
  line<K extends string>(
    id: string,
    label: string,
    item: Record<K, string>,
    name: K,
    before: Record<K, string> | undefined,
    help?: string,
  ): HTMLElement;
  prose<K extends string>(
    id: string,
    label: string,
    item: Record<K, string>,
    name: K,
    before: Record<K, string>,
    help?: string,
  ): HTMLElement;
}

/** Shows a list anew: the focus goes to the element with this id, and the words are said. */
export type Redraw = (focus: string, words: string) => void;

/** Where a text stands that is edited as it looks: `anchors` are the headings of each page, `id` that of its field. */
export interface RichPlace {
  id: string;
  path: string;
  pages: { path: string; name: string }[];
  anchors: Record<string, string[]>;
  pictures: PicturePlace;
}

/** The images of a text: those that are new, and what may be said of one. */
export interface PicturePlace {
  fault: (alt: string) => string;
  words: (alt: string) => string;
  add: (picture: Picture, alt: string) => { alt: string; target: string };
  addressOf: (target: string) => string;
}

/** An editor of a text as it looks. */
export interface RichEditor {
  element: HTMLElement;
  focus: () => void;
  close: () => void;
}
