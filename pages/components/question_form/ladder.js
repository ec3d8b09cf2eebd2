// @ts-check
// The statements under their levels, "None of these yet" and "Does not apply".
/** @import { Saver } from "./saving.js" */
/** @import { Theme } from "./types" */
import { wasTicked } from "./carried_view.js";
import { el, fill, tag, tick } from "./html.js";
import { place } from "./placement.js";
import { whoTicks } from "./said_view.js";

const HOW =
  "Tick every statement that is true and that you can show. Your level is the highest whose statements are all ticked, with at most one gap below.";
const NOT_COUNTED = "The statements do not count while the question does not apply. Your ticks are kept.";

/**
 * Draw the choices of a question, and return them with the function that shows what their saver holds.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 */
export function drawLadder(theme, saver) {
  const { question } = saver;
  const boxes = question.statements.map((statement) => {
    const box = el("input", {
      type: "checkbox",
      id: statementId(statement.code),
      value: statement.code,
      onchange: () => {
        const met = saver.fields.isNone ? [] : saver.fields.met.filter((code) => code !== statement.code);
        saver.change({ met: box.checked ? [...met, statement.code] : met, isNone: false }, { atOnce: true });
      },
    });
    const note = el("span", { class: "sub" });
    const who = whoTicks(question, statement.code);
    const last = el("span", { class: "sub" }, wasTicked(question.carried, statement.code));
    const words = el("span", {}, statement.text, who && el("span", { class: "sub who" }, who), last);
    return { statement, box, note, last, label: tick(box, words, note) };
  });
  const rungs = theme.levels.slice(1).map((level, at) => {
    const own = boxes.filter(({ statement }) => statement.level === level.code);
    const heading = el("h2", { id: `qf-rung-${at}` });
    const tally = el("p", {});
    const rung = el(
      "div",
      { class: "rung", role: "group", "aria-labelledby": heading.id },
      el("header", {}, heading, tally),
      ...own.map(({ label }) => label),
    );
    return { level, own, heading, tally, rung };
  });

  const none = el("input", {
    type: "checkbox",
    id: "qf-none",
    onchange: () => saver.change({ isNone: none.checked }, { atOnce: true }),
  });
  const lowest = theme.levels[0];
  const noneLabel = tick(
    none,
    el("span", {}, "None of these yet"),
    el("span", { class: "sub" }, `Places you at ${lowest.title} and clears the ticks above`),
  );

  const how = el("legend", { class: "how" });
  const reason = question.notApplicableWhen === null ? null : drawReason(saver, question.notApplicableWhen);
  const element = el(
    "fieldset",
    { id: "qf-met" },
    how,
    el("div", { class: "ladder" }, ...rungs.map(({ rung }) => rung)),
    el("div", { class: "apart" }, el("p", { class: "or" }, "or"), noneLabel, reason?.element ?? null),
  );

  function update() {
    const { met, isNone, applies } = saver.fields;
    const ticked = isNone ? [] : met;
    const isAnswered = applies && (isNone || met.length > 0);
    const placed = place(question.statements, ticked, theme.levels);
    const reached = theme.levels.indexOf(placed.level);
    how.textContent = applies ? HOW : NOT_COUNTED;
    none.checked = isNone;
    none.disabled = !applies;
    for (const { level, own, heading, tally, rung } of rungs) {
      const height = theme.levels.indexOf(level);
      const step =
        !isAnswered || height > reached + 1
          ? "above"
          : height > reached
            ? "next"
            : height < reached
              ? "passed"
              : "reached";
      rung.className = `rung ${step}`;
      fill(heading, step === "reached" ? tag(level) : level.title);
      const done = own.filter(({ statement }) => ticked.includes(statement.code)).length;
      tally.textContent = `${done} of ${own.length}${isAnswered && height > reached && done === own.length ? ", not counted yet" : ""}`;
      for (const { statement, box, note, last, label } of own) {
        box.checked = ticked.includes(statement.code);
        box.disabled = !applies;
        last.hidden = box.checked;
        const isMissing = isAnswered && step === "next" && !box.checked;
        const isGap = isAnswered && height < reached && !box.checked;
        const isBelow = isAnswered && !isGap && height <= reached && !box.checked;
        const isAhead = isAnswered && step === "above" && box.checked;
        label.className = `tick${isMissing || isBelow ? " missing" : ""}${isAhead ? " kept" : ""}`;
        note.textContent =
          isMissing || isBelow
            ? `Missing for ${(isMissing ? level : (placed.next ?? level)).title}${statement.isEssential ? ". Essential: nothing makes up for it" : ""}`
            : isGap
              ? "The one gap that is forgiven"
              : isAhead
                ? "Already in place, does not count yet"
                : "";
      }
    }
    reason?.update();
  }

  return { element, update };
}

/**
 * Draw "Does not apply" with its reason, which stays when the tick is taken back.
 *
 * @param {Saver} saver
 * @param {string} when
 */
function drawReason(saver, when) {
  const box = el("input", {
    type: "checkbox",
    id: "qf-applies",
    onchange: () => {
      saver.change({ applies: !box.checked }, { atOnce: true });
      if (box.checked) reason.focus();
    },
  });
  const reason = el("textarea", {
    id: "qf-notApplicable",
    rows: 3,
    "aria-describedby": "qf-notApplicable-wrong",
    oninput: () => saver.change({ reason: reason.value }),
    onchange: () => void saver.flush(),
  });
  const field = el(
    "div",
    { class: "field", id: "qf-notApplicable-field" },
    el("label", { for: reason.id }, "Why does it not apply?"),
    el("p", { class: "wrong-line", id: "qf-notApplicable-wrong" }),
    reason,
  );
  const element = el("div", {}, tick(box, el("span", {}, "Does not apply"), el("span", { class: "sub" }, when)), field);
  return {
    element,
    update() {
      box.checked = !saver.fields.applies;
      field.hidden = saver.fields.applies;
      if (reason.value !== saver.fields.reason) reason.value = saver.fields.reason;
    },
  };
}

/**
 * Return the id of a statement's box on the page.
 *
 * @param {string} code
 */
export function statementId(code) {
  return `qf-${code}`;
}
