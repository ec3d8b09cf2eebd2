// @ts-check

const LONGEST_WAIT = 10_000;

/**
 * Put the focus on the row of an action as soon as the table shows that version of it.
 *
 * @param {string} id
 * @param {number} version
 */
export function focusWhenDrawn(id, version) {
  const find = () => document.querySelector(`[data-action="${id}"][data-version="${version}"]`);
  const focus = () => {
    const row = /** @type {HTMLElement | null} */ (find());
    if (!row) return false;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
    return true;
  };
  if (focus()) return;
  const observer = new MutationObserver(() => {
    if (focus()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), LONGEST_WAIT);
}
