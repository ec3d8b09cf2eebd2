// @ts-check
// A link within a page leads the focus to the part that it names, past everything between them: by the id of our own
// HTML, or by the class that Streamlit gives a widget or container from its key.

import { isPlain } from "./plain_click.js";

// Streamlit's link past its header, which every page begins with, leads to what holds our own header too.
const SKIP = "[data-testid=stSkipToContent]";
const PAGE = "st-key-frame-page";

export function watchJumps() {
  document.addEventListener("click", onClick);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const link = event.target instanceof Element ? event.target.closest(`a[data-to], ${SKIP}`) : null;
  if (!(link instanceof HTMLElement) || !isPlain(event)) return;
  const name = link.dataset.to ?? PAGE;
  const part = document.getElementById(name) ?? document.getElementsByClassName(name)[0];
  const first = part?.matches("h1, h2") ? part : part?.querySelector("h1, h2, button");
  if (!(first instanceof HTMLElement)) return;
  event.preventDefault();
  if (first.tabIndex < 0) first.tabIndex = -1;
  first.focus({ preventScroll: true });
  first.scrollIntoView();
}
