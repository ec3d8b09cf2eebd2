// @ts-check
// Evidence that is named elsewhere: which items stand under other questions, and a list to use one of them here too.
/** @import { Saver } from "./saving.js" */
/** @import { Evidence, Named, Theme } from "./types" */
import { detailsInWords, supportInWords } from "./evidence_words.js";
import { count, el, fill } from "./html.js";
import { sendable } from "./response.js";

const MOST_SHOWN = 8;

/**
 * Return every item that is named elsewhere: under other questions of the respondent, and by forces alone.
 *
 * @param {Theme} theme
 * @param {Saver[]} savers those of the theme
 * @param {Saver} saver that of the question
 * @returns {Named[]}
 */
export function namedElsewhere(theme, savers, saver) {
  const found = [...theme.named];
  for (const other of savers) {
    if (other === saver || other.fields.evidence.length === 0) continue;
    for (const item of sendable(other.fields, other.stored.response, other.question, other.limits).evidence) {
      const at = found.findIndex((named) => named.item.id === item.id);
      const { questions, forces } = at < 0 ? { questions: [], forces: [] } : found[at];
      found.splice(at < 0 ? found.length : at, 1, { item, questions: [...questions, other.question.code], forces });
    }
  }
  return found;
}

/**
 * Draw the list of what is named elsewhere and not here, folded up, with a search where it is long.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 * @param {(item: Evidence) => void} use called with the item that was chosen
 */
export function drawNamed(theme, saver, use) {
  const sought = el("input", {
    type: "search",
    id: "qf-named-search",
    autocomplete: "off",
    oninput: () => draw(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // or the key would press the button that takes the focus
      /** @type {HTMLElement | null} */ (list.querySelector("button"))?.click();
      sought.focus();
    },
  });
  const search = el(
    "div",
    { class: "field" },
    el("label", { for: sought.id }, "Search in titles, references and questions"),
    sought,
  );
  const list = el("ul", { class: "named" });
  const more = el("p", { class: "hint", role: "status" });
  const summary = el("summary", {}, "Use evidence named elsewhere");
  const element = el("details", { class: "more", ontoggle: () => draw() }, summary, search, list, more);
  /** @type {Named[]} */
  let offered = [];

  function draw() {
    if (!element.open) return;
    search.hidden = offered.length <= MOST_SHOWN;
    const words = sought.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = search.hidden
      ? offered
      : offered.filter((named) => words.every((word) => textOf(named).includes(word)));
    fill(list, ...matching.slice(0, MOST_SHOWN).map(drawItem));
    more.textContent =
      matching.length > MOST_SHOWN
        ? `${count(matching.length - MOST_SHOWN, "more item")}. Search to find one.`
        : matching.length === 0
          ? "Nothing is called that."
          : "";
  }

  /** @param {Named} named */
  function textOf({ item, ...named }) {
    return `${item.title} ${detailsInWords(item, theme.asOf)} ${supportInWords(named)}`.toLowerCase();
  }

  /** @param {Named} named */
  function drawItem({ item, ...named }) {
    const choose = () => {
      sought.value = "";
      use(item);
      const next = /** @type {HTMLElement | null} */ (list.querySelector("button"));
      (next ?? document.getElementById("qf-add"))?.focus();
    };
    const below = [detailsInWords(item, theme.asOf), supportInWords(named)].filter(Boolean);
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "named-item", onclick: choose },
        el("span", {}, item.title),
        ...below.map((words) => el("span", { class: "sub" }, words)),
      ),
    );
  }

  /** @param {Named[]} elsewhere */
  function update(elsewhere) {
    const here = new Set(saver.fields.evidence.map(({ id }) => id));
    const now = elsewhere.filter(({ item }) => !here.has(item.id)).sort(byTitle);
    element.hidden = now.length === 0 || here.size >= theme.limits.evidence;
    if (JSON.stringify(now) === JSON.stringify(offered)) return;
    offered = now;
    draw();
  }

  return { element, update };
}

/**
 * @param {Named} one
 * @param {Named} other
 */
function byTitle(one, other) {
  return one.item.title.localeCompare(other.item.title, "en-GB");
}
