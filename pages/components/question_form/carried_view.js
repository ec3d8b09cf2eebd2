// @ts-check
// Last round's answer, beside which the question is answered again. Nothing of it is this round's answer until it is confirmed.
/** @import { Saver } from "./saving.js" */
/** @import { Carried, Question, Response, Theme } from "./types" */
import { evidenceInWords } from "./evidence_words.js";
import { el, tag } from "./html.js";
import { place } from "./placement.js";
import { fieldsOf } from "./response.js";

/**
 * Draw last round's answer with its rationale and evidence, and the button that confirms it while the question has no
 * reply; nothing where this round does not start from the last.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 * @param {() => void} confirmed called after it is confirmed
 */
export function drawCarried(theme, saver, confirmed) {
  const { carried } = saver.question;
  if (!carried) return null;
  const { response } = carried;
  if (!response) {
    const element = el("section", { class: "said" }, el("p", {}, carried.whyNot));
    return { element, update() {} };
  }
  const heading = el("h2", { id: "qf-carried" });
  const button = el("button", { type: "button", class: "button", onclick: () => confirm() }, "Confirm: it is still so");
  const how = el("p", { class: "small soft" }, HOW);
  const element = el(
    "section",
    { class: "said carried", "aria-labelledby": heading.id },
    heading,
    ...inWords(theme, saver.question, response),
    how,
    button,
  );

  /** Take over what is not typed yet: whoever has written a rationale keeps it. */
  function confirm() {
    const last = fieldsOf(/** @type {Response} */ (response));
    const { reason, rationale, evidence } = saver.fields;
    saver.change(
      {
        ...last,
        finding: saver.fields.finding,
        minorityViews: saver.fields.minorityViews,
        reason: last.reason || reason,
        rationale: rationale.trim() ? rationale : last.rationale,
        evidence: evidence.length ? evidence : last.evidence,
      },
      { atOnce: true },
    );
    confirmed();
  }

  function update() {
    const isWaiting = isUnconfirmed(saver);
    heading.textContent = `Last round, ${carried?.round}${isWaiting ? ": not yet confirmed" : ""}`;
    how.hidden = !isWaiting;
    button.hidden = !isWaiting;
    element.toggleAttribute("inert", saver.state === "overtaken");
  }

  return { element, update };
}

const HOW =
  "Read the statements below first. To answer otherwise, tick what is true now, or confirm and then change it. Evidence keeps its date.";

/**
 * @param {Theme} theme
 * @param {Question} question
 * @param {Response} response
 */
function inWords(theme, { statements }, { met, notApplicable, rationale, evidence }) {
  return [
    notApplicable === null
      ? el("p", {}, tag(place(statements, met ?? [], theme.levels).level))
      : el("p", {}, el("strong", {}, "Does not apply"), ` ${notApplicable}`),
    rationale ? el("p", { class: "as-typed" }, rationale) : el("p", { class: "soft" }, "No rationale"),
    evidence.length > 0 &&
      el(
        "ul",
        { class: "bullets" },
        ...evidence.map((piece) => el("li", {}, `Evidence: ${evidenceInWords(piece, theme.asOf)}`)),
      ),
  ].filter((line) => line !== false);
}

/**
 * Return whether last round's answer to the question waits to be confirmed: it can be, and this round has no reply.
 *
 * @param {Saver} saver
 */
export function isUnconfirmed({ question, fields: { applies, isNone, met } }) {
  return Boolean(question.carried?.response) && applies && !isNone && met.length === 0;
}

/**
 * Say of a statement whether it was ticked in the last round; nothing where this round does not start from it.
 *
 * @param {Carried | null} carried
 * @param {string} statement
 */
export function wasTicked(carried, statement) {
  return carried?.ticked.includes(statement) ? `Ticked in ${carried.round}` : "";
}
