// @ts-check
// Elements, made and changed. A text is only ever written whole, never read: a browser that translates the page may wrap
// each text in elements of its own.

/** @typedef {Node | string | null | false} Child */

/**
 * Return a new element. A name that begins with "on" is an event; `true` and `false` set and leave out an attribute.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, String(value));
  }
  node.append(...given(children));
  return node;
}

/**
 * Put the children into an element in place of what it holds.
 *
 * @param {Element} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  node.replaceChildren(...given(children));
}

/** @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/**
 * Fill an element if its key is another than the last time, for what is drawn again and again: what stays as it is costs
 * the browser nothing.
 *
 * @param {Element} node
 * @param {string} key stands for all that the children show
 * @param {() => Child[]} children
 */
export function fillIfNew(node, key, children) {
  if (drawn.get(node) === key) return;
  drawn.set(node, key);
  fill(node, ...children());
}

/** @param {Child[]} children */
function given(children) {
  return /** @type {(Node | string)[]} */ (children.filter((child) => child !== null && child !== false));
}

/**
 * Put the focus on an element and its beginning at the top, also where it is taller than the window.
 *
 * @param {HTMLElement} element
 */
export function focusAtTop(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
}

/**
 * Return a label that is one target with its tick or choice.
 *
 * @param {HTMLInputElement} input
 * @param {...Child} words
 */
export function tick(input, ...words) {
  return el("label", { class: "tick" }, input, el("span", {}, ...words));
}

/**
 * Return a level as a tag with its word.
 *
 * @param {{ title: string, look: string }} level
 */
export function tag(level) {
  return el("span", { class: "grade", style: level.look }, level.title);
}

/**
 * Return a number with its noun: 1 statement, 2 statements.
 *
 * @param {number} number
 * @param {string} noun
 */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
