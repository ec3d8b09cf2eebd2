// @ts-check

/**
 * Show the page at an address without loading the app anew: it shows what stands in the address whenever it is told that
 * this has changed, as after the browser's Back.
 *
 * @param {string} href
 * @param {{ replaces?: boolean }} [how] whether Back leads past the page that is left
 */
export function changePage(href, { replaces = false } = {}) {
  if (replaces) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
}
