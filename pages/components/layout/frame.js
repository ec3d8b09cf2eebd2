// @ts-check
// Starts what the frame does in the browser, once.

import { watchLinks } from "./links.js";
import { watchMessages } from "./messages.js";

let isWatching = false;

export function mount() {
  if (isWatching) return;
  isWatching = true;
  watchLinks();
  watchMessages();
}
