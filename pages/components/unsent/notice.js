// @ts-check
// Says what a person typed that lies unsaved in this browser: all of it on the account page, which can erase it, and that
// of one assessment where it is about to be submitted.
import { momentInWords } from "../question_form/dates.js";
import { el, fill } from "../question_form/html.js";
import { eraseOld, eraseUnsent, listUnsent } from "./unsent.js";

/** @typedef {{ person: string, assessment: string | null }} Whose */

/** @param {{ data: Whose, parentElement: Element }} component */
export function mount({ data: { person, assessment }, parentElement }) {
  const place = parentElement.querySelector(".unsent");
  if (!place) return;
  eraseOld();
  if (assessment === null) drawAll(place, person);
  else drawOne(place, person, assessment);
}

/**
 * @param {Element} place
 * @param {string} person
 * @param {string} assessment
 */
function drawOne(place, person, assessment) {
  const kept = listUnsent(person, assessment);
  if (kept.length === 0) fill(place);
  else
    fill(
      place,
      el("p", {}, el("strong", {}, "Not saved yet."), " This was typed here. Open its page to save it:"),
      ...drawKept(kept),
    );
}

/**
 * @param {Element} place
 * @param {string} person
 */
function drawAll(place, person) {
  const kept = listUnsent(person);
  if (kept.length === 0) {
    fill(place, el("p", {}, "Nothing that you typed lies unsaved in this browser."));
    return;
  }
  const erase = el("button", { type: "button", onclick: () => ask() }, "Erase it");
  const buttons = el("p", { class: "buttons" }, erase);
  const words = "This was typed here and is not saved yet. Open its page to save it; it is erased after 7 days.";
  fill(place, el("p", {}, words), ...drawKept(kept), buttons);

  function ask() {
    const yes = el("button", { type: "button", onclick: () => confirm() }, "Erase it for good");
    const no = el("button", { type: "button", onclick: () => drawAll(place, person) }, "Keep it");
    fill(buttons, "It cannot be brought back. ", yes, " ", no);
    yes.focus();
  }

  function confirm() {
    eraseUnsent(person);
    drawAll(place, person);
  }
}

/** @param {ReturnType<typeof listUnsent>} kept */
function drawKept(kept) {
  return kept.map(({ what, address, texts, at }) =>
    el(
      "details",
      {},
      el("summary", {}, `${what}, ${momentInWords(at)}`),
      ...texts.map((text) => el("p", { class: "as-typed" }, text)),
      el("p", {}, el("a", { href: address }, "Open its page")),
    ),
  );
}
