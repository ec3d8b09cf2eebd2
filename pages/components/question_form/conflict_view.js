// @ts-check
// Two versions of one answer, the saved one and one's own, with what differs marked. Neither is preferred.
/** @import { Saver } from "./saving.js" */
/** @import { Response, Theme } from "./types" */
import { momentInWords } from "./dates.js";
import { evidenceInWords } from "./evidence_words.js";
import { el, tag } from "./html.js";
import { place } from "./placement.js";
import { sendable, textOf } from "./response.js";
import { whoSaved } from "./save_words.js";

/**
 * Draw both versions and the buttons that choose one.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 * @param {() => void} chosen called after the choice
 */
export function drawConflict(theme, saver, chosen) {
  const { theirs } = saver;
  if (!theirs) return null;
  const mine = sendable(saver.fields, theirs.response, saver.question, saver.limits);
  const name = theirs.savedBy ?? "the other";
  /** @type {(words: string, choose: () => void) => HTMLElement} */
  const button = (words, choose) => {
    const onclick = () => {
      choose();
      chosen();
    };
    return el("button", { type: "button", class: "quiet", onclick }, words);
  };
  return el(
    "section",
    { class: "notice", tabindex: "-1", "aria-labelledby": "qf-conflict" },
    el("h2", { id: "qf-conflict" }, `${whoSaved(saver)} while you were answering`),
    el("p", {}, "Both answers are below, and nothing is lost. Choose which to keep."),
    el(
      "div",
      { class: "versions" },
      el(
        "div",
        {},
        el("h3", {}, `${theirs.savedBy ?? "Saved"}${theirs.savedAt ? `, ${momentInWords(theirs.savedAt)}` : ""}`),
        ...inWords(theme, saver, theirs.response, mine),
        button(`Keep ${name === "the other" ? "the saved answer" : `the answer of ${name}`}`, () => saver.takeTheirs()),
      ),
      el(
        "div",
        {},
        el("h3", {}, `Yours, ${momentInWords(saver.typedAt || Date.now())}`),
        ...inWords(theme, saver, mine, theirs.response),
        button("Keep my answer", () => saver.keepMine()),
      ),
    ),
  );
}

/**
 * @param {Theme} theme
 * @param {Saver} saver
 * @param {Response} response
 * @param {Response} other
 */
function inWords(theme, { question }, response, other) {
  const { met, notApplicable, finding, rationale, evidence, minorityViews } = response;
  const answer = notApplicable !== null ? "Does not apply" : met === null ? "Not answered" : null;
  /** @type {HTMLElement[]} */
  const lines = [el("p", {}, answer ?? tag(place(question.statements, met ?? [], theme.levels).level))];
  if (notApplicable) lines.push(el("p", {}, ...marked(notApplicable, other.notApplicable ?? "")));
  if (met?.length) {
    const ticked = question.statements.filter(({ code }) => met.includes(code));
    lines.push(
      el(
        "ul",
        { class: "bullets" },
        ...ticked.map(({ code, text }) => el("li", {}, mark(text, !other.met?.includes(code)))),
      ),
    );
  }
  if (question.finding && finding !== null) {
    lines.push(el("p", {}, `${question.finding.ask} `, mark(finding ? "Yes" : "No", finding !== other.finding)));
  }
  lines.push(
    rationale
      ? el("p", { class: "as-typed" }, ...marked(rationale, other.rationale))
      : el("p", { class: "soft" }, "No rationale"),
  );
  const others = other.evidence.map((piece) => evidenceInWords(piece, theme.asOf));
  for (const piece of evidence.map((each) => evidenceInWords(each, theme.asOf)))
    lines.push(el("p", {}, "Evidence: ", mark(piece, !others.includes(piece))));
  for (const { id, name } of theme.forces) {
    const view = textOf(minorityViews, id);
    if (view) lines.push(el("p", {}, `View of ${name}: `, ...marked(view, textOf(other.minorityViews, id))));
  }
  return lines;
}

/**
 * @param {string} text
 * @param {boolean} differs
 */
function mark(text, differs) {
  return el(differs ? "mark" : "span", {}, text);
}

/**
 * Return a text with the words marked that stand between what it begins and ends with as the other does.
 *
 * @param {string} text
 * @param {string} other
 */
function marked(text, other) {
  const [words, others] = [text.split(/(?<=\s)/), other.split(/(?<=\s)/)];
  let start = 0;
  while (start < words.length && words[start] === others[start]) start += 1;
  let end = 0;
  while (end < words.length - start && words.at(-1 - end) === others.at(-1 - end) && end < others.length - start)
    end += 1;
  const middle = words.slice(start, words.length - end).join("");
  return [
    words.slice(0, start).join(""),
    middle ? el("mark", {}, middle) : "",
    words.slice(words.length - end).join(""),
  ];
}
