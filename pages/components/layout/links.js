// @ts-check
// A click on a link of our own HTML changes the page without loading the app anew, and the focus goes to the title of
// the new page. The menu closes as menus do.

import { changePage } from "./page_change.js";
import { isPlain } from "./plain_click.js";

const SCRIPT_STATE = "data-test-script-state";
/** @type {MutationObserver | undefined} */
let drawing;
/** @type {HTMLAnchorElement | null} the link that the pointer went down on */
let pressed = null;

export function watchLinks() {
  document.addEventListener("pointerdown", ({ target }) => {
    pressed = linkAt(target);
  });
  document.addEventListener("pointerup", onPointerUp);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  // The browser's own Back and Forward. What a script sends is the work of a link, or keeps the focus itself.
  window.addEventListener("popstate", ({ isTrusted }) => isTrusted && focusWhenDrawn(titleOfNextPage()));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  for (const menu of openMenus()) if (!target || !menu.contains(target) || target.closest("a")) menu.open = false;
  const link = linkAt(target);
  if (!link || !isPlain(event) || event.defaultPrevented) return;
  event.preventDefault();
  follow(link);
}

/**
 * Follow a link that was drawn anew while the pointer was down on it: the browser sends it no click then.
 *
 * @param {PointerEvent} event
 */
function onPointerUp(event) {
  const link = linkAt(event.target);
  if (link && pressed && !pressed.isConnected && pressed.href === link.href && isPlain(event)) follow(link);
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
function linkAt(target) {
  const link = target instanceof Element ? target.closest("a[data-page]") : null;
  return link instanceof HTMLAnchorElement ? link : null;
}

/** @param {HTMLAnchorElement} link */
function follow(link) {
  const again = whatItBecomes(link);
  changePage(link.href);
  if (again) {
    focusWhenDrawn(again);
  } else if (link.dataset.page !== "stays") {
    document.querySelector(".stMain")?.scrollTo({ top: 0 });
    focusWhenDrawn(titleOfNextPage(), link);
  }
}

/**
 * Return how to find the link of a filter or of a sorted column once it is drawn as chosen; null for any other link.
 *
 * @param {HTMLAnchorElement} link
 */
function whatItBecomes(link) {
  const href = link.getAttribute("href") ?? "";
  if (link.closest(".picks")) return () => document.querySelector(`.picks a[href="${CSS.escape(href)}"][aria-current]`);
  if (!link.closest("thead")) return null;
  const words = link.textContent;
  // The link of a sorted column turns the order round, so its address is another then.
  return () =>
    Array.from(document.querySelectorAll(`[aria-sort$="ending"] a:not([href="${CSS.escape(href)}"])`)).find(
      ({ textContent }) => textContent === words,
    );
}

/**
 * Put the focus on an element as soon as it is drawn, unless it has gone elsewhere meanwhile.
 *
 * @param {() => Element | null | undefined} find
 * @param {Element} [followed] the link to another page, which the frame may keep
 */
function focusWhenDrawn(find, followed) {
  drawing?.disconnect();
  const drawn = new MutationObserver(() => {
    const element = find();
    if (!(element instanceof HTMLElement)) return;
    drawn.disconnect();
    if (![document.body, followed].includes(document.activeElement ?? document.body)) return;
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  });
  drawn.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["aria-current", SCRIPT_STATE],
  });
  drawing = drawn;
}

/**
 * Return what finds the title of the next page, once this is drawn whole: until then, the one that is left stands there.
 *
 * @returns {() => Element | null}
 */
function titleOfNextPage() {
  const title = () => document.querySelector(".stMain h1");
  const left = title()?.textContent;
  return () => {
    const isDrawn = document.querySelector(`[${SCRIPT_STATE}=notRunning]`) !== null;
    return isDrawn && title()?.textContent !== left ? title() : null;
  };
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
