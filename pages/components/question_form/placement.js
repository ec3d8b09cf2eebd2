// @ts-check
/** @import { Level, Placement, Statement } from "./types" */

/**
 * Return where the ticked statements place a question: the rule of assessment/scoring/placement.py, for the line that
 * changes with each tick. The server's level is the one that counts.
 *
 * @param {Statement[]} statements in bank order
 * @param {string[]} met codes of the statements that are ticked
 * @param {Level[]} levels lowest first
 * @returns {Placement}
 */
export function place(statements, met, levels) {
  const heightOf = new Map(levels.map((level, height) => [level.code, height]));
  /** @param {Statement} statement */
  const height = (statement) => heightOf.get(statement.level) ?? 0;
  /** @param {Statement} statement */
  const isMet = (statement) => met.includes(statement.code);
  const unmet = statements.filter((statement) => !isMet(statement));

  let reached = levels.length - 1;
  while (reached > 0 && !isReached(reached)) reached -= 1;

  /** @param {number} at */
  function isReached(at) {
    const own = statements.filter((statement) => height(statement) === at);
    const gaps = unmet.filter((statement) => height(statement) < at);
    return own.length > 0 && own.every(isMet) && gaps.length <= 1 && !gaps.some(({ isEssential }) => isEssential);
  }

  const near = unmet.filter((statement) => height(statement) <= reached + 1);
  return {
    level: levels[reached],
    next: levels[reached + 1] ?? null,
    gap: unmet.find((statement) => height(statement) < reached) ?? null,
    missing: [...near.filter(({ isEssential }) => isEssential), ...near.filter(({ isEssential }) => !isEssential)],
    ahead: statements.filter((statement) => isMet(statement) && height(statement) > reached),
  };
}
