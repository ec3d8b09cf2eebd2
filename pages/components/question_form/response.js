// @ts-check
// From the fields to a response and back. Nothing here touches the page.
/** @import { Evidence, Fields, Limits, MinorityView, Problem, Question, Response, TypedEvidence } from "./types" */
import { dayInWords, isoDate } from "./dates.js";

/**
 * Return the fields that show a response.
 *
 * @param {Response} response
 * @returns {Fields}
 */
export function fieldsOf(response) {
  return {
    met: response.met ?? [],
    isNone: response.met?.length === 0,
    applies: response.notApplicable === null,
    reason: response.notApplicable ?? "",
    finding: response.finding,
    rationale: response.rationale,
    evidence: response.evidence.map(typedOf),
    minorityViews: response.minorityViews,
  };
}

/**
 * Return an item of evidence as it is typed.
 *
 * @param {Evidence} item
 * @returns {TypedEvidence}
 */
export function typedOf({ id, title, reference, date, owner, validUntil, classification }) {
  return {
    id,
    title,
    reference,
    date: date ? dayInWords(date) : "",
    owner,
    validUntil: validUntil ? dayInWords(validUntil) : "",
    classification: classification ?? "",
  };
}

/**
 * Return the response that can be saved of what the fields hold. A part that is not whole yet, such as evidence without
 * a title, waits: it keeps what `base` has, and the rest is saved without it.
 *
 * @param {Fields} fields
 * @param {Response} base what the server has
 * @param {Question} question
 * @param {Limits} limits
 * @returns {Response}
 */
export function sendable(fields, base, question, limits) {
  const waiting = new Set(problemsIn(fields, limits).map(({ field }) => field));
  const reply = waiting.has("notApplicable")
    ? { met: base.met, notApplicable: base.notApplicable }
    : replyOf(fields, question);
  const before = new Map(base.evidence.map((piece) => [piece.id, piece]));
  return {
    ...reply,
    finding: question.finding ? fields.finding : null,
    rationale: waiting.has("rationale") ? base.rationale : fields.rationale.trim(),
    evidence: fields.evidence.flatMap((typed, at) =>
      pieceOf(typed, before.get(typed.id), (name) => waiting.has(`evidence.${at}.${name}`)),
    ),
    minorityViews: fields.minorityViews.flatMap(({ force, text }) => {
      const view = waiting.has(`minorityViews.${force}`) ? textOf(base.minorityViews, force) : text.trim();
      return view ? [{ force, text: view }] : [];
    }),
  };
}

/**
 * Return the view of a force among those that differ; empty where it has none.
 *
 * @param {MinorityView[]} views
 * @param {string} force
 */
export function textOf(views, force) {
  return views.find((view) => view.force === force)?.text ?? "";
}

/**
 * @param {Fields} fields
 * @param {Question} question
 */
function replyOf(fields, question) {
  if (!fields.applies) return { met: null, notApplicable: fields.reason.trim() };
  if (fields.isNone) return { met: [], notApplicable: null };
  const met = question.statements.map(({ code }) => code).filter((code) => fields.met.includes(code));
  return { met: met.length ? met : null, notApplicable: null };
}

/**
 * @param {TypedEvidence} typed
 * @param {Evidence | undefined} before
 * @param {(name: string) => boolean} waits
 * @returns {Evidence[]}
 */
function pieceOf(typed, before, waits) {
  const title = waits("title") ? before?.title : typed.title.trim();
  if (!title) return [];
  // Two days of which one contradicts the other wait together.
  const daysWait = isOver(typed);
  return [
    {
      id: typed.id,
      title,
      reference: waits("reference") ? (before?.reference ?? "") : typed.reference.trim(),
      date: daysWait || waits("date") ? (before?.date ?? null) : isoDate(typed.date),
      owner: waits("owner") ? (before?.owner ?? "") : typed.owner.trim(),
      validUntil: daysWait || waits("validUntil") ? (before?.validUntil ?? null) : isoDate(typed.validUntil),
      classification: typed.classification || null,
    },
  ];
}

/**
 * Return whether evidence was typed as valid until a day before its own.
 *
 * @param {TypedEvidence} typed
 */
function isOver({ date, validUntil }) {
  const [from, until] = [isoDate(date), isoDate(validUntil)];
  return from !== null && until !== null && until < from;
}

/**
 * Return what must be added or corrected before all of it can be saved, from the top of the question down.
 *
 * @param {Fields} fields
 * @param {Limits} limits
 * @returns {Problem[]}
 */
export function problemsIn(fields, limits) {
  /** @type {Problem[]} */
  const problems = [];
  /** @type {(field: string, text: string, name: string, most: number) => void} */
  const checkLength = (field, text, name, most) => {
    const length = [...text.trim()].length;
    if (length <= most) return;
    const message = `The ${name} is ${count(length)} characters long; the most is ${count(most)}. Shorten it.`;
    problems.push({ field, message });
  };
  if (!fields.applies && !fields.reason.trim()) {
    problems.push({
      field: "notApplicable",
      message: "Say why the question does not apply, or untick “Does not apply”.",
    });
  }
  if (!fields.applies) checkLength("notApplicable", fields.reason, "reason", limits.reason);
  checkLength("rationale", fields.rationale, "rationale", limits.rationale);
  for (const [at, piece] of fields.evidence.entries()) {
    const { title, reference, date, owner, validUntil } = piece;
    if (!title.trim())
      problems.push({ field: `evidence.${at}.title`, message: "Give this evidence a title, or remove it." });
    checkLength(`evidence.${at}.title`, title, "title", limits.title);
    checkLength(`evidence.${at}.reference`, reference, "reference", limits.reference);
    if (date.trim() && !isoDate(date)) problems.push({ field: `evidence.${at}.date`, message: HOW_TO_WRITE_A_DATE });
    checkLength(`evidence.${at}.owner`, owner, "owner", limits.title);
    if (validUntil.trim() && !isoDate(validUntil)) {
      problems.push({ field: `evidence.${at}.validUntil`, message: HOW_TO_WRITE_A_DATE });
    } else if (isOver(piece)) {
      const message = "This is before the date of the evidence. Correct one of them.";
      problems.push({ field: `evidence.${at}.validUntil`, message });
    }
  }
  for (const { force, text } of fields.minorityViews)
    checkLength(`minorityViews.${force}`, text, "view", limits.rationale);
  return problems;
}

/**
 * Return the texts in the fields, for their author to read.
 *
 * @param {Fields} fields
 */
export function textsIn({ reason, rationale, evidence, minorityViews }) {
  const pieces = evidence.map(({ title, reference, date, owner, validUntil, classification }) =>
    [title, reference, date, owner, validUntil, classification].filter(Boolean).join(", "),
  );
  return [rationale, reason, ...pieces, ...minorityViews.map(({ text }) => text)];
}

const HOW_TO_WRITE_A_DATE = "Write the date as 3 April 2026 or 3/4/2026.";

/** @param {number} number */
const count = (number) => number.toLocaleString("en-GB");

/**
 * Return whether two responses say the same.
 *
 * @param {Response} one
 * @param {Response} other
 */
export function isSame(one, other) {
  return canonical(one) === canonical(other);
}

/** @param {Response} response */
function canonical({ met, notApplicable, finding, rationale, evidence, minorityViews }) {
  const pieces = evidence.map(({ id, title, reference, date, owner, validUntil, classification }) => [
    id,
    title,
    reference,
    date,
    owner,
    validUntil,
    classification,
  ]);
  const views = minorityViews.map(({ force, text }) => [force, text]).sort();
  return JSON.stringify([met && [...met].sort(), notApplicable, finding, rationale, pieces, views]);
}
