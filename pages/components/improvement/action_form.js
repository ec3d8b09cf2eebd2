// @ts-check
// The form of one action, in a dialog beside the table. What is typed stays in the browser until the server has it.
/** @import { Answer, Slot } from "../question_form/types" */
/** @import { Fields, Opened, Page, Problem, StoredAction, Unsent } from "./types" */
import { changePage } from "../layout/page_change.js";
import { el, fill } from "../question_form/html.js";
import { put } from "../question_form/sending.js";
import { eraseOld, slot } from "../unsent/unsent.js";
import { drawFields, idOf } from "./field_views.js";
import { actionOf, fieldsOf, isUntouched, problemsIn, textsIn } from "./fields.js";
import { drawConflict, drawObstacle, drawProblems } from "./form_notices.js";
import { drawElsewhere, placeOf } from "./kept_text.js";
import { focusWhenDrawn } from "./row_focus.js";

/** @typedef {{ key: string, close: () => void }} Form */

/** @type {WeakMap<Element, Form>} */
const forms = new WeakMap();

/**
 * Open the form on the action that the page names, or close it. A later run of the page leaves an open form as it is. The
 * form is a part of the element, and goes with it.
 *
 * @param {{ data: Page[], parentElement: Element }} component
 */
export function mount({ data: [page], parentElement }) {
  const root = parentElement.querySelector(".action-form");
  if (!root) return;
  eraseOld();
  const before = forms.get(root);
  const key = page.open ? placeOf(page, page.open) : "";
  if (before?.key !== key) {
    before?.close();
    forms.delete(root);
    const form = page.open && openForm(page, page.open);
    fill(root, drawElsewhere(page, key), form ? form.dialog : null);
    if (form) {
      forms.set(root, { key, close: form.close });
      form.show();
    }
  }
}

/**
 * @param {Page} page
 * @param {Opened} opened
 */
function openForm(page, opened) {
  const isNew = opened.version === 0;
  const place = placeOf(page, opened);
  const what = isNew ? "New action" : `Action: ${opened.action.what}`;
  /** @type {Slot<Unsent>} */
  const kept = slot(page.person, place.slice(page.person.length + 1), {
    what,
    address: `${location.pathname}${location.search}`,
  });
  const typed = kept.read()?.content;
  const id = typed?.id ?? opened.id;
  /** @type {StoredAction} what the fields were filled from */
  let base = typed?.base ?? opened;
  /** @type {Fields} */
  let fields = typed?.fields ?? fieldsOf(opened.action);
  /** @type {StoredAction | null} what somebody else saved meanwhile, until a choice is made */
  let theirs = null;
  let isKept = true;
  let isSending = false;

  const notices = el("div", { class: "form-notices" });
  const whole = el("div", {});
  const status = el("p", { class: "small soft", role: "status" });
  const submit = el("button", { class: "button" }, "Save the action");
  const discard = el("button", { type: "button", class: "quiet", onclick: () => takeSaved() }, "Discard what I typed");
  const dialog = el(
    "dialog",
    {
      class: "drawer",
      "aria-labelledby": "ia-title",
      oncancel: (/** @type {Event} */ event) => {
        event.preventDefault();
        leave();
      },
    },
    el(
      "div",
      { class: "drawer-head" },
      el("h2", { id: "ia-title", tabindex: "-1" }, isNew ? "Plan an action" : "Update the action"),
      el("button", { type: "button", class: "quiet slim", onclick: () => leave() }, "Close"),
    ),
    notices,
    el(
      "form",
      {
        novalidate: true,
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          void save();
        },
      },
      whole,
      el("div", { class: "row" }, submit, discard),
      status,
    ),
  );

  /** @param {Partial<Fields>} changed */
  function change(changed) {
    fields = { ...fields, ...changed };
    if (isUntouched(fields, base)) kept.erase();
    else isKept = kept.write({ id, base, fields }, textsIn(fields));
    tell();
  }

  function tell() {
    const isTyped = !isUntouched(fields, base);
    discard.hidden = !isTyped;
    submit.setAttribute("aria-disabled", String(isSending));
    if (isSending) fill(status, "Saving…");
    else if (!isTyped) fill(status);
    else fill(status, isKept ? "Not saved yet. What you typed is kept in this browser." : "Not saved yet.");
  }

  function draw() {
    fill(whole, drawFields(page, opened, fields, change));
    tell();
  }

  /** @param {HTMLElement} notice */
  function say(notice) {
    fill(notices, notice);
    notice.focus();
  }

  /** @param {Problem[]} problems */
  function showProblems(problems) {
    for (const line of whole.querySelectorAll(".wrong-line")) {
      const found = problems.filter(({ field }) => `${idOf(field)}-wrong` === line.id);
      line.textContent = found.map(({ message }) => message).join(" ");
      const name = line.id.replace(/-wrong$/, "");
      document.getElementById(`${name}-field`)?.classList.toggle("wrong", found.length > 0);
      document.getElementById(name)?.setAttribute("aria-invalid", String(found.length > 0));
    }
    if (problems.length) say(drawProblems(problems));
  }

  /**
   * @param {StoredAction} stored
   * @param {string} message
   */
  function ask(stored, message) {
    theirs = stored;
    const keep = () => {
      choose(stored);
      change({});
    };
    const take = () => {
      choose(stored);
      takeSaved();
    };
    say(drawConflict(page, opened, fields, { stored, message, keep, take }));
  }

  /** @param {StoredAction} stored */
  function choose(stored) {
    base = stored;
    theirs = null;
    fill(notices);
    submit.focus();
  }

  function takeSaved() {
    fields = fieldsOf(base.action);
    kept.erase();
    fill(notices);
    draw();
    /** @type {HTMLElement | null} */ (dialog.querySelector("h2"))?.focus();
  }

  async function save() {
    if (isSending) return;
    if (theirs) {
      /** @type {HTMLElement | null} */ (notices.querySelector(".notice"))?.focus();
      return;
    }
    fill(notices);
    const problems = problemsIn(fields);
    showProblems(problems);
    if (problems.length) return;
    const sent = fields;
    isSending = true;
    tell();
    const body = { expectedVersion: base.version, action: actionOf(sent) };
    /** @type {Answer<StoredAction>} */
    const answer = await put(`/assessments/${page.assessment}/actions/${id}`, page.person, body);
    isSending = false;
    tell();
    if (answer.kind === "saved") saved(sent, answer.version, answer.savedAt);
    else if (answer.kind === "overtaken") ask(answer.stored, answer.message);
    else if (answer.kind === "refused") showProblems(answer.problems);
    else say(drawObstacle(answer, isKept));
  }

  /**
   * @param {Fields} sent
   * @param {number} version
   * @param {string} savedAt
   */
  function saved(sent, version, savedAt) {
    if (fields !== sent) {
      // Somebody typed on while it was saved: that is not saved yet.
      base = { version, savedAt, action: { ...opened.action, ...actionOf(sent), due: actionOf(sent).due ?? "" } };
      change({});
      return;
    }
    kept.erase();
    close();
    changePage(`${page.list}&changed=${id}`, { replaces: true });
    focusWhenDrawn(id, version);
  }

  function leave() {
    close();
    changePage(page.list, { replaces: true });
  }

  function close() {
    if (dialog.open) dialog.close();
    dialog.remove();
  }

  function show() {
    draw();
    dialog.showModal();
    const heading = /** @type {HTMLElement} */ (dialog.querySelector("h2"));
    heading.focus();
    if (!typed) return;
    if (!isNew && typed.base.version !== opened.version) ask(opened, "Somebody else changed this action meanwhile.");
    else fill(notices, el("p", { class: "notice", role: "status" }, "What you typed but did not save is back."));
  }

  return { dialog, show, close };
}
