// @ts-check
// What each partner force said when it answered alone, beside what they agree now.
/** @import { Question, Said, Theme } from "./types" */
import { el, tag } from "./html.js";

/**
 * Draw the level and the words of each force; nothing where none answered alone.
 *
 * @param {Theme} theme
 * @param {Question} question
 */
export function drawSaid(theme, { said }) {
  if (said.length === 0) return null;
  return el(
    "section",
    { class: "said", "aria-label": "What each force said" },
    el("h2", {}, "What each force said"),
    el("ul", {}, ...said.map((each) => el("li", {}, ...drawForce(theme, each)))),
  );
}

/**
 * @param {Theme} theme
 * @param {Said} said
 */
function drawForce(theme, { force, level, reply, finding, texts }) {
  const reached = theme.levels.find(({ code }) => code === level);
  return [
    el("strong", {}, force),
    " ",
    reached ? tag(reached) : el("span", { class: "grade none" }, reply),
    finding && el("span", { class: "sub" }, ` Finding: ${finding}`),
    ...texts.map((text) => el("p", {}, text)),
  ];
}

/**
 * Return which forces tick a statement, in words; nothing where none answered alone.
 *
 * @param {Question} question
 * @param {string} statement
 */
export function whoTicks({ said }, statement) {
  if (said.length === 0) return "";
  const forces = said.filter(({ met }) => met.includes(statement)).map(({ force }) => force);
  if (forces.length === said.length) return "Ticked by all";
  return forces.length === 0 ? "Ticked by none" : `Ticked by ${forces.join(", ")}`;
}
