// @ts-check
// The comments on a question: what was said, one's own to be removed, and a field to say more.
/** @import { Comment, Commented, CommentedQuestion, Slot, TypedText } from "./types" */
import { slot } from "../unsent/unsent.js";
import { momentInWords } from "./dates.js";
import { count, el, fill } from "./html.js";
import { drawKeptField, whyNot } from "./kept_field.js";
import { put } from "./sending.js";

/**
 * Return the place in the browser where a comment is kept that was typed and not sent.
 *
 * @param {Commented} page
 * @param {string} code
 */
export function placeOfComment({ assessment, answersOf }, code) {
  return `${assessment} comment-${answersOf} ${code}`;
}

/**
 * Draw the comments on a question. `refresh` draws those that it has now.
 *
 * @param {Commented} page
 * @param {CommentedQuestion} question
 * @param {{ address: string, changed?: () => void }} how the address of this question, and what to call once sent
 */
export function drawComments(page, question, { address, changed = () => {} }) {
  /** @type {Slot<TypedText>} */
  const kept = slot(page.person, placeOfComment(page, question.code), {
    what: `Comment on ${question.code} ${question.title}`,
    address,
  });
  const list = el("ul", { class: "talk" });
  const status = el("p", { class: "small soft", role: "status" });
  const add = el("button", { class: "quiet" }, "Add the comment");
  const field = drawKeptField({ id: "qf-comment", label: "Your comment", rows: 3, slot: kept, changed: () => tell() });
  const form = el(
    "form",
    {
      novalidate: true,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void write();
      },
    },
    el(
      "p",
      { class: "hint" },
      "For the people who work on these answers with you. Comments are in no report and no file, and close when the " +
        "answers are submitted.",
    ),
    field.element,
    el("div", { class: "row" }, add, status),
  );
  const fold = el("details", { class: "more" }, el("summary", {}, "Write a comment"), form);
  fold.open = field.text !== "";
  let isSending = false;

  function tell() {
    add.setAttribute("aria-disabled", String(isSending));
    if (isSending) fill(status, "Sending…");
    else if (field.text.trim() === "") fill(status);
    else fill(status, field.isKept ? "Not sent yet. It is kept in this browser." : "Not sent yet.");
  }

  /** @param {string} [focused] the comment whose button takes the focus */
  function refresh(focused) {
    list.hidden = question.comments.length === 0;
    fill(list, ...question.comments.map(drawOne));
    if (focused) document.getElementById(`qf-comment-${focused}`)?.focus();
  }

  /** @param {Comment} comment */
  function drawOne(comment) {
    const { id, author, isOwn, at, text, isRemoved, of } = comment;
    const who = el("p", { class: "who" }, el("strong", {}, author), " ", el("span", {}, momentInWords(at)));
    if (of) who.append(` · among ${of} alone, before the release`);
    const mayChange = isOwn && !of;
    const act = (/** @type {string} */ words, /** @type {boolean} */ removes) =>
      el(
        "button",
        {
          type: "button",
          class: "as-link small",
          id: `qf-comment-${id}`,
          onclick: () => void send(id, text, { isRemoved: removes }),
        },
        words,
        el("span", { class: "unseen" }, ` the comment ${isOwn ? "you wrote" : ""} ${momentInWords(at)}`),
      );
    if (isRemoved) {
      return el("li", {}, who, el("p", { class: "soft" }, "Removed. "), mayChange ? act("Bring back", false) : null);
    }
    return el("li", {}, who, el("p", { class: "as-typed" }, text), mayChange ? act("Remove", true) : null);
  }

  async function write() {
    if (isSending) return;
    if (field.text.trim() === "") return field.refuse("Write something first. An empty comment is not sent.");
    const tooMany = field.text.trim().length - page.limits.comment;
    if (tooMany > 0) return field.refuse(`${count(tooMany, "character")} too many: shorten it.`);
    const typed = field.send();
    if (await send(typed.id, typed.text, { isRemoved: false })) {
      field.arrived(typed);
      tell();
      if (field.text === "") fill(status, "Added.");
      changed();
    }
  }

  /**
   * Send a comment, and draw what there is then. Return whether it arrived.
   *
   * @param {string} id
   * @param {string} text
   * @param {{ isRemoved: boolean }} how
   */
  async function send(id, text, { isRemoved }) {
    if (isSending) return false;
    const isOld = question.comments.some((comment) => comment.id === id);
    isSending = true;
    tell();
    const address = `/assessments/${page.assessment}/comments/${id}?of=${page.answersOf}`;
    const answer = await put(address, page.person, { question: question.code, text, isRemoved });
    isSending = false;
    tell();
    if (answer.kind !== "saved") {
      fill(status, el("span", { class: "not-sent" }, ...whyNot(answer, field.isKept)));
      fold.open = true;
      return false;
    }
    const earlier = question.comments.filter(({ of }) => of !== "");
    question.comments = [...earlier, .../** @type {Comment[]} */ (answer.content.comments)];
    refresh(isOld ? id : undefined);
    return true;
  }

  refresh();
  tell();
  const element = el(
    "section",
    { class: "q-part comments", "aria-label": "Comments" },
    el("h2", {}, "Comments"),
    list,
    fold,
  );
  return { element, refresh };
}
