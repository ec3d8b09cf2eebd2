// @ts-check
// The meeting at which partners agree: a clock that shows the time left, and one key that goes to the next question.
import { count, el } from "./html.js";

const ENDS = "meeting-ends";
const NEXT_KEY = "F9";
const MINUTE = 60_000;

/**
 * Draw the clock. The time at which it ends is kept in this tab, so that it goes on with the next theme.
 *
 * @param {() => void} goOn goes to the next question
 */
export function drawMeeting(goOn) {
  const minutes = el("input", { type: "number", id: "qf-minutes", min: "1", max: "600", value: "60" });
  const left = el("strong", { role: "timer" });
  const start = el("button", { type: "button", class: "quiet", onclick: () => begin(Number(minutes.value)) });
  const element = el(
    "section",
    { class: "meeting", "aria-label": "Meeting" },
    el("label", { for: minutes.id }, "Minutes for the meeting"),
    minutes,
    start,
    left,
    el("span", { class: "sub" }, `${NEXT_KEY} goes to the next question`),
  );

  /** @param {number} given */
  function begin(given) {
    if (given >= 1 && given <= 600) sessionStorage.setItem(ENDS, String(Date.now() + given * MINUTE));
    update();
  }

  function update() {
    const ends = Number(sessionStorage.getItem(ENDS) ?? 0);
    start.textContent = ends ? "Start the clock again" : "Start the clock";
    if (ends) left.textContent = ends > Date.now() ? timeLeft(ends - Date.now()) : "The time is up";
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key !== NEXT_KEY) return;
    event.preventDefault();
    goOn();
  }

  update();
  const timer = setInterval(update, 1000);
  document.addEventListener("keydown", onKey);
  return {
    element,
    close() {
      clearInterval(timer);
      document.removeEventListener("keydown", onKey);
    },
  };
}

/** @param {number} milliseconds */
function timeLeft(milliseconds) {
  const whole = Math.ceil(milliseconds / MINUTE);
  return `${count(whole, "minute")} left`;
}
