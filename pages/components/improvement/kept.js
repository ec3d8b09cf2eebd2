// @ts-check
// Keeps what is typed into the forms of the actions until it is saved: a form sends nothing before its button is pressed,
// so a reload or a crash would lose the text. It stays in the browser, under its author's name, and leaves it only with
// the button.
//
// Where somebody saved other words meanwhile, both are shown: what was typed in the form, what is saved above it.
/** @import { Slot } from "../question_form/types" */
import { slot } from "../unsent/unsent.js";

const MOST_FRAMES = 120;

/** @typedef {{ name: string, key: string, saved: string }} Field */
/** @typedef {{ name: string, id: string, seen: number, fields: Field[] }} Form */
/** @typedef {{ person: string, assessment: string, forms: Form[], saved: Record<string, number> }} Data */
/** @typedef {{ id: string, seen: number, texts: Record<string, { text: string, over: string }> }} Typed */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Input */

/** @type {ReturnType<typeof newKeeper> | undefined} */
let keeper;

/** @param {{ data: Data[], parentElement: Element }} component */
export function mount({ data: [data], parentElement }) {
  const note = /** @type {HTMLElement} */ (parentElement.querySelector(".kept"));
  keeper ??= newKeeper(data, note);
  keeper.watch(data, note);
  note.dataset.watching = "";
}

/**
 * @param {Data} watched
 * @param {HTMLElement} note
 */
function newKeeper(watched, note) {
  /** @type {Slot<Record<string, Typed>>} */
  let place;
  let isShownAgain = false;
  let framesLeft = 0;
  /** @type {WeakMap<Input, string>} */
  const filled = new WeakMap();

  const kept = () => place.read()?.content ?? {};
  /** @type {(field: { key: string }) => Input | null} */
  const inputOf = ({ key }) => document.querySelector(`.st-key-${key} textarea, .st-key-${key} input`);
  const every = () => watched.forms.flatMap((form) => form.fields.map((field) => ({ form, ...field })));
  /** @type {(one: string, other: string) => boolean} */
  const isSame = (one, other) => one.trim() === other.trim();

  /** @param {Record<string, Typed>} all */
  function keep(all) {
    const texts = Object.values(all).flatMap((typed) => Object.values(typed.texts).map(({ text }) => text));
    if (Object.keys(all).length) place.write(all, texts);
    else place.erase();
  }

  /**
   * @param {{ form: Form } & Field} field
   * @param {string} text
   */
  function keepField({ form, name, saved }, text) {
    const { [form.name]: before, ...all } = kept();
    const texts = { ...before?.texts };
    delete texts[name];
    if (!isSame(text, saved)) texts[name] = { text, over: before?.texts[name]?.over ?? saved };
    if (Object.keys(texts).length) all[form.name] = { id: form.id, seen: before?.seen ?? form.seen, texts };
    keep(all);
  }

  /**
   * @param {Input} input
   * @param {string} text
   */
  function write(input, text) {
    // A field of React hears only of what is set past it.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function forgetWhatWasSaved() {
    /** @type {(each: [string, Typed]) => boolean} */
    const isSaved = ([, { id, seen }]) => (watched.saved[id] ?? 0) > seen;
    keep(Object.fromEntries(Object.entries(kept()).filter((each) => !isSaved(each))));
  }

  function showAgain() {
    const all = kept();
    let isEarly = false;
    for (const field of every()) {
      const input = inputOf(field);
      if (!input || filled.get(input) === field.key) continue;
      // Streamlit gives a new field its value a little after the field is on the page.
      if (input.value === "" && field.saved !== "" && framesLeft > 0) {
        isEarly = true;
        continue;
      }
      filled.set(input, field.key);
      const left = all[field.form.name]?.texts[field.name];
      // Without one, what differs was typed before this script was there.
      if (!left || isSame(left.text, field.saved)) keepField(field, input.value);
      else if (isSame(input.value, field.saved)) {
        write(input, left.text);
        isShownAgain = true;
      }
    }
    if (isEarly) {
      framesLeft -= 1;
      requestAnimationFrame(showAgain);
    }
    tell();
  }

  function tell() {
    const all = kept();
    isShownAgain &&= Object.keys(all).length > 0;
    note.hidden = !isShownAgain;
    const others = every()
      .map(({ form, name, saved }) => ({ saved, over: all[form.name]?.texts[name]?.over ?? saved }))
      .filter(({ over, saved }) => !isSame(over, saved))
      .map(({ saved }) => ` A different text was saved in the meantime, and saving yours will replace it: “${saved}”.`);
    const [words, button] = note.children;
    words.textContent = `What you typed but did not save is back in the form.${others.join("")}`;
    /** @type {HTMLElement} */ (button).onclick = discard;
  }

  function discard() {
    const all = kept();
    // Writing what is saved forgets what was typed, as if it had been typed.
    for (const field of every()) {
      const input = inputOf(field);
      if (input && all[field.form.name]?.texts[field.name]) write(input, field.saved);
    }
    tell();
  }

  document.addEventListener(
    "input",
    ({ target }) => {
      const field = every().find((each) => inputOf(each) === target);
      if (field) keepField(field, /** @type {Input} */ (target).value);
    },
    { capture: true },
  );

  // A field can come onto the page after this script was told of it, and again in place of one that a page before left.
  new MutationObserver(() => {
    if (place.read()) showAgain();
  }).observe(document.body, { childList: true, subtree: true });

  /**
   * @param {Data} data
   * @param {HTMLElement} itsNote
   */
  function watch(data, itsNote) {
    watched = data;
    note = itsNote;
    const address = `${location.pathname}${location.search}`;
    place = slot(data.person, `${data.assessment} actions`, { what: "Actions", address });
    framesLeft = MOST_FRAMES;
    forgetWhatWasSaved();
    showAgain();
  }

  return { watch };
}
