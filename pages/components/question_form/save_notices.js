// @ts-check
// What stands above a question while its answer cannot be saved, and what to do then.
/** @import { Saver } from "./saving.js" */
import { momentInWords } from "./dates.js";
import { el } from "./html.js";

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
      `Go on answering: what you do is kept in this browser and saved when ${isConnected ? "that is over" : "the connection is back"}. Do not use another computer until then.`,
    ),
    el("button", { type: "button", class: "quiet slim", onclick: () => void saver.flush() }, "Try again"),
  );
}

/** @param {Saver} saver */
export function drawRefused(saver) {
  return el(
    "div",
    { class: "notice bad line", role: "alert" },
    el("p", {}, el("strong", {}, `Not saved. ${saver.obstacle} `), "What you typed is kept in this browser."),
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
      " What you typed is kept in this browser, and is saved when you have signed in again.",
    ),
    el("a", { class: "quiet slim", href: `/account/sign-in?next=${next}` }, "Sign in"),
  );
}
