// @ts-check
/** @import { Saver } from "./saving.js" */
/** @import { Evidence, Theme, TypedEvidence } from "./types" */
import { randomId } from "../unsent/random_id.js";
import { drawPiece, drawSharedPiece, fieldId, updatePiece } from "./evidence_piece.js";
import { el, fill } from "./html.js";
import { drawNamed, namedElsewhere } from "./named_evidence.js";
import { typedOf } from "./response.js";

/**
 * Draw the evidence of a question: a row of fields for each piece, in order; one can be added, also one that is named
 * elsewhere, and removed with undo.
 *
 * @param {Theme} theme
 * @param {Saver[]} savers those of the theme
 * @param {Saver} saver
 */
export function drawEvidence(theme, savers, saver) {
  const expected = theme.levels.findIndex(({ code }) => code === theme.evidenceExpectedFrom);
  const rows = el("ol", { class: "pieces" });
  const undo = el("p", { class: "undo", role: "status" });
  const add = el("button", { type: "button", class: "quiet", id: "qf-add", onclick: () => addPiece() }, "Add evidence");
  const named = drawNamed(theme, saver, (item) => useNamed(item));
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
    named.element,
    el(
      "details",
      { class: "more" },
      el("summary", {}, "What would show this"),
      el("ul", { class: "bullets" }, ...saver.question.evidenceExamples.map((example) => el("li", {}, example))),
    ),
  );
  let drawn = "";

  function addPiece() {
    const piece = { id: randomId(), title: "", reference: "", date: "", owner: "", validUntil: "", classification: "" };
    fill(undo);
    saver.change({ evidence: [...saver.fields.evidence, piece] });
    document.getElementById(fieldId(piece, "title"))?.focus();
  }

  /** @param {Evidence} item */
  function useNamed(item) {
    saver.change({ evidence: [...saver.fields.evidence, typedOf(item)] }, { atOnce: true });
    fill(
      undo,
      `Added “${item.title}”. `,
      asLink("Undo", () => remove(item.id)),
    );
  }

  /**
   * Let the question have an item of its own, which can be changed without changing the others.
   *
   * @param {TypedEvidence} piece
   */
  function makeOwn(piece) {
    const own = { ...piece, id: randomId() };
    saver.change({ evidence: saver.fields.evidence.map((each) => (each.id === piece.id ? own : each)) });
    fill(undo, `“${piece.title}” is now an item of this question alone. It stays as it was under the others.`);
    document.getElementById(fieldId(own, "title"))?.focus();
  }

  /** @param {string} id */
  function remove(id) {
    const before = saver.fields.evidence;
    const at = before.findIndex((each) => each.id === id);
    const piece = before[at];
    if (!piece) return;
    saver.change({ evidence: before.toSpliced(at, 1) }, { atOnce: true });
    const back = asLink("Undo", () => bringBack(piece, at));
    fill(undo, `Removed “${piece.title || "evidence without a title"}”. `, back);
    back.focus();
  }

  /**
   * @param {TypedEvidence} piece
   * @param {number} at
   */
  function bringBack(piece, at) {
    fill(undo);
    saver.change({ evidence: saver.fields.evidence.toSpliced(at, 0, piece) }, { atOnce: true });
    (document.getElementById(fieldId(piece, "title")) ?? add).focus();
  }

  function update() {
    const { evidence } = saver.fields;
    const elsewhere = namedElsewhere(theme, savers, saver);
    const { problems } = saver;
    const pieces = evidence.map((piece, at) => {
      const isWrong = problems.some(({ field }) => field.startsWith(`evidence.${at}.`));
      return { piece, shared: isWrong ? undefined : elsewhere.find(({ item }) => item.id === piece.id) };
    });
    const key = JSON.stringify(pieces.map(({ piece, shared }) => (shared ? [piece, shared] : piece.id)));
    if (key !== drawn) {
      const draw = pieces.map(({ piece, shared }) =>
        shared ? drawSharedPiece(theme, piece, shared, { makeOwn, remove }) : drawPiece(theme, saver, piece, remove),
      );
      fill(rows, ...draw);
      drawn = key;
    }
    for (const { piece, shared } of pieces) if (!shared) updatePiece(theme, rows, piece);
    named.update(elsewhere);
    add.hidden = evidence.length >= theme.limits.evidence;
  }

  return { element, update };
}

/**
 * @param {string} words
 * @param {() => void} onclick
 */
function asLink(words, onclick) {
  return el("button", { type: "button", class: "as-link", onclick }, words);
}
