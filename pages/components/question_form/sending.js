// @ts-check
// One request saves one response. It outlives the page where it is small enough for that.
/** @import { Answer, Attempt } from "./types" */

const LONGEST_WAIT = 15_000;
const NOT_FROM_THE_SERVICE = "Not saved: the service could not be reached.";
const MOST_BYTES_BEYOND_THE_PAGE = 60_000;

/**
 * Return the function that sends attempts to save responses of one person in one assessment.
 *
 * @param {string} assessment
 * @param {string} person
 * @returns {(question: string, attempt: Attempt) => Promise<Answer>}
 */
export function sender(assessment, person) {
  return async (question, attempt) => {
    const body = JSON.stringify(attempt);
    /** @param {boolean} keepalive */
    const put = (keepalive) =>
      fetch(`/assessments/${assessment}/responses/${question}`, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-Person": person },
        body,
        keepalive,
        signal: AbortSignal.timeout(LONGEST_WAIT),
      });
    try {
      // A browser lets only so much outlive its pages, all of them together. Sent again, an attempt counts once.
      const isSmall = new TextEncoder().encode(body).length < MOST_BYTES_BEYOND_THE_PAGE;
      return await meaningOf(await (isSmall ? put(true).catch(() => put(false)) : put(false)));
    } catch {
      return { kind: "unreachable", message: "" };
    }
  };
}

/**
 * @param {globalThis.Response} answer
 * @returns {Promise<Answer>}
 */
async function meaningOf(answer) {
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  // What is no JSON comes from something between this page and the service.
  const body = isJson ? await answer.json() : { message: NOT_FROM_THE_SERVICE };
  switch (answer.status) {
    case 200:
      // A page of the network or of a proxy, such as one to sign in there, comes with 200 too.
      if (!Number.isInteger(body.version)) return { kind: "unreachable", message: NOT_FROM_THE_SERVICE };
      return { kind: "saved", version: body.version, savedAt: body.savedAt };
    case 401:
      return { kind: "signed out", message: body.message };
    case 409:
      if (body.stored) return { kind: "overtaken", stored: body.stored };
      break;
    case 408:
    case 429:
      return { kind: "unreachable", message: body.message };
    default:
      if (answer.status >= 500) return { kind: "unreachable", message: body.message };
  }
  return { kind: "refused", problems: body.problems ?? [{ field: "", message: body.message }] };
}
