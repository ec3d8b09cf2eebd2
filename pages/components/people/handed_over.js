// @ts-check
// Shows text that is handed over to be kept elsewhere, with buttons to copy it and, where it is many lines, to download
// and print it. The text goes nowhere else.
import { el, fill } from "../question_form/html.js";

/** @typedef {{ what: string, lines: string[], file: string | null }} HandedOver */

/** @param {{ data: HandedOver, parentElement: Element }} component */
export function mount({ data: { what, lines, file }, parentElement }) {
  const place = parentElement.querySelector(".handed-over");
  // A page that is drawn anew must not take the focus from a button.
  if (!place || place.getAttribute("data-lines") === lines.join("\n")) return;
  place.setAttribute("data-lines", lines.join("\n"));
  const text = lines.join("\n");
  const shown = el("pre", { tabindex: "0", role: "group", "aria-label": what }, text);
  const said = el("span", { role: "status" });
  /** @type {(words: string, then: () => void) => HTMLElement} */
  const button = (words, then) => el("button", { type: "button", onclick: then }, words);
  const buttons = [button(`Copy the ${what.toLowerCase()}`, () => copy(text, shown, said))];
  if (file !== null) {
    buttons.push(
      button("Download", () => download(text, file)),
      button("Print", () => window.print()),
    );
  }
  fill(place, shown, el("p", {}, ...buttons, said));
}

/**
 * @param {string} text
 * @param {HTMLElement} shown
 * @param {HTMLElement} said
 */
async function copy(text, shown, said) {
  try {
    await navigator.clipboard.writeText(text);
    fill(said, "Copied");
  } catch {
    // A browser lets a page copy only over TLS, and only where it was allowed to.
    getSelection()?.selectAllChildren(shown);
    fill(said, "Selected: copy it with Ctrl+C, or Command+C on a Mac");
  }
}

/**
 * @param {string} text
 * @param {string} file
 */
function download(text, file) {
  const address = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
  el("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
