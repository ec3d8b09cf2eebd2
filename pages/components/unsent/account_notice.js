// @ts-check
// Says on the account page what of this person lies unsaved in this browser, and erases it when asked.
import { momentInWords } from "../question_form/dates.js";
import { el, fill } from "../question_form/html.js";
import { eraseOld, eraseUnsent, listUnsent } from "./unsent.js";

/** @param {{ data: { person: string }, parentElement: Element }} component */
export function mount({ data: { person }, parentElement }) {
  const place = parentElement.querySelector(".unsent");
  if (!place) return;
  eraseOld();
  draw(place, person);
}

/**
 * @param {Element} place
 * @param {string} person
 */
function draw(place, person) {
  const kept = listUnsent(person);
  if (kept.length === 0) {
    fill(place, el("p", {}, "Nothing that you typed lies unsaved in this browser."));
    return;
  }
  const erase = el("button", { type: "button", onclick: () => ask() }, "Erase it");
  const buttons = el("p", { class: "buttons" }, erase);
  fill(
    place,
    el(
      "p",
      {},
      "This was typed here and is not saved yet. It is sent when you open its page, and erased after 7 days.",
    ),
    ...kept.map(({ what, address, texts, at }) =>
      el(
        "details",
        {},
        el("summary", {}, `${what}, ${momentInWords(at)}`),
        ...texts.map((text) => el("p", { class: "as-typed" }, text)),
        el("p", {}, el("a", { href: address }, "Open its page")),
      ),
    ),
    buttons,
  );

  function ask() {
    const yes = el("button", { type: "button", onclick: () => confirm() }, "Erase it for good");
    fill(
      buttons,
      "It cannot be brought back. ",
      yes,
      " ",
      el("button", { type: "button", onclick: () => draw(place, person) }, "Keep it"),
    );
    yes.focus();
  }

  function confirm() {
    eraseUnsent(person);
    draw(place, person);
  }
}
