// @ts-check
// One piece of evidence: its fields, or what it says where it stands under other questions too.
/** @import { Saver } from "./saving.js" */
/** @import { Named, Theme, TypedEvidence } from "./types" */
import { isoDate } from "./dates.js";
import { detailsInWords, supportInWords, warningOf } from "./evidence_words.js";
import { el } from "./html.js";

/** @typedef {"title" | "reference" | "date" | "owner" | "validUntil" | "classification"} Part */

/** @type {{ name: Part, label: string, hint: string }[]} */
const PARTS = [
  { name: "title", label: "Title", hint: "" },
  { name: "reference", label: "Reference or where to find it", hint: "Such as BP 12/2026, or a link" },
  { name: "date", label: "Date of the evidence", hint: "Such as 3 April 2026" },
];
/** @type {{ name: Part, label: string, hint: string }[]} */
const MORE = [
  { name: "owner", label: "Who keeps it", hint: "A job title or a force" },
  { name: "validUntil", label: "Valid until", hint: "Empty if it has no end" },
  { name: "classification", label: "Marking of the document", hint: "" },
];

/**
 * Draw the fields of a piece. Those that most evidence does not need are folded up while they are empty.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 * @param {TypedEvidence} piece
 * @param {(id: string) => void} remove
 */
export function drawPiece(theme, saver, piece, remove) {
  /** @type {(part: { name: Part, label: string, hint: string }) => HTMLElement} */
  const field = (part) => drawField(theme, saver, piece, part);
  const more = el(
    "details",
    { class: "more" },
    el("summary", {}, "More about it", el("span", { class: "unseen" }, ` ${piece.title}`)),
    el("div", { class: "piece-more" }, ...MORE.map(field)),
  );
  more.open = MORE.some(({ name }) => piece[name] !== "");
  return el(
    "li",
    { class: "piece" },
    ...PARTS.map(field),
    more,
    el("p", { class: "warning", id: fieldId(piece, "warning"), role: "status" }),
    removing(piece, remove),
  );
}

/**
 * Show what a piece holds now in its fields.
 *
 * @param {Theme} theme
 * @param {Element} rows
 * @param {TypedEvidence} piece
 */
export function updatePiece(theme, rows, piece) {
  for (const { name } of [...PARTS, ...MORE]) {
    const id = fieldId(piece, name);
    const field = /** @type {HTMLInputElement | null} */ (rows.querySelector(`[id="${id}"]`));
    if (field && field.value !== piece[name]) field.value = piece[name];
  }
  const warning = rows.querySelector(`[id="${fieldId(piece, "warning")}"]`);
  const words = warningOf(isoDate(piece.validUntil), piece.classification, theme);
  if (warning && warning.textContent !== words) warning.textContent = words;
}

/**
 * Draw a piece that stands under other questions too, or was named by a force: it says the same everywhere, so here it
 * has no fields.
 *
 * @param {Theme} theme
 * @param {TypedEvidence} piece
 * @param {Named} shared
 * @param {{ makeOwn: (piece: TypedEvidence) => void, remove: (id: string) => void }} deeds
 */
export function drawSharedPiece(theme, piece, shared, { makeOwn, remove }) {
  const { title } = piece;
  const [date, validUntil, classification] = [
    isoDate(piece.date),
    isoDate(piece.validUntil),
    piece.classification || null,
  ];
  const details = detailsInWords({ ...piece, date, validUntil, classification }, theme.asOf);
  const warning = warningOf(validUntil, classification, theme);
  const change = el(
    "button",
    { type: "button", class: "as-link", onclick: () => makeOwn(piece) },
    "Change it for this question alone",
    el("span", { class: "unseen" }, ` ${title}`),
  );
  return el(
    "li",
    { class: "piece shared" },
    el("p", {}, el("strong", {}, title)),
    details && el("p", { class: "small" }, details),
    el("p", { class: "small soft" }, supportInWords(shared)),
    warning && el("p", { class: "warning" }, warning),
    el("div", { class: "row" }, change, removing(piece, remove)),
  );
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

/**
 * @param {Theme} theme
 * @param {Saver} saver
 * @param {TypedEvidence} piece
 * @param {{ name: Part, label: string, hint: string }} part
 */
function drawField(theme, saver, piece, { name, label, hint }) {
  const id = fieldId(piece, name);
  /** @param {{ atOnce?: boolean }} [how] */
  const keep = (how) => {
    const evidence = saver.fields.evidence.map((each) =>
      each.id === piece.id ? { ...each, [name]: input.value } : each,
    );
    saver.change({ evidence }, how);
  };
  const about = { id, "aria-describedby": `${id}-hint ${id}-wrong` };
  const input =
    name === "classification"
      ? el(
          "select",
          { ...about, onchange: () => keep({ atOnce: true }) },
          ...["", ...theme.markings].map((marking) => el("option", { value: marking }, marking || "Not named")),
        )
      : el("input", {
          ...about,
          type: "text",
          autocomplete: "off",
          oninput: () => keep(),
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
}

/**
 * @param {TypedEvidence} piece
 * @param {(id: string) => void} remove
 */
function removing({ id, title }, remove) {
  return el(
    "button",
    { type: "button", class: "as-link", onclick: () => remove(id) },
    "Remove",
    el("span", { class: "unseen" }, ` ${title}`),
  );
}
