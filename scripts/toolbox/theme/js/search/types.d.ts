// What the search looks through and what it finds.

/** One place to be found (see site/search.py); what is empty is left out. */
export interface Entry {
  url: string;
  page: string;
  number?: string;
  part?: string;
  text?: string;
  asks?: string;
  other?: string;
}

/** Of a page every place where something was found, best first. */
export interface FoundPage {
  name: string;
  url: string;
  score: number;
  terms: Set<string>;
  hits: Entry[];
}

/** `meant` is what was searched instead; '' when that is what was typed. */
export interface Found {
  pages: FoundPage[];
  terms: string[];
  meant: string;
}

export interface Hit {
  entry: Entry;
  score: number;
  terms: string[];
}
