// Keeps what is typed. Streamlit sends a text field when it loses the focus; until then a reload, a closed tab or the
// Back button would lose the sentence. So: send after a short pause and before any tap elsewhere, and when the page
// goes away hand what is unsent to the drafts route.
//
// A reload can overtake what its closing page handed over. So the page also leaves it in the tab, and the page that comes
// after sends it again and runs once more when it has arrived.
//
// An error can take the fields off the page under the hand of who types. What was typed is left in the tab as it is typed,
// so the field shows it again when it is back, and it is handed over when the page goes on to another question instead.
//
// A level is sent at the click by itself, as one that is saved by the page's next run waits for its turn. The run saves it
// once more, and the server knows it for the same. Only where nothing else is on its way, so that the two cannot come to
// differ.
//
// Streamlit sends a level a moment after the click. A step elsewhere in that same moment, as when a slow computer works off
// two clicks at once, would lose it. So the step waits that long.
//
// What is kept is its author's: it is kept under their name, names them when it is sent, and stays in the tab while
// somebody else, or nobody, is signed in.
//
// When the server was restarted, what was done before its answer came is lost on it, though the fields still show it.
// So when a new session takes over a page, run once more with everything the fields hold.
const PAUSE_MS = 900;
const SENT_AFTER_MS = 100;
const TRY_AGAIN_MS = 2000;
const LEFT_IN_THE_TAB = "typed and not sent";
const KIND = "application/json";

export default function ({ data: [data], setTriggerValue }) {
  const keeper = (window.typingKeeper ??= newKeeper());
  keeper.watch(data, () => setTriggerValue("again", true));
}

function newKeeper() {
  let watched = null;
  let runAgain = null;
  let pause = null;
  let chosenAt = -SENT_AFTER_MS;
  let isSending = false;
  let typedIn = null;

  const fields = () =>
    Object.entries(watched?.fields ?? {}).flatMap(([key, { name, saved }]) => {
      const input = document.querySelector(`.st-key-${key} textarea, .st-key-${key} input`);
      return input ? [{ name, saved, input }] : [];
    });
  const unsent = () => fields().filter(({ saved, input }) => input.value.trim() !== saved.trim());
  const owns = (input) => fields().some((field) => field.input === input);

  const name = () => ({
    assessment: watched.assessment,
    question: watched.question,
    person: watched.person,
    page: watched.page,
    seen: Number(document.querySelector(`.st-key-${watched.seen} input`).value),
  });
  const isAtRest = () => document.querySelector('[data-testid="stApp"]').dataset.testScriptState === "notRunning";

  function send(input) {
    clearTimeout(pause);
    if (!owns(input)) return;
    leaveInTheTab(body());
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true }));
  }

  const placeInTheTab = () => `${LEFT_IN_THE_TAB} by ${watched.person}`;

  function body() {
    const left = unsent();
    if (!left.length) return null;
    const text = Object.fromEntries(left.map(({ name, input }) => [name, input.value]));
    return JSON.stringify({ ...name(), fields: text });
  }

  function keep() {
    const kept = body();
    if (kept) navigator.sendBeacon(watched.drafts, new Blob([kept], { type: KIND }));
    return kept;
  }

  async function saveLevel(option) {
    const options = [...document.querySelectorAll(`.st-key-${watched.reply} [data-testid="stRadioOption"]`)];
    const level = watched.levels[options.indexOf(option)];
    if (!level || !isAtRest() || unsent().length) return;
    const { question, answers } = watched;
    const sent = JSON.stringify({ ...name(), level });
    const headers = { "Content-Type": KIND };
    // What goes wrong here is told by the page's own save.
    const answer = await fetch(answers, { method: "POST", body: sent, headers }).catch(() => null);
    if (!answer?.ok || watched.question !== question) return;
    document.querySelector(".state").textContent = `Saved ${await answer.text()}`;
  }

  function leaveInTheTab(kept) {
    try {
      if (kept) sessionStorage.setItem(placeInTheTab(), kept);
    } catch {
      // More than a tab can hold; it is handed over all the same.
    }
  }

  async function sendWhatWasLeft() {
    const place = placeInTheTab();
    const kept = sessionStorage.getItem(place);
    if (!kept) return;
    isSending = true;
    const headers = { "Content-Type": KIND };
    const answer = await fetch(watched.drafts, { method: "POST", body: kept, headers }).catch(() => null);
    if (!answer || answer.status >= 500) {
      setTimeout(sendWhatWasLeft, TRY_AGAIN_MS);
      return;
    }
    isSending = false;
    if (answer.status === 401) return;
    sessionStorage.removeItem(place);
    runAgain();
  }

  function showAgain(left) {
    for (const { name, input } of fields()) {
      const text = left.fields[name];
      if (text === undefined || text === input.value) continue;
      // A field of React hears only of what is set past it.
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set.call(input, text);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    typedIn = null;
  }

  document.addEventListener("input", ({ target }) => {
    clearTimeout(pause);
    if (!owns(target)) return;
    typedIn = target;
    const typed = body();
    if (typed) leaveInTheTab(typed);
    else if (!isSending) sessionStorage.removeItem(placeInTheTab());
    pause = setTimeout(() => send(target), PAUSE_MS);
  }, true);
  document.addEventListener("pointerdown", ({ target }) => {
    for (const { input } of unsent()) if (input !== target) send(input);
  }, true);
  const noteChoice = ({ target, type }) => {
    if (!target.closest('[role="radiogroup"]')) return;
    chosenAt = performance.now();
    if (type === "click") saveLevel(target.closest('[data-testid="stRadioOption"]'));
  };
  document.addEventListener("keydown", noteChoice, true);
  document.addEventListener("click", (event) => {
    noteChoice(event);
    const link = event.target.closest("a[href]");
    const wait = chosenAt + SENT_AFTER_MS - performance.now();
    if (!link || wait <= 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => link.click(), wait);
  }, true);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const { input } of unsent()) send(input);
    keep();
  });
  window.addEventListener("pagehide", () => leaveInTheTab(keep()));
  window.addEventListener("popstate", keep, true);

  function watch(data, again) {
    const isFirst = !watched;
    const isTakenOver = watched && watched.session !== data.session;
    watched = data;
    runAgain = again;
    const left = JSON.parse(sessionStorage.getItem(placeInTheTab()));
    const isTakenAway = left && typedIn && !typedIn.isConnected;
    if (isFirst || (left && left.question !== data.question)) sendWhatWasLeft();
    else if (isTakenAway && left.page === data.page) showAgain(left);
    else if (!isSending && !unsent().length) sessionStorage.removeItem(placeInTheTab());
    if (!isTakenOver) return;
    for (const { input } of unsent()) send(input);
    runAgain();
  }

  return { watch };
}
