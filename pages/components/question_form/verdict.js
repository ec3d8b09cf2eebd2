// @ts-check
// The live line: the level that the ticks reach, and exactly what is missing for the next.
/** @import { Saver } from "./saving.js" */
/** @import { Placement, Statement, Theme } from "./types" */
import { findingId, findingIsOpen } from "./finding_view.js";
import { count, el, fillIfNew, tag } from "./html.js";
import { statementId } from "./ladder.js";
import { place } from "./placement.js";

/**
 * Draw the line, long for the side of the question and short for the bar at its foot.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 */
export function drawVerdict(theme, saver) {
  const long = el("section", { class: "verdict", "aria-label": "Your level" });
  const short = el("span", { class: "short" });
  const spoken = el("p", { class: "unseen", role: "status" });
  const { lastRound } = saver.question;
  const previous = lastRound && el("p", { class: "previous" }, lastRound);
  let said = "";

  function update() {
    const { fields, question } = saver;
    const placed = place(question.statements, fields.isNone ? [] : fields.met, theme.levels);
    const isAnswered = fields.isNone || fields.met.length > 0;
    const isOpen = findingIsOpen(saver);
    const key = !fields.applies ? "out" : isAnswered ? `${keyOf(placed)} ${isOpen}` : "none";
    if (!fields.applies) {
      fillIfNew(long, key, () => [
        el("h2", {}, "Your answer"),
        el("p", {}, el("strong", {}, "Does not apply")),
        el("p", { class: "small" }, "It stays out of the theme’s mean."),
        previous,
      ]);
      fillIfNew(short, key, () => [el("strong", {}, "Does not apply")]);
    } else if (!isAnswered) {
      fillIfNew(long, key, () => [
        el("h2", {}, "Your level"),
        el("p", {}, el("strong", {}, "Not answered")),
        el(
          "p",
          { class: "small" },
          "If you do not know, leave the question. It counts as a gap, not as the lowest level.",
        ),
        previous,
      ]);
      fillIfNew(short, key, () => []);
    } else {
      fillIfNew(long, key, () => [
        el("h2", {}, "Places you at"),
        el("p", {}, tag(placed.level)),
        ...gap(placed),
        ...missing(theme, placed, question.statements, fields.met),
        isOpen && el("p", {}, "The finding below is not answered yet: ", to(findingId(true), "answer it"), "."),
        previous,
      ]);
      const left = [placed.next && `${placed.missing.length} missing`, isOpen && "finding open"]
        .filter(Boolean)
        .join(", ");
      fillIfNew(short, key, () => [tag(placed.level), ` ${left}`]);
    }
    const words = !fields.applies ? "Does not apply" : isAnswered ? inWords(placed) : "Not answered";
    if (words !== said && said) spoken.textContent = words;
    said = words;
  }

  return { long, short, spoken, update };
}

/** @param {Placement} placed */
function keyOf({ level, gap: open, missing: left, ahead }) {
  return [level.code, open?.code, ...left.map(({ code }) => code), ahead.map(({ code }) => code)].join(" ");
}

/** @param {Placement} placed */
function inWords({ level, gap: open, next, missing: left }) {
  const reached = `${level.title}${open ? ", with one gap" : ""}.`;
  return next ? `${reached} ${count(left.length, "statement")} missing for ${next.title}.` : reached;
}

/** @param {Placement} placed */
function gap({ gap: open }) {
  return open ? [el("p", {}, "With one gap, which is forgiven:"), link(open)] : [];
}

/**
 * @param {Theme} theme
 * @param {Placement} placed
 * @param {Statement[]} statements
 * @param {string[]} met
 */
function missing(theme, { next, gap: open, missing: left, ahead }, statements, met) {
  if (!next) return [el("p", {}, "The highest level.")];
  const needed = left.filter((statement) => statement !== open);
  const below = needed.filter(({ level, isEssential }) => level !== next.code && !isEssential);
  // One gap below the next level is forgiven too, unless it is spent already.
  const canStay = !open && below.length > 0;
  const lines = [
    el(
      "p",
      {},
      needed.length === 1
        ? `For ${next.title}, one statement is missing:`
        : `For ${next.title}, ${needed.length} statements are missing:`,
    ),
    ...needed.map(link),
  ];
  if (canStay && needed.length > 1)
    lines.push(el("p", { class: "small soft" }, `One of those below ${next.title} may stay open.`));
  const heights = theme.levels.map(({ code }) => code);
  if (ahead.some(({ level }) => heights.indexOf(level) > heights.indexOf(next.code))) {
    const { level } = place(statements, [...met, ...needed.map(({ code }) => code)], theme.levels);
    lines.push(
      el(
        "p",
        { class: "small soft" },
        `Ticks above the gap are kept. With ${needed.length === 1 ? "this one" : "these"} you would be at ${level.title}.`,
      ),
    );
  }
  return lines;
}

/** @param {Statement} statement */
function link({ code, text }) {
  return el("p", { class: "missing-one" }, to(statementId(code), text));
}

/**
 * Return a link that puts the focus on a field.
 *
 * @param {string} id
 * @param {string} words
 */
function to(id, words) {
  /** @param {Event} event */
  const go = (event) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return el("a", { href: `#${id}`, onclick: go }, words);
}
