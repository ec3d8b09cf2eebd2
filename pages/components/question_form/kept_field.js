// @ts-check
// A field for text that a button sends. What is typed is kept in the browser until the server has it.
/** @import { Answer, Slot, TypedText } from "./types" */
import { randomId } from "../unsent/random_id.js";
import { el } from "./html.js";

/**
 * Draw a text area that begins with what was typed and not sent. What it holds has an id, by which the server recognises
 * it when it comes again.
 *
 * @param {{ id: string, label: string, rows: number, slot: Slot<TypedText>, changed?: () => void }} how
 */
export function drawKeptField({ id, label, rows, slot, changed = () => {} }) {
  let typed = slot.read()?.content ?? { id: randomId(), text: "" };
  /** @type {string | null} the text that was sent with the id of now, whether or not it arrived */
  let sent = null;
  let isKept = true;
  const area = el("textarea", {
    id,
    rows,
    "aria-describedby": `${id}-wrong`,
    oninput: () => {
      typed = { id: sent === null || sent === area.value ? typed.id : randomId(), text: area.value };
      sent = typed.text === sent ? sent : null;
      if (typed.text.trim() === "") slot.erase();
      else isKept = slot.write(typed, [typed.text]);
      wrong.textContent = "";
      area.removeAttribute("aria-invalid");
      changed();
    },
  });
  area.value = typed.text;
  const wrong = el("p", { class: "wrong-line", id: `${id}-wrong`, role: "alert" });
  return {
    element: el("div", { class: "field" }, el("label", { for: id }, label), wrong, area),
    area,
    get text() {
      return typed.text;
    },
    get isKept() {
      return isKept;
    },
    /** Return what to send, with its id. */
    send() {
      sent = typed.text;
      return typed;
    },
    /**
     * Forget what was sent, unless somebody has typed on meanwhile.
     *
     * @param {TypedText} arrived
     */
    arrived(arrived) {
      if (typed.text !== arrived.text) return;
      typed = { id: randomId(), text: "" };
      sent = null;
      area.value = "";
      slot.erase();
    },
    /** @param {string} words */
    refuse(words) {
      wrong.textContent = words;
      area.setAttribute("aria-invalid", "true");
      area.focus();
    },
  };
}

/**
 * Return why nothing was sent, in words, with the way to sign in where that is the reason.
 *
 * @param {Answer<unknown>} answer
 * @param {boolean} isKept whether the browser keeps what was typed
 */
export function whyNot(answer, isKept) {
  const kept = isKept
    ? "What you typed is kept in this browser."
    : "Keep this page open: this browser has no room for it.";
  switch (answer.kind) {
    case "signed out": {
      const next = encodeURIComponent(`${location.pathname}${location.search}`);
      const way = { href: `/account/sign-in?next=${next}`, target: isKept ? "_self" : "_blank" };
      return [`Not sent. ${answer.message} ${kept} `, el("a", way, "Sign in")];
    }
    case "unreachable":
      return [`Not sent. ${answer.message || "There is no connection."} ${kept} Send it again when that is over.`];
    case "refused":
      return [answer.problems.map(({ message }) => message).join(" ")];
    default:
      return [];
  }
}
