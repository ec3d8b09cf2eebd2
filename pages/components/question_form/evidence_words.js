// @ts-check
// An item of evidence in words, as assessment/rounds/evidence_wording.py has them.
/** @import { Evidence, Named, Theme } from "./types" */
import { dayInWords } from "./dates.js";

/**
 * Return an item of evidence in one line.
 *
 * @param {Evidence} item
 * @param {string} asOf the day that the answers describe
 */
export function evidenceInWords(item, asOf) {
  return [item.title, detailsInWords(item, asOf)].filter(Boolean).join(", ");
}

/**
 * Return what is said of an item besides its title.
 *
 * @param {Evidence} item
 * @param {string} asOf
 */
export function detailsInWords({ reference, date, owner, validUntil, classification }, asOf) {
  const over = validUntil && validUntil < asOf ? ` (no longer valid on ${dayInWords(asOf)})` : "";
  return [
    reference,
    date && `dated ${dayInWords(date)}`,
    owner && `kept by ${owner}`,
    validUntil && `valid until ${dayInWords(validUntil)}${over}`,
    classification && `marked ${classification}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * Return which other questions an item supports and which forces named it; empty where it stands here alone.
 *
 * @param {Pick<Named, "questions" | "forces">} named
 */
export function supportInWords({ questions, forces }) {
  return [
    questions.length > 0 && `Evidence for ${questions.join(", ")}`,
    ...forces.map(({ name, questions: codes }) => `${name} named it for ${codes.join(", ")}`),
  ]
    .filter(Boolean)
    .join(" · ");
}

/**
 * Return what to know of an item that is no longer valid or marked higher than the assessment; empty where it is neither.
 *
 * @param {string | null} validUntil
 * @param {string | null} classification
 * @param {Theme} theme
 */
export function warningOf(validUntil, classification, { asOf, marking, markings }) {
  const lines = [];
  if (validUntil && validUntil < asOf)
    lines.push(`No longer valid on ${dayInWords(asOf)}, the day that the answers describe.`);
  if (classification && markings.indexOf(classification) > markings.indexOf(marking)) {
    lines.push(
      `The document is marked higher than this assessment, which is ${marking}. Say nothing in the title or the reference that needs the higher marking, or raise the classification on the Report page.`,
    );
  }
  return lines.join(" ");
}
