// @ts-check
// What the fields of an action hold: filled from what is saved, compared with it, checked, and made into what is sent.
/** @import { Action, Fields, Problem, StoredAction } from "./types" */
import { dayInWords, isoDate } from "../question_form/dates.js";

export const WITHDRAWN = "withdrawn";

/**
 * @param {Action} action
 * @returns {Fields}
 */
export function fieldsOf({ question, about, what, owner, ownerId, due, state, reason }) {
  return {
    question,
    about: about ?? "",
    what,
    isPerson: ownerId !== null,
    ownerId: ownerId ?? "",
    title: ownerId === null ? owner : "",
    due: due && dayInWords(due),
    state,
    reason,
  };
}

/**
 * Return the action as it is sent, or shown beside what somebody else saved.
 *
 * @param {Fields} fields
 * @returns {Omit<Action, "due"> & { due: string | null }}
 */
export function actionOf({ question, about, what, isPerson, ownerId, title, due, state, reason }) {
  return {
    question,
    about: about || null,
    what: what.trim(),
    owner: isPerson ? "" : title.trim(),
    ownerId: isPerson ? ownerId : null,
    due: isoDate(due),
    state,
    reason: state === WITHDRAWN ? reason.trim() : "",
  };
}

/**
 * Return whether the fields hold nothing but what they were filled from.
 *
 * @param {Fields} fields
 * @param {StoredAction} base
 */
export function isUntouched(fields, base) {
  const filled = fieldsOf(base.action);
  const names = /** @type {(keyof Fields)[]} */ (Object.keys(filled));
  return names.every((name) => String(fields[name]).trim() === String(filled[name]).trim());
}

/**
 * Return what can be seen to be missing or unclear without asking the server.
 *
 * @param {Fields} fields
 * @returns {Problem[]}
 */
export function problemsIn({ question, what, isPerson, ownerId, title, due, state, reason }) {
  /** @type {[boolean, string, string][]} */
  const checks = [
    [!question, "question", "Choose the question that the action is about."],
    [!what.trim(), "what", "Write what will be done."],
    [isPerson ? !ownerId : !title.trim(), "owner", isPerson ? "Choose the owner." : "Give the owner's job title."],
    [!isoDate(due), "due", "Give the due date as a day, a month and a year, such as 3 April 2027."],
    [state === WITHDRAWN && !reason.trim(), "reason", "Say why the action is withdrawn."],
  ];
  return checks.flatMap(([isWrong, field, message]) => (isWrong ? [{ field, message }] : []));
}

/**
 * Return the texts that were typed, for their author to read on another page.
 *
 * @param {Fields} fields
 */
export function textsIn({ what, title, due, reason }) {
  return [what, title, due, reason];
}
