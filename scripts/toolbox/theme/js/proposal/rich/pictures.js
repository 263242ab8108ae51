// An image in a text: which file it is, and what there is to see on it, asked beside the text.

import { NodeSelection } from "prosemirror-state";
import { toldBy } from "../../elements.js";
import { button, el, input, labelled } from "../dom.js";
import { dataAddress, sizeWords } from "../picture.js";
import { drawPicture } from "./drawing.js";
import { insert } from "./places.js";
import { schema } from "./schema.js";

/** @import { Command, EditorState } from "prosemirror-state" */
/** @import { Node } from "prosemirror-model" */
/** @import { EditorView } from "prosemirror-view" */
/** @import { Picture, RichPlace } from "../types.js" */

const { figure } = schema.nodes;
const CLEAN = "De afbeelding is opnieuw getekend: waar en waarmee ze gemaakt is, staat er niet meer in.";

/** @param {EditorState} state */
function selected({ selection }) {
  return selection instanceof NodeSelection && selection.node.type === figure ? selection.node : null;
}

/** @type {(state: EditorState) => boolean} */
export const isPicture = (state) => selected(state) !== null;

/**
 * A figure in the text: of a picture that is new it shows the picture itself.
 * @param {RichPlace} place
 */
export const figureView = (place) => (/** @type {Node} */ node) => {
  const { alt, target } = node.attrs;
  const address = place.pictures.addressOf(target);
  const words = el("span", {}, `Afbeelding: ${alt}`);
  const dom = el("p", { class: "tb-rich__figure", "data-alt": alt, "data-target": target }, words);
  if (address) {
    dom.prepend(el("img", { src: address, alt: "" }));
  }
  return { dom };
};

/**
 * Ask for an image in `box`, or for other words of the one that is selected. `done` is called after.
 * @param {EditorView} view
 * @param {HTMLElement} box
 * @param {RichPlace} place
 * @param {() => void} done
 */
export function askPicture(view, box, place, done) {
  const old = selected(view.state);
  /** @type {Picture | null} */
  let picture = null;
  let alt = old?.attrs.alt ?? "";
  const said = el("div", { class: "tb-rich__picked", role: "status" });
  const fault = el("p", { class: "tb-field__error", role: "alert" });
  const close = () => {
    box.hidden = true;
    box.replaceChildren();
    view.focus();
    done();
  };
  const file = el("input", { type: "file", accept: "image/*", class: "tb-input" });
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    picture = null;
    said.replaceChildren();
    fault.textContent = "";
    try {
      picture = chosen ? await drawPicture(chosen) : null;
    } catch (error) {
      fault.textContent = toldBy(error);
    }
    if (picture) {
      const image = el("img", { src: dataAddress(picture), alt: "" });
      said.replaceChildren(image, el("p", {}, `${sizeWords(picture)}. ${CLEAN}`));
    }
  });
  const use = () => {
    fault.textContent = (!old && !picture && "Kies eerst een bestand.") || place.pictures.fault(alt);
    if (fault.textContent) {
      return;
    }
    const { from } = view.state.selection;
    if (picture) {
      const attrs = place.pictures.add(picture, alt);
      const { state } = view;
      if (old) {
        view.dispatch(state.tr.setNodeMarkup(from, undefined, { ...old.attrs, ...attrs }));
      } else {
        insert(() => figure.create(attrs))(state, view.dispatch);
      }
    } else if (old) {
      const attrs = { ...old.attrs, alt: place.pictures.words(alt) };
      view.dispatch(view.state.tr.setNodeMarkup(from, undefined, attrs));
    }
    close();
  };
  const words = input(alt, (value) => {
    alt = value;
  });
  box.replaceChildren(
    labelled(
      `${place.id}-bestand`,
      old ? "Een andere afbeelding" : "Welke afbeelding?",
      file,
      "Alleen wat je zelf maakte of wat iedereen mag gebruiken, zonder mensen die je kunt herkennen.",
    ),
    said,
    labelled(`${place.id}-alt`, "Wat is erop te zien?", words, "Dat hoort wie de afbeelding niet ziet."),
    fault,
    el(
      "div",
      { class: "tb-rich__tools" },
      el("button", { type: "button", class: "tb-button", onclick: use }, old ? "Bewaar" : "Zet de afbeelding erin"),
      button("Annuleren", close),
    ),
  );
  box.onkeydown = (event) => {
    if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter" && event.target === words) {
      event.preventDefault();
      use();
    }
  };
  box.hidden = false;
  (old ? words : file).focus();
}
