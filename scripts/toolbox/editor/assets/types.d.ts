// What the editor (Decap CMS, a script of its own that ships no types here) hands over, and what is made of it.

/** Values of a file as a person edits them: whatever YAML can hold. */
export type Values = Record<string, unknown>;

/** Keys in their order, each with the shape of what is in it. */
export interface Shape {
  [key: string]: Shape | null;
}

/** The words of the editor by key, at every depth. */
export interface Tree {
  [key: string]: string | Tree;
}

/** A file as the editor knows it; the text that it came from travels along (see `SOURCE`), none for a new page. */
export interface Entry extends Values {
  "bron van de editor"?: string;
}

export interface PageEntry extends Entry {
  body?: string;
}

/** A format is never new in the editor. */
export interface FormatEntry extends Entry {
  "bron van de editor": string;
}

/** What a preview is made of. */
export interface Preview {
  entry: { getIn(path: string[]): string };
  widgetFor(name: string): unknown;
}

interface Format {
  fromFile(text: string): Values;
  toFile(values: FormatEntry): string;
}

interface Cms {
  registerLocale(name: string, words: Tree): void;
  getLocale(name: string): Tree;
  registerMediaLibrary(library: object): void;
  registerCustomFormat(name: string, extension: string, format: Format): void;
  registerPreviewTemplate(name: string, preview: (parts: Preview) => unknown): void;
  init(options: { config: object }): void;
}

declare global {
  interface Window {
    CMS: Cms;
    CMS_MANUAL_INIT: boolean;
    /** Makes an element of the editor's own page. */
    h(tag: string, attributes: object, ...children: unknown[]): unknown;
  }
}
