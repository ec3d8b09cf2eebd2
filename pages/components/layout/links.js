// @ts-check
// A click on a link of our own HTML changes the page without loading the app anew. The menu closes as menus do.

import { changePage } from "./page_change.js";
import { isPlain } from "./plain_click.js";

/** @type {MutationObserver | undefined} */
let filterIsDrawn;

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
  const filter = link.closest(".picks") ? link.getAttribute("href") : null;
  changePage(link.href);
  if (filter) keepFocus(filter);
  else document.querySelector(".stMain")?.scrollTo({ top: 0 });
}

/**
 * Put the focus on a filter again as soon as it is drawn anew, unless it has gone elsewhere.
 *
 * @param {string} href
 */
function keepFocus(href) {
  filterIsDrawn?.disconnect();
  const drawn = new MutationObserver(() => {
    const filter = document.querySelector(`.picks a[href="${CSS.escape(href)}"][aria-current]`);
    if (!(filter instanceof HTMLElement)) return;
    drawn.disconnect();
    if (document.activeElement === document.body) filter.focus({ preventScroll: true });
  });
  drawn.observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-current"] });
  filterIsDrawn = drawn;
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
