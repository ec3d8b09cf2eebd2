// Keeps what is typed into the forms of the actions until it is saved: a form sends nothing before its button is pressed,
// so a reload or a crash would lose the text. It stays in the tab, under its author's name, and leaves the browser only
// with the button.
//
// Where somebody saved other words meanwhile, both are shown: what was typed in the form, what is saved above it.
export default function ({ data: [data], parentElement }) {
  const keeper = (window.actionKeeper ??= newKeeper());
  keeper.watch(data, parentElement.querySelector(".kept"));
}

function newKeeper() {
  let watched = null;
  let note = null;
  let isShownAgain = false;
  const filled = new WeakMap();

  const place = () => `actions typed on ${watched.assessment} by ${watched.person}`;
  const kept = () => JSON.parse(sessionStorage.getItem(place())) ?? {};
  const inputOf = ({ key }) => document.querySelector(`.st-key-${key} textarea, .st-key-${key} input`);
  const every = () => watched.forms.flatMap((form) => form.fields.map((field) => ({ form, ...field })));
  const isSame = (one, other) => one.trim() === other.trim();

  function keep(all) {
    try {
      if (Object.keys(all).length) sessionStorage.setItem(place(), JSON.stringify(all));
      else sessionStorage.removeItem(place());
    } catch {
      // More than a tab can hold: it is in the form all the same.
    }
  }

  function keepField({ form, name, saved }, text) {
    const { [form.name]: before, ...all } = kept();
    const { [name]: _, ...texts } = before?.texts ?? {};
    if (!isSame(text, saved)) texts[name] = { text, over: before?.texts[name]?.over ?? saved };
    if (Object.keys(texts).length) all[form.name] = { id: form.id, seen: before?.seen ?? form.seen, texts };
    keep(all);
  }

  function write(input, text) {
    // A field of React hears only of what is set past it.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function forgetWhatWasSaved() {
    const isSaved = ([, { id, seen }]) => (watched.saved[id] ?? 0) > seen;
    keep(Object.fromEntries(Object.entries(kept()).filter((each) => !isSaved(each))));
  }

  function showAgain() {
    const all = kept();
    for (const field of every()) {
      const input = inputOf(field);
      if (!input || filled.get(input) === field.key) continue;
      filled.set(input, field.key);
      const left = all[field.form.name]?.texts[field.name];
      // Without one, what differs was typed before this script was there.
      if (!left || isSame(left.text, field.saved)) keepField(field, input.value);
      else if (isSame(input.value, field.saved)) {
        write(input, left.text);
        isShownAgain = true;
      }
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
    note.querySelector("p").textContent = `What you typed but did not save is back in the form.${others.join("")}`;
    note.querySelector("button").onclick = discard;
  }

  function discard() {
    const all = kept();
    // Writing what is saved forgets what was typed, as if it had been typed.
    for (const field of every()) if (all[field.form.name]?.texts[field.name]) write(inputOf(field), field.saved);
    tell();
  }

  document.addEventListener("input", ({ target }) => {
    if (!watched) return;
    const field = every().find((each) => inputOf(each) === target);
    if (field) keepField(field, target.value);
  }, true);

  // A field can come onto the page after this script was told of it, and again in place of one that a page before left.
  new MutationObserver(() => {
    if (watched && sessionStorage.getItem(place())) showAgain();
  }).observe(document.body, { childList: true, subtree: true });

  function watch(data, itsNote) {
    watched = data;
    note = itsNote;
    forgetWhatWasSaved();
    showAgain();
  }

  return { watch };
}
