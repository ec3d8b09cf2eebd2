// @ts-check
// Where partners agree: the views of forces that differ, beside the agreed rationale.
/** @import { Saver } from "./saving.js" */
/** @import { Theme } from "./types" */
import { el } from "./html.js";
import { textOf } from "./response.js";

/**
 * Draw a field for the view of each force, folded up while there is none. Nothing where no forces agree.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 */
export function drawMinorityViews({ forces }, saver) {
  if (forces.length === 0) return null;
  const fields = forces.map(({ id, name }) => drawField(saver, id, name));
  const fold = el(
    "details",
    { class: "more" },
    el("summary", {}, "Record the view of a force that differs"),
    ...fields.map(({ element }) => element),
  );
  const element = el(
    "div",
    { class: "q-part" },
    el("h2", {}, "Minority views"),
    el(
      "p",
      { class: "hint" },
      "They stand beside the agreed answer, in the results and the report too. They change no score.",
    ),
    fold,
  );
  fold.open = saver.fields.minorityViews.length > 0;
  return {
    element,
    update() {
      for (const { update } of fields) update();
    },
  };
}

/**
 * @param {Saver} saver
 * @param {string} force
 * @param {string} name
 */
function drawField(saver, force, name) {
  const id = `qf-minorityViews.${force}`;
  const field = el("textarea", {
    id,
    rows: 3,
    "aria-describedby": `${id}-wrong`,
    oninput: () => {
      const others = saver.fields.minorityViews.filter((view) => view.force !== force);
      saver.change({ minorityViews: field.value ? [...others, { force, text: field.value }] : others });
    },
    onchange: () => void saver.flush(),
  });
  return {
    element: el(
      "div",
      { class: "field", id: `${id}-field` },
      el("label", { for: id }, `View of ${name}`),
      el("p", { class: "wrong-line", id: `${id}-wrong` }),
      field,
    ),
    update() {
      const text = textOf(saver.fields.minorityViews, force);
      if (field.value !== text) field.value = text;
    },
  };
}
