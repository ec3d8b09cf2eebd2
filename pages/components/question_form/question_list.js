// @ts-check
/** @import { Saver } from "./saving.js" */
/** @import { Theme } from "./types" */
import { isPlain } from "../layout/plain_click.js";
import { isUnconfirmed } from "./carried_view.js";
import { findingIsOpen } from "./finding_view.js";
import { holderOf } from "./handing_view.js";
import { el, fillIfNew } from "./html.js";
import { place } from "./placement.js";

const WITH_TROUBLE = ["incomplete", "refused", "overtaken", "offline", "signed out"];

/**
 * Draw the list of the theme's questions, each with its state in words.
 *
 * @param {Theme} theme
 * @param {Saver[]} savers one for each question, in order
 * @param {(code: string) => void} open
 */
export function drawList(theme, savers, open) {
  const folded = el("button", {
    type: "button",
    class: "q-pick",
    "aria-expanded": "false",
    "aria-controls": "qf-list",
    onclick: () => unfold(folded.getAttribute("aria-expanded") !== "true"),
  });
  const bar = el("i", {});
  const left = el("p", { class: "small soft" });
  const entries = savers.map(({ question: { code, title } }) => {
    const state = el("span", { class: "level" });
    const link = el(
      "a",
      {
        href: addressOf(code),
        onclick: (/** @type {MouseEvent} */ event) => {
          if (!isPlain(event)) return;
          event.preventDefault();
          open(code);
        },
      },
      el("span", {}, code),
      el("span", {}, el("span", { class: "t" }, title), state),
    );
    return { code, link, state };
  });
  const toAll = theme.isCoreOnly ? el("a", { "data-page": true }, "Take all questions") : null;
  const rows = el("ol", {}, ...entries.map(({ link }) => el("li", {}, link)));
  const list = el(
    "div",
    { id: "qf-list" },
    el("h2", {}, theme.theme.title),
    el("span", { class: "progress" }, bar),
    left,
    toAll && el("p", { class: "small soft" }, "Next leads from one core question to another. ", toAll),
    rows,
    ...theme.notAsked.map((words) => el("p", { class: "small soft" }, words)),
  );
  const element = el("nav", { class: "q-list", "aria-label": `Questions of ${theme.theme.title}` }, folded, list);

  /** @param {boolean} isOpen */
  function unfold(isOpen) {
    folded.setAttribute("aria-expanded", String(isOpen));
    element.classList.toggle("open", isOpen);
  }

  /** @param {string} shown the code of the question that is open */
  function update(shown) {
    const unanswered = savers.filter((saver) => !isAnswered(saver)).length;
    const unconfirmed = savers.filter(isUnconfirmed).length;
    if (toAll) toAll.href = addressOf(shown, { isCoreOnly: false });
    bar.style.width = `${100 - (100 * unanswered) / savers.length}%`;
    fillIfNew(left, `${unanswered} ${unconfirmed}`, () => [
      `${savers.length - unanswered} of ${savers.length} answered`,
      unanswered > 0 && el("br"),
      unanswered > 0 && `${unanswered} left, ${theme.times[unanswered - 1]}`,
      unconfirmed > 0 && el("br"),
      unconfirmed > 0 && `${unconfirmed} not yet confirmed`,
    ]);
    for (const [at, { code, link, state }] of entries.entries()) {
      if (code === shown) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      drawState(theme, savers[at], state);
    }
    const place = entries.findIndex(({ code }) => code === shown) + 1;
    fillIfNew(folded, shown, () => [
      el("span", {}, theme.theme.title),
      el("span", {}, `${shown}, ${place} of ${savers.length}`),
    ]);
  }

  /** Fold the list where it can be folded, and scroll to the open question within it where it can be scrolled. */
  function settle() {
    unfold(false);
    const link = entries.find(({ link }) => link.hasAttribute("aria-current"))?.link;
    if (link) rows.scrollTop = link.offsetTop - (rows.clientHeight - link.offsetHeight) / 2;
  }

  return { element, update, settle };
}

/**
 * @param {Theme} theme
 * @param {Saver} saver
 * @param {HTMLElement} state
 */
function drawState(theme, saver, state) {
  const { applies, isNone, met } = saver.fields;
  const level =
    isAnswered(saver) && applies ? place(saver.question.statements, isNone ? [] : met, theme.levels).level : null;
  const unanswered = isUnconfirmed(saver) ? "Not yet confirmed" : "Not answered";
  const words = level ? level.title : applies ? unanswered : "Does not apply";
  const open = level && findingIsOpen(saver) ? "Finding not answered" : "";
  const trouble = !WITH_TROUBLE.includes(saver.state) ? "" : saver.state === "overtaken" ? "Choose" : "Not saved";
  const holder = holderOf(saver);
  const who = holder ? `With ${holder.isYou ? "you" : holder.to}` : "";
  fillIfNew(state, `${words}: ${open}: ${trouble}: ${who}`, () => [
    level ? el("i", { class: "swatch", style: level.look }) : el("i", { class: `swatch ${applies ? "none" : "out"}` }),
    el("span", {}, words),
    open !== "" && el("span", { class: "open" }, open),
    trouble !== "" && el("span", { class: "unsaved" }, trouble),
    who !== "" && el("span", { class: "with" }, who),
  ]);
}

/** @param {Saver} saver */
function isAnswered({ fields: { applies, reason, isNone, met } }) {
  return applies ? isNone || met.length > 0 : reason.trim() !== "";
}

/**
 * Return the address of this page with another question.
 *
 * @param {string} code
 * @param {{ isCoreOnly?: boolean }} [how] whether to stay on the way through the core questions, if the page is on it
 */
export function addressOf(code, { isCoreOnly = true } = {}) {
  const address = new URL(location.href);
  if (!isCoreOnly) address.searchParams.delete("core");
  address.searchParams.set("question", code);
  address.hash = "";
  return `${address.pathname}${address.search}`;
}
