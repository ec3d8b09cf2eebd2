// @ts-check
// Starts what the frame does in the browser, once.

import { fetchChartsEarly } from "./charts_early.js";
import { watchColourScheme } from "./colour_scheme.js";
import { watchJumps } from "./jumps.js";
import { watchLinks } from "./links.js";
import { watchMessages } from "./messages.js";
import { watchScrolling } from "./scrolling.js";

let isWatching = false;

/** @param {{ data: { charts: string } }} component */
export function mount({ data }) {
  if (isWatching) return;
  isWatching = true;
  watchLinks();
  watchMessages();
  fetchChartsEarly(data.charts);
  watchJumps();
  watchScrolling();
  watchColourScheme();
}
