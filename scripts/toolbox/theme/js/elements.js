// Elements of a page with their types. Whether a template has them is tried in a browser, not looked up at each use.

/**
 * The first element for `selector`, which the template has.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 */
export const one = (within, selector) => /** @type {T} */ (within.querySelector(selector));

/**
 * Every element for `selector`, in the page's order.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 */
export const all = (within, selector) => [.../** @type {NodeListOf<T>} */ (within.querySelectorAll(selector))];

/**
 * The element where something happened.
 * @param {Event} event
 */
export const targetOf = (event) => /** @type {HTMLElement} */ (event.target);

/**
 * What is told of something that was thrown.
 * @param {unknown} error
 */
export const toldBy = (error) => /** @type {Error} */ (error).message;
