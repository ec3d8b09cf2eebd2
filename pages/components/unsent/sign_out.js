// @ts-check
// Asks before somebody signs out while something they typed is only in this browser.
import { count, el } from "../question_form/html.js";
import { eraseUnsent, listUnsent } from "./unsent.js";

let person = "";
let isWatching = false;

/** @param {{ data: { person: string } }} component */
export function mount({ data }) {
  person = data.person;
  if (!isWatching) document.addEventListener("submit", onSubmit, { capture: true });
  isWatching = true;
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches(".sign-out")) return;
  const kept = listUnsent(person);
  if (kept.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  ask(form, kept);
}

/**
 * @param {HTMLFormElement} form
 * @param {{ what: string }[]} kept
 */
function ask(form, kept) {
  /** @type {(words: string, then: () => void) => HTMLElement} */
  const button = (words, then) => {
    const onclick = () => {
      dialog.close();
      then();
    };
    return el("button", { type: "button", onclick }, words);
  };
  const dialog = el(
    "dialog",
    { class: "unsent-dialog", "aria-labelledby": "unsent-dialog-title", onclose: () => dialog.remove() },
    el(
      "h2",
      { id: "unsent-dialog-title" },
      `${count(kept.length, "text")} of yours ${kept.length === 1 ? "is" : "are"} not saved`,
    ),
    el("ul", {}, ...kept.map(({ what }) => el("li", {}, what))),
    el("p", {}, "It can stay in this browser for you, for 7 days. Erase it if others use this computer."),
    el(
      "p",
      { class: "buttons" },
      button("Stay signed in", () => {}),
      " ",
      button("Keep it and sign out", () => form.submit()),
      " ",
      button("Erase it and sign out", () => {
        eraseUnsent(person);
        form.submit();
      }),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
