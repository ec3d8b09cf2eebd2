// @ts-check
// A theme as one form: its list of questions, the question that is open, what is saved of it, and the way on.
/** @import { Question, Slot, Theme, Unsent } from "./types" */
import { eraseOld, listUnsent, slot } from "../unsent/unsent.js";
import { placeOfComment } from "./comments_view.js";
import { drawBar } from "./foot_bar.js";
import { placeOfNote } from "./handing_view.js";
import { el, fill } from "./html.js";
import { drawMeeting } from "./meeting.js";
import { addressOf, drawList } from "./question_list.js";
import { drawQuestion } from "./question_view.js";
import { Saver } from "./saving.js";
import { sender } from "./sending.js";

/** @type {WeakMap<Element, { theme: Theme, refresh: (theme: Theme) => void, close: () => void }>} */
const forms = new WeakMap();

/**
 * Show the theme in the element that Streamlit gives. A later run of the page brings the theme again, with what the server
 * has by then.
 *
 * @param {{ data: Theme[], parentElement: Element }} component
 */
export function mount({ data: [theme], parentElement }) {
  const root = parentElement.querySelector(".question-form");
  if (!root) return () => {};
  const before = forms.get(root);
  const isSameTheme =
    before?.theme.assessment === theme.assessment &&
    // What is typed for one respondent is never sent for another.
    before.theme.answersOf === theme.answersOf &&
    before.theme.person === theme.person &&
    before.theme.isCoreOnly === theme.isCoreOnly &&
    before.theme.theme.code === theme.theme.code &&
    // A lead can let questions come and go meanwhile. Then each place holds another question, so the form begins anew.
    codesOf(before.theme) === codesOf(theme);
  if (before && isSameTheme) before.refresh(theme);
  else {
    before?.close();
    forms.set(root, open(root, theme));
  }
  return () => {
    forms.get(root)?.close();
    forms.delete(root);
  };
}

/** @param {Theme} theme */
const codesOf = (theme) => theme.questions.map(({ code }) => code).join(" ");

/**
 * @param {Element} root
 * @param {Theme} theme
 */
function open(root, theme) {
  eraseOld();
  const send = sender(theme.assessment, theme.answersOf, theme.person);
  const savers = theme.questions.map(
    (question) =>
      new Saver(question, {
        limits: theme.limits,
        slot: slotOf(theme, question),
        send,
        changed: () => update(question.code),
      }),
  );
  const bar = drawBar(theme);
  const meeting = theme.questions.some(({ said }) => said.length > 0) ? drawMeeting(() => bar.goOn()) : null;
  const list = drawList(theme, savers, (code) => show(code, { isNew: true }));
  const whole = el("div", { class: "question" });
  let at = Math.max(
    0,
    theme.questions.findIndex(({ code }) => code === theme.start),
  );
  const elsewhere = el("div", {});
  let view = draw();

  function draw() {
    return drawQuestion(theme, savers, savers[at], () => bar.focusNext(), {
      handed: (code) => update(code),
      commented: () => tellElsewhere(),
    });
  }

  function tellElsewhere() {
    fill(elsewhere, drawElsewhere(theme, theme.questions[at].code));
  }

  /** @param {string} code */
  function update(code) {
    list.update(theme.questions[at].code);
    if (code !== theme.questions[at].code) return;
    view.update();
    bar.update(savers[at]);
  }

  /**
   * @param {string} code
   * @param {{ isNew?: boolean, isFirst?: boolean }} [how]
   */
  function show(code, { isNew = false, isFirst = false } = {}) {
    const next = theme.questions.findIndex((question) => question.code === code);
    if (next < 0) return;
    void savers[at].flush();
    at = next;
    if (isNew) history.pushState(history.state, "", addressOf(code));
    view = draw();
    fill(whole, list.element, view.head, view.main, view.rail);
    tellElsewhere();
    bar.go(at, view.verdict.short, { show: (to) => show(to, { isNew: true }), mayGoOn: () => !view.demand() });
    update(code);
    list.settle();
    document.title = `${code} ${theme.questions[at].title} - Collaboration self-assessment`;
    // On arrival the page is at its top, and somebody may have begun to use the menu.
    if (!isFirst || document.activeElement === document.body) view.heading.focus({ preventScroll: true });
    if (!isFirst) whole.scrollIntoView({ block: "start" });
  }

  const onPopState = () => {
    const code = new URLSearchParams(location.search).get("question");
    if (code && code !== theme.questions[at].code) show(code);
  };
  const sendAll = () => {
    for (const saver of savers) if (!saver.isSaved) void saver.flush();
  };
  const onVisibility = () => sendAll();
  window.addEventListener("popstate", onPopState);
  window.addEventListener("pagehide", sendAll);
  window.addEventListener("pageshow", sendAll);
  window.addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", onVisibility);

  fill(root, elsewhere, meeting?.element ?? null, whole, bar.element);
  show(theme.questions[at].code, { isFirst: true });
  history.replaceState(history.state, "", addressOf(theme.questions[at].code));
  for (const saver of savers) saver.resume();
  update(theme.questions[at].code);

  return {
    theme,
    /** @param {Theme} now */
    refresh(now) {
      theme.named = now.named;
      for (const [place, question] of now.questions.entries()) {
        const { comments, holder } = question;
        Object.assign(savers[place].question, { comments, holder });
        savers[place].refresh(question);
        update(question.code);
      }
      view.refreshComments();
      const asked = new URLSearchParams(location.search).get("question");
      if (asked === null) history.replaceState(history.state, "", addressOf(theme.questions[at].code));
    },
    close() {
      sendAll();
      meeting?.close();
      window.removeEventListener("popstate", onPopState);
      window.removeEventListener("pagehide", sendAll);
      window.removeEventListener("pageshow", sendAll);
      window.removeEventListener("online", sendAll);
      document.removeEventListener("visibilitychange", onVisibility);
    },
  };
}

/**
 * Draw what this person typed on other pages of the assessment and has not saved.
 *
 * @param {Theme} theme
 * @param {string} shown the code of the question that is open
 */
function drawElsewhere(theme, shown) {
  const { person, assessment, questions } = theme;
  const here = [
    ...questions.map(({ code }) => placeOf(theme, code)),
    placeOfComment(theme, shown),
    placeOfNote(theme, shown),
  ];
  const kept = listUnsent(person, assessment).filter(({ place }) => !here.includes(place));
  if (kept.length === 0) return null;
  const links = kept.map(({ what, address }) => el("li", {}, el("a", { href: address }, what)));
  return el(
    "div",
    { class: "notice elsewhere" },
    el("p", {}, el("strong", {}, "Not saved yet."), " Open these to save what you typed:"),
    el("ul", {}, ...links),
  );
}

/**
 * @param {Theme} theme
 * @param {Question} question
 * @returns {Slot<Unsent>}
 */
function slotOf(theme, { code, title }) {
  const what = `Answer to ${code} ${title}${theme.answersFor && ` for ${theme.answersFor}`}`;
  return slot(theme.person, placeOf(theme, code), { what, address: addressOf(code) });
}

/**
 * Return the place where unsaved text on a question is kept. What is typed for a force alone has another than what is
 * typed when the partners agree.
 *
 * @param {Theme} theme
 * @param {string} code
 */
function placeOf({ assessment, answersOf, isAlone }, code) {
  return isAlone ? `${assessment} alone-${answersOf} ${code}` : `${assessment} ${code}`;
}
