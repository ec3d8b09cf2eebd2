// @ts-check
/** @import { Saver } from "./saving.js" */
/** @import { Theme, TypedEvidence } from "./types" */
import { randomId } from "../unsent/random_id.js";
import { el, fill } from "./html.js";

/** @type {{ name: "title" | "reference" | "date", label: string, hint: string }[]} */
const PARTS = [
  { name: "title", label: "Title", hint: "" },
  { name: "reference", label: "Reference or where to find it", hint: "Such as BP 12/2026, or a link" },
  { name: "date", label: "Date of the evidence", hint: "Such as 3 April 2026" },
];

/**
 * Draw the evidence of a question: a row of fields for each piece, in order; one can be added, and removed with undo.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 */
export function drawEvidence(theme, saver) {
  const expected = theme.levels.findIndex(({ code }) => code === theme.evidenceExpectedFrom);
  const rows = el("ol", { class: "pieces" });
  const undo = el("p", { class: "undo", role: "status" });
  const add = el("button", { type: "button", class: "quiet", id: "qf-add", onclick: () => addPiece() }, "Add evidence");
  const element = el(
    "div",
    { class: "q-part" },
    el("h2", { id: "qf-evidence" }, "Evidence"),
    el(
      "p",
      { class: "hint" },
      `The results also show each grade as evidenced. There ${theme.levels[expected].title} or higher counts as ${theme.levels[expected - 1].title} where no evidence is named.`,
    ),
    el("p", { class: "wrong-line", id: "qf-evidence-wrong" }),
    rows,
    undo,
    el("div", { class: "row" }, add),
    el(
      "details",
      { class: "more" },
      el("summary", {}, "What would show this"),
      el("ul", { class: "bullets" }, ...saver.question.evidenceExamples.map((example) => el("li", {}, example))),
    ),
  );
  let drawn = "";

  function addPiece() {
    const piece = { id: randomId(), title: "", reference: "", date: "" };
    forgetRemoved();
    saver.change({ evidence: [...saver.fields.evidence, piece] });
    document.getElementById(fieldId(piece, "title"))?.focus();
  }

  /** @param {string} id */
  function remove(id) {
    const before = saver.fields.evidence;
    const at = before.findIndex((each) => each.id === id);
    const piece = before[at];
    saver.change({ evidence: before.toSpliced(at, 1) }, { atOnce: true });
    const back = el("button", { type: "button", class: "as-link", onclick: () => bringBack(piece, at) }, "Undo");
    fill(undo, `Removed “${piece.title || "evidence without a title"}”. `, back);
    back.focus();
  }

  /**
   * @param {TypedEvidence} piece
   * @param {number} at
   */
  function bringBack(piece, at) {
    forgetRemoved();
    saver.change({ evidence: saver.fields.evidence.toSpliced(at, 0, piece) }, { atOnce: true });
    document.getElementById(fieldId(piece, "title"))?.focus();
  }

  function forgetRemoved() {
    fill(undo);
  }

  function update() {
    const { evidence } = saver.fields;
    const ids = JSON.stringify(evidence.map(({ id }) => id));
    if (ids !== drawn) {
      fill(rows, ...evidence.map((piece) => drawPiece(saver, piece, () => remove(piece.id))));
      drawn = ids;
    }
    for (const piece of evidence) {
      for (const { name } of PARTS) {
        const field = /** @type {HTMLInputElement | null} */ (rows.querySelector(`[id="${fieldId(piece, name)}"]`));
        if (field && field.value !== piece[name]) field.value = piece[name];
      }
    }
    add.hidden = evidence.length >= theme.limits.evidence;
  }

  return { element, update };
}

/**
 * @param {Saver} saver
 * @param {TypedEvidence} piece
 * @param {() => void} remove
 */
function drawPiece(saver, piece, remove) {
  const fields = PARTS.map(({ name, label, hint }) => {
    const id = fieldId(piece, name);
    const input = el("input", {
      id,
      type: "text",
      autocomplete: "off",
      "aria-describedby": `${id}-hint ${id}-wrong`,
      oninput: () => {
        const evidence = saver.fields.evidence.map((each) =>
          each.id === piece.id ? { ...each, [name]: input.value } : each,
        );
        saver.change({ evidence });
      },
      onchange: () => void saver.flush(),
    });
    input.value = piece[name];
    return el(
      "div",
      { class: `field ${name}`, id: `${id}-field` },
      el("label", { for: id }, label),
      el("p", { class: "hint", id: `${id}-hint` }, hint),
      el("p", { class: "wrong-line", id: `${id}-wrong` }),
      input,
    );
  });
  const button = el(
    "button",
    { type: "button", class: "as-link", onclick: remove },
    "Remove",
    el("span", { class: "unseen" }, ` ${piece.title}`),
  );
  return el("li", { class: "piece" }, ...fields, button);
}

/**
 * Return the id of a field of one piece on the page.
 *
 * @param {TypedEvidence} piece
 * @param {string} name
 */
export function fieldId({ id }, name) {
  return `qf-evidence-${id}-${name}`;
}
