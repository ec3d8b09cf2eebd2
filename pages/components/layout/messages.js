// @ts-check
// A message takes the focus where it appears, once. An error is said beside each field it names, and leads there.
//
// A message carries `data-message`, which is new for each action, and its links `data-field`: the class that Streamlit
// gives the field from its key.

/** The label may hold a button, which explains the field. */
const LABEL = "[data-testid=stWidgetLabel]";
const CONTROLS = `:is(input:not([type=hidden]), textarea, button):not(:disabled, ${LABEL} *)`;
/** @type {Set<string>} */
let shown = new Set();

export function watchMessages() {
  document.addEventListener("click", onClick);
  // Some fields of Streamlit's put back the attributes that they know as they are drawn anew.
  const observed = { subtree: true, childList: true, attributeFilter: Object.keys(marksOf("")) };
  new MutationObserver(look).observe(document.body, observed);
  look();
}

function look() {
  /** @type {NodeListOf<HTMLElement>} */
  const messages = document.querySelectorAll("[data-message]");
  const ids = new Set(Array.from(messages, (message) => message.dataset.message ?? ""));
  for (const message of messages) {
    if (!shown.has(message.dataset.message ?? "")) message.focus();
  }
  shown = ids;
  markFields(document.querySelectorAll("a[data-field]"));
}

/**
 * Say beside each field what its links say, and beside no other.
 *
 * @param {NodeListOf<HTMLElement>} links
 */
function markFields(links) {
  /** @type {Map<string, string>} */
  const wrong = new Map();
  for (const { dataset, textContent } of links) {
    const before = wrong.get(dataset.field ?? "");
    wrong.set(dataset.field ?? "", before ? `${before} ${textContent}` : textContent);
  }
  for (const line of document.querySelectorAll(".field-problem")) {
    if (wrong.get(line.id.slice("wrong-".length)) !== line.textContent) unmark(line);
  }
  for (const [field, words] of wrong) mark(field, words);
}

/**
 * @param {string} field
 * @param {string} words
 */
function mark(field, words) {
  const place = placeOf(field);
  const control = place?.querySelector(CONTROLS);
  if (!place || !control) return;
  const id = `wrong-${field}`;
  if (!document.getElementById(id)) {
    const line = document.createElement("p");
    line.id = id;
    line.className = "field-problem";
    line.textContent = words;
    const label = place.querySelector(LABEL);
    if (label) label.after(line);
    else place.append(line);
  }
  for (const [name, value] of Object.entries(marksOf(id))) {
    if (control.getAttribute(name) !== value) control.setAttribute(name, value);
  }
}

/** @param {string} id */
function marksOf(id) {
  return { "aria-invalid": "true", "aria-describedby": id };
}

/** @param {Element} line */
function unmark(line) {
  for (const control of document.querySelectorAll(`[aria-describedby="${line.id}"]`)) {
    for (const name of Object.keys(marksOf(""))) control.removeAttribute(name);
  }
  line.remove();
}

/** @param {MouseEvent} event */
function onClick(event) {
  const link = event.target instanceof Element ? event.target.closest("a[data-field]") : null;
  if (!(link instanceof HTMLElement)) return;
  event.preventDefault();
  const place = placeOf(link.dataset.field ?? "");
  const folded = place?.closest("details:not([open])");
  if (folded) folded.querySelector("summary")?.click();
  /** @type {HTMLElement | null | undefined} */
  const control = place?.querySelector(CONTROLS);
  control?.focus({ preventScroll: true });
  place?.scrollIntoView({ block: "nearest" });
}

/**
 * @param {string} field
 * @returns {Element | null}
 */
function placeOf(field) {
  return document.getElementsByClassName(field)[0] ?? null;
}
