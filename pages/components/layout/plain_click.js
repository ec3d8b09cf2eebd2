// @ts-check

/**
 * Return whether a click asks for this tab, rather than for a new one.
 *
 * @param {MouseEvent} event
 */
export function isPlain(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}
