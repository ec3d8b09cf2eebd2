// @ts-check
// One request saves one response, or what another form holds. It outlives the page where it is small enough for that.
/** @import { Answer, Attempt, Stored } from "./types" */

const LONGEST_WAIT = 15_000;
const NOT_FROM_THE_SERVICE = "Not saved: the service could not be reached.";
const MOST_BYTES_BEYOND_THE_PAGE = 60_000;

/**
 * Return the function that sends attempts to save responses of one person, for one respondent of an assessment.
 *
 * @param {string} assessment
 * @param {string} answersOf
 * @param {string} person
 * @returns {(question: string, attempt: Attempt) => Promise<Answer<Stored>>}
 */
export function sender(assessment, answersOf, person) {
  return (question, attempt) =>
    put(`/assessments/${assessment}/responses/${question}?of=${answersOf}`, person, attempt);
}

/**
 * Save at an address what a form holds, for the person it was drawn for.
 *
 * @template Saved
 * @param {string} address
 * @param {string} person
 * @param {unknown} content
 * @returns {Promise<Answer<Saved>>}
 */
export async function put(address, person, content) {
  const body = JSON.stringify(content);
  /** @param {boolean} keepalive */
  const send = (keepalive) =>
    fetch(address, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-Person": person },
      body,
      keepalive,
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
  try {
    // A browser lets only so much outlive its pages, all of them together. Sent again, an attempt counts once.
    const isSmall = new TextEncoder().encode(body).length < MOST_BYTES_BEYOND_THE_PAGE;
    return await meaningOf(await (isSmall ? send(true).catch(() => send(false)) : send(false)));
  } catch {
    return { kind: "unreachable", message: "" };
  }
}

/**
 * @param {globalThis.Response} answer
 * @returns {Promise<Answer<any>>}
 */
async function meaningOf(answer) {
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  // What is no JSON comes from something between this page and the service.
  const body = isJson ? await answer.json() : { message: NOT_FROM_THE_SERVICE };
  switch (answer.status) {
    case 200:
      // A page of the network or of a proxy, such as one to sign in there, comes with 200 too.
      if (!Number.isInteger(body.version)) return { kind: "unreachable", message: NOT_FROM_THE_SERVICE };
      return { kind: "saved", version: body.version, savedAt: body.savedAt, content: body };
    case 401:
      return { kind: "signed out", message: body.message };
    case 409:
      if (body.stored) return { kind: "overtaken", message: body.message, stored: body.stored };
      break;
    case 408:
    case 429:
      return { kind: "unreachable", message: body.message };
    default:
      if (answer.status >= 500) return { kind: "unreachable", message: body.message };
  }
  return { kind: "refused", problems: body.problems ?? [{ field: "", message: body.message }] };
}
