// @ts-check
// What stands above a question while its answer cannot be saved, and what to do then.
/** @import { Saver } from "./saving.js" */
import { momentInWords } from "./dates.js";
import { el } from "./html.js";

const NO_ROOM = "Keep this page open: this browser has no room to keep what you typed.";

/**
 * @param {Saver} saver
 * @param {number} since
 */
export function drawOffline(saver, since) {
  const isConnected = saver.obstacle !== "";
  return el(
    "div",
    { class: "notice bad line", role: "alert" },
    el(
      "p",
      {},
      el("strong", {}, isConnected ? `${saver.obstacle} ` : `No connection since ${momentInWords(since)}. `),
      saver.isKept
        ? "Go on answering: what you do is kept in this browser and saved when "
        : `${NO_ROOM} It is saved when `,
      `${isConnected ? "that is over" : "the connection is back"}. Do not use another computer until then.`,
    ),
    el("button", { type: "button", class: "quiet slim", onclick: () => void saver.flush() }, "Try again"),
  );
}

/** @param {Saver} saver */
export function drawRefused(saver) {
  return el(
    "div",
    { class: "notice bad line", role: "alert" },
    el(
      "p",
      {},
      el("strong", {}, `Not saved. ${saver.obstacle} `),
      saver.isKept ? "What you typed is kept in this browser." : NO_ROOM,
    ),
    el("button", { type: "button", class: "quiet slim", onclick: () => void saver.flush() }, "Try again"),
  );
}

/** @param {Saver} saver */
export function drawSignedOut(saver) {
  const next = encodeURIComponent(`${location.pathname}${location.search}`);
  return el(
    "div",
    { class: "notice bad line", role: "alert" },
    el(
      "p",
      {},
      el("strong", {}, saver.obstacle),
      saver.isKept
        ? " What you typed is kept in this browser, and is saved when you have signed in again."
        : ` ${NO_ROOM} Sign in on another one.`,
    ),
    el(
      "a",
      { class: "quiet slim", href: `/account/sign-in?next=${next}`, target: saver.isKept ? "_self" : "_blank" },
      "Sign in",
    ),
  );
}
