// @ts-check
// Charts are drawn on the server in the colours of the theme, so they are drawn anew when the browser changes that.

import { changePage } from "./page_change.js";

export function watchColourScheme() {
  const app = document.querySelector(".stApp");
  if (!app) return;
  const inUse = () => getComputedStyle(app).colorScheme;
  let drawn = inUse();
  // Streamlit says with a request which theme it has taken up, which is a while after the browser has changed.
  new MutationObserver(() => {
    if (inUse() === drawn) return;
    drawn = inUse();
    if (document.querySelector(".stPlotlyChart")) changePage(location.href, { replaces: true });
  }).observe(app, { attributeFilter: ["class"] });
}
