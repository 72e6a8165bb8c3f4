// @ts-check
/// <reference lib="dom" />
/**
 * @typedef {Readonly<Record<string, string>>} Attributes
 * @typedef {readonly (Node | string)[]} Children
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element of HTML. Text is only ever text.
 *
 * @param {string} name
 * @param {Attributes} attributes
 * @param {Children} children
 */
export function html(name, attributes = {}, children = []) {
  return filled(document.createElement(name), attributes, children);
}

/**
 * An element of SVG.
 *
 * @param {string} name
 * @param {Attributes} attributes
 * @param {Children} children
 */
export function svg(name, attributes = {}, children = []) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/**
 * The one element with an id, which stands in index.html.
 *
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Attributes} attributes
 * @param {Children} children
 */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
