// @ts-check
// What went wrong, asked with yes or no.
/** @import { Saver } from "./saving.js" */
import { el, tick } from "./html.js";

/**
 * Draw the finding of a question, which is answered apart from its statements and can be cleared.
 *
 * @param {Saver} saver
 * @param {{ ask: string, because: string, limits: string }} finding
 */
export function drawFinding(saver, { ask, because, limits }) {
  const choices = [true, false].map((value) => {
    const input = el("input", {
      type: "radio",
      name: "qf-finding",
      id: findingId(value),
      onchange: () => saver.change({ finding: value }, { atOnce: true }),
    });
    return { value, input, label: tick(input, value ? "Yes" : "No") };
  });
  const clear = el(
    "button",
    {
      type: "button",
      class: "as-link",
      onclick: () => {
        saver.change({ finding: null }, { atOnce: true });
        choices[0].input.focus();
      },
    },
    "Clear this answer",
  );
  const element = el(
    "fieldset",
    { class: "q-part", id: "qf-finding", "aria-describedby": "qf-finding-hint" },
    el("legend", {}, ask),
    el("p", { class: "hint", id: "qf-finding-hint" }, `A serious finding. ${because} ${limits}`),
    el("p", { class: "wrong-line", id: "qf-finding-wrong" }),
    el("div", { class: "inline" }, ...choices.map(({ label }) => label), clear),
  );
  return {
    element,
    update() {
      element.hidden = !saver.fields.applies;
      for (const { value, input } of choices) input.checked = saver.fields.finding === value;
      clear.hidden = saver.fields.finding === null;
    },
  };
}

/**
 * Return the id of the choice that answers the finding so.
 *
 * @param {boolean} value
 */
export function findingId(value) {
  return `qf-finding-${value ? "yes" : "no"}`;
}

/**
 * Return whether the question asks for a finding that is not answered. Where the question does not apply, it asks none.
 *
 * @param {Saver} saver
 */
export function findingIsOpen({ question, fields }) {
  return question.finding !== null && fields.applies && fields.finding === null;
}
