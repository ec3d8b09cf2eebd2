// @ts-check
// A click on a link of our own HTML changes the page without loading the app anew. The menu closes as menus do.

/** @typedef {{ setTriggerValue: (name: string, value: string) => void }} Component */

/** @type {Component | null} */
let page = null;

/** @param {Component} component */
export function mount(component) {
  if (page === null) {
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
  }
  page = component;
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  for (const menu of openMenus()) if (!target || !menu.contains(target) || target.closest("a")) menu.open = false;
  const link = target?.closest("a[data-page]");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented) return;
  event.preventDefault();
  page?.setTriggerValue("page", link.getAttribute("href") ?? "/");
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
