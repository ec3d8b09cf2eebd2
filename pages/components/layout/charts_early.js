// @ts-check
// The script that draws charts is 1.4 MB, and takes half a second to start. It comes before somebody opens the results:
// it is fetched while the browser has nothing else to do, and started when the pointer or the focus is on a link to them.

const LINK = 'a[data-page][href^="/results"]';
/** A line on which the first page took so many milliseconds is left to what was asked for. */
const SLOW = 8_000;

/** @param {string} address of the script */
export function fetchChartsEarly(address) {
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, ({ target }) => {
      if (target instanceof Element && target.closest(LINK)) void import(address).catch(() => {});
    });
  }
  if (isSlow() || !("requestIdleCallback" in window)) return;
  requestIdleCallback(() => {
    if (!document.querySelector(LINK)) return;
    const fetched = document.createElement("link");
    Object.assign(fetched, { rel: "prefetch", href: address, crossOrigin: "" });
    document.head.append(fetched);
  });
}

/** Return whether the line is slow, or the person has asked the browser to save data. */
function isSlow() {
  const line = /** @type {{ saveData?: boolean, effectiveType?: string } | undefined} */ (
    Reflect.get(navigator, "connection")
  );
  return line?.saveData === true || (line?.effectiveType ?? "4g") !== "4g" || performance.now() > SLOW;
}
