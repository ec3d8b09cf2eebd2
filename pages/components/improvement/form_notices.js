// @ts-check
// What stands above the fields of an action: what is wrong, what somebody else saved, and why nothing could be saved.
/** @import { Answer } from "../question_form/types" */
/** @import { Fields, Opened, Page, Problem, StoredAction } from "./types" */
import { dayInWords } from "../question_form/dates.js";
import { count, el } from "../question_form/html.js";
import { idOf } from "./field_views.js";
import { actionOf, fieldsOf } from "./fields.js";

/**
 * Draw every problem as a link to its field.
 *
 * @param {Problem[]} problems
 */
export function drawProblems(problems) {
  return el(
    "section",
    { class: "notice bad", tabindex: "-1", role: "alert" },
    el("h3", {}, `Not saved: ${count(problems.length, "thing")} to correct`),
    el("ul", {}, ...problems.map((problem) => el("li", {}, drawProblem(problem)))),
  );
}

/** @param {Problem} problem */
function drawProblem({ field, message }) {
  const target = field && document.getElementById(idOf(field));
  if (!target) return message;
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    const first = target.matches("div")
      ? target.querySelector("input:not([hidden], [type=radio]), select:not([hidden])")
      : target;
    /** @type {HTMLElement} */ (first ?? target).focus();
  };
  return el("a", { href: `#${idOf(field)}`, onclick: go }, message);
}

/**
 * Draw what somebody else saved, where it differs from what was typed, and the choice between the two.
 *
 * @param {Page} page
 * @param {Opened} opened
 * @param {Fields} fields
 * @param {{ stored: StoredAction, message: string, keep: () => void, take: () => void }} choice
 */
export function drawConflict(page, opened, fields, { stored, message, keep, take }) {
  const mine = inWords(page, opened, actionOf(fields));
  const theirs = inWords(page, opened, actionOf(fieldsOf(stored.action)), stored.action.owner);
  const lines = Object.entries(theirs).filter(([name, words]) => mine[name] !== words);
  return el(
    "section",
    { class: "notice", tabindex: "-1", role: "alert" },
    el("h3", {}, message),
    el("p", {}, "What you typed is in the fields below. This was saved instead:"),
    el("ul", {}, ...lines.map(([name, words]) => el("li", {}, `${name}: `, el("q", { class: "as-typed" }, words)))),
    el(
      "div",
      { class: "row" },
      el("button", { type: "button", class: "quiet slim", onclick: keep }, "Keep what I typed"),
      el("button", { type: "button", class: "quiet slim", onclick: take }, "Take what was saved"),
    ),
  );
}

/**
 * @param {Page} page
 * @param {Opened} opened
 * @param {ReturnType<typeof actionOf>} action
 * @param {string} [name] of a person who owns it, where no list has it
 * @returns {Record<string, string>}
 */
function inWords(page, { action: before }, action, name = before.owner) {
  const owner = page.owners.find(({ id }) => id === action.ownerId);
  return {
    "What will be done": action.what,
    Owner: action.ownerId === null ? action.owner : (owner?.label ?? name),
    Due: action.due ? dayInWords(action.due) : "",
    State: page.states.find(({ code }) => code === action.state)?.label ?? "",
    "Why it is withdrawn": action.reason,
  };
}

/**
 * Draw why nothing was saved, where that is no fault of what was typed.
 *
 * @param {Exclude<Answer<StoredAction>, { kind: "saved" | "overtaken" | "refused" }>} answer
 * @param {boolean} isKept whether the browser keeps what was typed
 */
export function drawObstacle({ kind, message }, isKept) {
  const next = encodeURIComponent(`${location.pathname}${location.search}`);
  const kept = isKept
    ? " What you typed is kept in this browser."
    : " Keep this page open: this browser has no room to keep what you typed.";
  return el(
    "section",
    { class: "notice bad", tabindex: "-1", role: "alert" },
    el("p", {}, el("strong", {}, message || "Not saved: there is no connection."), kept),
    kind === "signed out"
      ? el(
          "a",
          { class: "quiet slim", href: `/account/sign-in?next=${next}`, target: isKept ? "_self" : "_blank" },
          "Sign in",
        )
      : el("p", {}, "Save it again when that is over."),
  );
}
