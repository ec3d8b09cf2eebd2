// @ts-check
/** @import { Saver } from "./saving.js" */
/** @import { Question, Theme } from "./types" */
import { isPlain } from "../layout/plain_click.js";
import { el, fill } from "./html.js";
import { addressOf } from "./question_list.js";
import { saveWords } from "./save_words.js";

const SAVING_IS_SHOWN_AFTER = 300;

/**
 * Draw the bar at the foot: Back, what is saved, and Next.
 *
 * @param {Theme} theme
 */
export function drawBar(theme) {
  const back = el("a", { class: "quiet" }, "Back");
  const next = el("a", { class: "button" });
  const state = el("p", { class: "saved" });
  const stateInShort = el("span", { class: "saved" });
  const spoken = el("p", { class: "unseen", role: "status" });
  const short = el("p", { class: "short-verdict" });
  const element = el(
    "section",
    { class: "doing", "aria-label": "Saving, and the way on" },
    short,
    back,
    state,
    el("div", { class: "row" }, el("a", { class: "later", href: theme.home }, "Save and come back later"), next),
    spoken,
  );
  /** @type {number | undefined} */
  let timer;
  let said = "";

  /** @param {import("./save_words.js").SaveWords} saveState */
  function say({ words, kind }) {
    for (const line of [state, stateInShort]) {
      line.textContent = words;
      line.className = `saved ${kind}`;
    }
    element.classList.toggle("not", kind === "not");
    if (kind === "busy" || words === said) return;
    said = words;
    spoken.textContent = words;
  }

  return {
    element,

    /** Go to what Next leads to. */
    goOn() {
      next.click();
    },

    /** Put the focus on the link to what comes next. */
    focusNext() {
      next.focus();
    },

    /** @param {Saver} saver */
    update(saver) {
      clearTimeout(timer);
      const now = saveWords(saver);
      if (saver.state !== "saving") say(now);
      else {
        // Most saves take less, and "Saved" must not stand meanwhile.
        say({ words: "Not saved yet", kind: "busy" });
        timer = setTimeout(() => say(now), SAVING_IS_SHOWN_AFTER);
      }
    },

    /**
     * @param {number} at
     * @param {HTMLElement} verdict
     * @param {{ show: (code: string) => void, mayGoOn: () => boolean }} ways
     */
    go(at, verdict, { show, mayGoOn }) {
      const isOnTheWay = (/** @type {Question} */ { isCore }) => isCore || !theme.isCoreOnly;
      const before = theme.questions.slice(0, at).findLast(isOnTheWay);
      const after = theme.questions.slice(at + 1).find(isOnTheWay);
      back.href = before ? addressOf(before.code) : (theme.previous ?? theme.tasks);
      next.href = after ? addressOf(after.code) : (theme.next ?? theme.tasks);
      next.textContent = after ? `Next: ${after.code}` : theme.next ? "Next theme" : "All themes";
      back.onclick = (event) => {
        if (!before || !isPlain(event)) return;
        event.preventDefault();
        show(before.code);
      };
      next.onclick = (event) => {
        if (!isPlain(event)) return;
        if (!mayGoOn()) event.preventDefault();
        else if (after) {
          event.preventDefault();
          show(after.code);
        }
      };
      fill(short, verdict, stateInShort);
      said = "";
    },
  };
}
