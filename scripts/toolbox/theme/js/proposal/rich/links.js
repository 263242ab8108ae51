// Where a link leads, asked beside the text: a page of the toolbox by its title, a place on it, or an address.

import { button, el, input, labelled, select } from "../dom.js";
import { folderOf, relative, targetOf } from "../rules/paths.js";
import { schema } from "./schema.js";

/** @import { EditorState } from "prosemirror-state" */
/** @import { EditorView } from "prosemirror-view" */
/** @import { RichPlace } from "../types.js" */

const OUTSIDE = "";
const { link } = schema.marks;

/**
 * The link around the selection and where it stands; without one the selection, trimmed.
 * @param {EditorState} state
 */
function linkAt({ doc, selection }) {
  const { $from, from, to } = selection;
  const mark = link.isInSet($from.marks()) ?? link.isInSet($from.nodeAfter?.marks ?? []);
  if (!mark) {
    return { from, to, href: "", words: doc.textBetween(from, to, " ") };
  }
  let [start, end] = [$from.start(), $from.start()];
  let isFound = false;
  $from.parent.forEach((node, offset) => {
    const at = $from.start() + offset;
    const isOf = mark.isInSet(node.marks);
    if (isOf && end === at && isFound) {
      end = at + node.nodeSize;
    } else if (isOf && !(isFound && start <= from && from <= end)) {
      [start, end, isFound] = [at, at + node.nodeSize, true];
    }
  });
  return { from: start, to: end, href: mark.attrs.href, words: doc.textBetween(start, end, " ") };
}

/**
 * What someone types for an address, as a link has it.
 * @param {string} text
 */
export function addressOf(text) {
  const bare = text.trim().replace(/^http:\/\//i, "https://");
  if (/^[^\s@/:]+@[^\s@/:]+$/.test(bare)) {
    return `mailto:${bare}`;
  }
  const whole = /^(?:https:|mailto:|tel:|#)/i.test(bare) || bare === "" ? bare : `https://${bare}`;
  return whole.replace(
    /[\s()<>"'\\]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
  );
}

/** @param {string} id */
const wordsOf = (id) => id.replaceAll("-", " ");

/**
 * Ask where the selected words lead, in `box`. `done` is called after, with the focus still in the box.
 * @param {EditorView} view
 * @param {HTMLElement} box
 * @param {RichPlace} place
 * @param {() => void} done
 */
export function askLink(view, box, place, done) {
  const found = linkAt(view.state);
  const isInside = /\.md(?:#|$)/.test(found.href) || found.href.startsWith("#");
  const [file, anchor = ""] = found.href.split("#");
  let path = isInside ? (file ? targetOf(place.path, file) : place.path) : OUTSIDE;
  if (!found.href && place.pages.length > 0) {
    path = place.pages[0].path;
  }
  let part = isInside ? anchor : "";
  let address = isInside ? "" : found.href;
  let words = found.words;
  const parts = el("div");
  const outside = labelled(
    `${place.id}-adres`,
    "Adres",
    input(
      address,
      (value) => {
        address = value;
      },
      { inputmode: "url" },
    ),
    "Het adres van een website, of een mailadres.",
  );
  const choose = select(
    [
      ...place.pages.map((page) => /** @type {[string, string]} */ ([page.path, page.name])),
      [OUTSIDE, "Een andere website of een mailadres"],
    ],
    path,
    (value) => {
      path = value;
      part = "";
      show();
    },
  );
  const show = () => {
    const isOutside = path === OUTSIDE;
    outside.hidden = !isOutside;
    const ids = (place.anchors[path] ?? []).filter((id) => !id.startsWith("fn"));
    parts.hidden = isOutside || ids.length === 0;
    /** @type {[string, string][]} */
    const options = [
      ["", "Het begin van de pagina"],
      ...ids.map((id) => /** @type {[string, string]} */ ([id, wordsOf(id)])),
    ];
    const field = select(options, part, (value) => {
      part = value;
    });
    parts.replaceChildren(labelled(`${place.id}-kop`, "Waar op die pagina", field));
  };
  const close = () => {
    box.hidden = true;
    box.replaceChildren();
    view.focus();
    done();
  };
  /** @param {string} href */
  const apply = (href) => {
    const { tr } = view.state;
    if (words.trim() && words !== found.words) {
      tr.replaceWith(found.from, found.to, schema.text(words.trim()));
    }
    const end = words.trim() && words !== found.words ? found.from + words.trim().length : found.to;
    tr.removeMark(found.from, end, link);
    view.dispatch(href && end > found.from ? tr.addMark(found.from, end, link.create({ href })) : tr);
    close();
  };
  const use = () => {
    const own = path === place.path ? "" : relative(path, folderOf(place.path));
    const href = path === OUTSIDE ? addressOf(address) : own + (part || !own ? `#${part}` : "");
    words = words.trim() || (place.pages.find((page) => page.path === path)?.name ?? address);
    apply(href === "#" ? "" : href);
  };
  const tools = el(
    "div",
    { class: "tb-rich__tools" },
    el("button", { type: "button", class: "tb-button", onclick: use }, "Maak de link"),
    found.href ? button("Haal de link weg", () => apply("")) : null,
    button("Annuleren", close),
  );
  const field = input(words, (value) => {
    words = value;
  });
  box.replaceChildren(
    labelled(`${place.id}-woorden`, "Woorden waarop je klikt", field),
    labelled(`${place.id}-pagina`, "Waar gaat de link heen?", choose),
    parts,
    outside,
    tools,
  );
  box.onkeydown = (event) => {
    if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      use();
    }
  };
  show();
  box.hidden = false;
  (words ? choose : field).focus();
}
