// @ts-check
// A click on a link of our own HTML changes the page without loading the app anew. The menu closes as menus do.

import { changePage } from "./page_change.js";
import { isPlain } from "./plain_click.js";

/** @type {MutationObserver | undefined} */
let isDrawnAnew;

export function watchLinks() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  for (const menu of openMenus()) if (!target || !menu.contains(target) || target.closest("a")) menu.open = false;
  const link = target?.closest("a[data-page]");
  if (!(link instanceof HTMLAnchorElement) || !isPlain(event) || event.defaultPrevented) return;
  event.preventDefault();
  const again = whatItBecomes(link);
  changePage(link.href);
  if (again) keepFocus(again);
  else if (link.dataset.page !== "stays") document.querySelector(".stMain")?.scrollTo({ top: 0 });
}

/**
 * Return how to find the link of a filter or of a sorted column once it is drawn as chosen; null for any other link.
 *
 * @param {HTMLAnchorElement} link
 */
function whatItBecomes(link) {
  const href = link.getAttribute("href") ?? "";
  if (link.closest(".picks")) return () => document.querySelector(`.picks a[href="${CSS.escape(href)}"][aria-current]`);
  if (!link.closest("th")) return null;
  const words = link.textContent;
  // The link of a sorted column turns the order round, so its address is another then.
  return () =>
    Array.from(document.querySelectorAll(`[aria-sort$="ending"] a:not([href="${CSS.escape(href)}"])`)).find(
      ({ textContent }) => textContent === words,
    );
}

/**
 * Put the focus on a link again as soon as it is drawn anew, unless it has gone elsewhere.
 *
 * @param {() => Element | null | undefined} find
 */
function keepFocus(find) {
  isDrawnAnew?.disconnect();
  const drawn = new MutationObserver(() => {
    const link = find();
    if (!(link instanceof HTMLElement)) return;
    drawn.disconnect();
    if (document.activeElement === document.body) link.focus({ preventScroll: true });
  });
  drawn.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-current"] });
  isDrawnAnew = drawn;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
}

/** @returns {NodeListOf<HTMLDetailsElement>} */
function openMenus() {
  return document.querySelectorAll("details.menu[open]");
}
