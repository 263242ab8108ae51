// Small pieces of page, made without HTML in strings: what someone typed can only ever be text.

/** @import { Child, Field } from "./types.js" */

/**
 * An element with attributes (`onclick` and the like are listeners, false leaves one out) and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/**
 * @param {string} label
 * @param {(event: Event) => void} onclick
 */
export function button(label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "tb-undo", onclick, ...attributes }, label);
}

/**
 * A label with its field. `id` is unique on the page; `help` stands between them.
 * @param {string} id
 * @param {string} label
 * @param {Field} field
 */
export function labelled(id, label, field, help = "") {
  field.id = id;
  const words = help && el("p", { id: `${id}-hulp`, class: "tb-field__help" }, help);
  if (help) {
    field.setAttribute("aria-describedby", `${id}-hulp`);
  }
  return el("div", { class: "tb-field" }, el("label", { for: id }, label), words || null, field);
}

/**
 * @param {string} value
 * @param {(value: string) => void} oninput
 */
export function input(value, oninput, attributes = {}) {
  const field = el("input", { class: "tb-input", autocomplete: "off", ...attributes });
  field.value = value;
  field.addEventListener("input", () => oninput(field.value));
  return field;
}

/**
 * A text field that grows with its text where the browser can.
 * @param {string} value
 * @param {(value: string) => void} oninput
 */
export function area(value, oninput, attributes = {}) {
  const rows = Math.min(16, Math.max(2, Math.ceil(value.length / 70) + value.split("\n").length - 1));
  const field = el("textarea", { class: "tb-input is-full", autocomplete: "off", rows, ...attributes });
  field.value = value;
  field.addEventListener("input", () => oninput(field.value));
  return field;
}

/**
 * A text field for one line that may be long: Enter does nothing in it.
 * @param {string} value
 * @param {(value: string) => void} oninput
 */
export function longLine(value, oninput, attributes = {}) {
  const field = area(value, oninput, { rows: 1, ...attributes });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
  return field;
}

/**
 * `options` is a list of [value, label].
 * @param {[string, string][]} options
 * @param {string} chosen
 * @param {(value: string) => void} onchange
 */
export function select(options, chosen, onchange) {
  const items = options.map(([value, label]) => el("option", { value, selected: value === chosen }, label));
  const field = el("select", { class: "tb-input" }, ...items);
  field.addEventListener("change", () => onchange(field.value));
  return field;
}

/**
 * @param {string} label
 * @param {boolean} checked
 * @param {(isTicked: boolean) => void} onchange
 */
export function tick(label, checked, onchange) {
  const field = el("input", { type: "checkbox", checked });
  field.addEventListener("change", () => onchange(field.checked));
  return el("label", { class: "tb-choice" }, field, label);
}
