// @ts-check
// Where the browser keeps what is typed into the forms of the actions, and what of it is not saved yet.
/** @import { Opened, Page } from "./types" */
import { whenInWords } from "../question_form/dates.js";
import { el } from "../question_form/html.js";
import { listUnsent } from "../unsent/unsent.js";

/**
 * Return the place in the browser where what is typed into a form is kept.
 *
 * @param {Page} page
 * @param {Opened} opened
 */
export function placeOf({ person, assessment }, { id, version, action }) {
  return `${person} ${assessment} action ${version ? id : `new:${action.about ?? ""}`}`;
}

/**
 * Draw what this person typed into other forms of these actions and has not saved.
 *
 * @param {Page} page
 * @param {string} open the place of the form that is open
 */
export function drawElsewhere({ person, assessment }, open) {
  const kept = listUnsent(person, `${assessment} action `).filter(
    ({ place }) => !`${person} ${place} `.startsWith(`${open} `),
  );
  if (kept.length === 0) return null;
  const lines = kept.map(({ what, address, at }) =>
    el("li", {}, el("a", { href: address, "data-page": true }, what), `, typed ${whenInWords(at)}`),
  );
  return el(
    "div",
    { class: "notice" },
    el("p", {}, el("strong", {}, "Not saved yet."), " Open these to save or discard what you typed:"),
    el("ul", {}, ...lines),
  );
}
