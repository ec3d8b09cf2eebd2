// @ts-check
// The comments on one question where a theme is read.
/** @import { Commented, CommentedQuestion } from "./types" */
import { eraseOld } from "../unsent/unsent.js";
import { drawComments } from "./comments_view.js";
import { fill } from "./html.js";

/** @typedef {Commented & { question: CommentedQuestion }} Page */

/** @type {WeakMap<Element, { key: string, question: CommentedQuestion, refresh: () => void }>} */
const drawn = new WeakMap();

/**
 * Draw the comments. A later run of the page brings what was written meanwhile, and leaves what is being typed.
 *
 * @param {{ data: Page[], parentElement: Element }} component
 */
export function mount({ data: [page], parentElement }) {
  const root = parentElement.querySelector(".comments-form");
  if (!root) return;
  const key = [page.person, page.assessment, page.answersOf, page.question.code].join(" ");
  const before = drawn.get(root);
  if (before?.key === key) {
    before.question.comments = page.question.comments;
    before.refresh();
    return;
  }
  eraseOld();
  const address = `${location.pathname}${location.search}`;
  const { element, refresh } = drawComments(page, page.question, { address });
  drawn.set(root, { key, question: page.question, refresh: () => refresh() });
  fill(root, element);
}
