// @ts-check
// A table that is wider than its place is a Tab stop, so that the keyboard can scroll it. Any other is none.

const sizes = new ResizeObserver((changed) => {
  for (const { target } of changed) mark(target.closest(".table"));
});
/** @type {WeakSet<Element>} */
const watched = new WeakSet();

export function watchScrolling() {
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  look();
}

function look() {
  for (const part of document.querySelectorAll(".table, .table > table")) {
    if (!watched.has(part)) sizes.observe(part);
    watched.add(part);
  }
}

/** @param {Element | null} region */
function mark(region) {
  if (!region) return;
  if (region.scrollWidth > region.clientWidth) region.setAttribute("tabindex", "0");
  else region.removeAttribute("tabindex");
}
