// @ts-check
// The fields of an action: what it is about, what will be done, the owner, the due date and the state.
/** @import { Fields, Opened, Page, Question } from "./types" */
import { el, fill } from "../question_form/html.js";
import { WITHDRAWN } from "./fields.js";

/**
 * Draw the fields as they are filled. `change` is called with what was typed or chosen.
 *
 * @param {Page} page
 * @param {Opened} opened
 * @param {Fields} fields
 * @param {(changed: Partial<Fields>) => void} change
 */
export function drawFields(page, opened, fields, change) {
  const reason = drawText("reason", "Why it is withdrawn", fields.reason, (text) => change({ reason: text }), {
    hint: "The action stays on record with this reason, and the next report says that it was withdrawn.",
    isLong: true,
  });
  reason.hidden = fields.state !== WITHDRAWN;
  return el(
    "div",
    {},
    opened.version > 0 ? drawAim(opened.questions[0], fields.about) : drawAbout(opened, fields, change),
    drawText("what", "What will be done", fields.what, (text) => change({ what: text }), { isLong: true }),
    drawOwner(page, opened, fields, change),
    drawText("due", "Due", fields.due, (text) => change({ due: text }), { hint: "Such as 3 April 2027" }),
    drawState(page, fields, (state) => {
      reason.hidden = state !== WITHDRAWN;
      change({ state });
    }),
    reason,
  );
}

/**
 * Return the id of a field on the page.
 *
 * @param {string} name
 */
export function idOf(name) {
  return `ia-${name}`;
}

/**
 * @param {string} name
 * @param {HTMLElement} label
 * @param {HTMLElement} input
 * @param {string} [hint]
 */
function wrap(name, label, input, hint = "") {
  const id = idOf(name);
  return el(
    label.matches("legend") ? "fieldset" : "div",
    { class: "field", id: `${id}-field` },
    label,
    el("p", { class: "hint", id: `${id}-hint` }, hint),
    el("p", { class: "wrong-line", id: `${id}-wrong` }),
    input,
  );
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} text
 * @param {(text: string) => void} changed
 * @param {{ hint?: string, isLong?: boolean }} [how]
 */
function drawText(name, label, text, changed, { hint, isLong = false } = {}) {
  const id = idOf(name);
  const input = el(isLong ? "textarea" : "input", {
    id,
    autocomplete: "off",
    "aria-describedby": `${id}-hint ${id}-wrong`,
    oninput: () => changed(input.value),
  });
  input.value = text;
  return wrap(name, el("label", { for: id }, label), input, hint);
}

/**
 * @param {string} name
 * @param {string} label
 * @param {(HTMLOptionElement | HTMLOptGroupElement)[]} options
 * @param {string} chosen
 * @param {(value: string) => void} changed
 * @param {string} [hint]
 */
function drawSelect(name, label, options, chosen, changed, hint) {
  const id = idOf(name);
  const input = el(
    "select",
    { id, "aria-describedby": `${id}-hint ${id}-wrong`, onchange: () => changed(input.value) },
    ...options,
  );
  input.value = chosen;
  return wrap(name, el("label", { for: id }, label), input, hint);
}

/**
 * @param {string} value
 * @param {string} words
 */
function option(value, words) {
  return el("option", { value }, words);
}

/**
 * Draw what a saved action is about, which stays as it is.
 *
 * @param {Question} question
 * @param {string} about
 */
function drawAim(question, about) {
  const aim = question.aims.find(({ code }) => code === about);
  const verb = about === question.finding ? "Puts right the finding of" : "Makes true:";
  return el(
    "div",
    { class: "aim" },
    el(
      "p",
      { class: "small soft" },
      aim ? `${verb} ${aim.code === question.finding ? "" : `${aim.code}, in `}` : "About ",
      `${question.code} ${question.title}`,
    ),
    aim ? el("p", {}, aim.text) : null,
  );
}

/**
 * Draw the choice of the question and, of that question, what the action makes true.
 *
 * @param {Opened} opened
 * @param {Fields} fields
 * @param {(changed: Partial<Fields>) => void} change
 */
function drawAbout({ questions, areas }, fields, change) {
  const place = el("div", {});
  const options = questions.map(({ code, title }) => option(code, `${code} ${title}`));
  const grouped = areas
    ? [
        el("optgroup", { label: "Areas to improve" }, ...options.slice(0, areas)),
        el("optgroup", { label: "Other questions" }, ...options.slice(areas)),
      ]
    : options;
  /** @param {string} chosen */
  function drawAims(chosen) {
    const question = questions.find(({ code }) => code === chosen);
    if (!question) return fill(place);
    const aims = question.aims.map(({ code, text }) =>
      option(code, code === question.finding ? `Puts right: ${text}` : `${code} ${text}`),
    );
    const none = option("", "The question as a whole");
    fill(
      place,
      drawSelect("about", "What it makes true", [none, ...aims], fields.about, (about) => change({ about })),
    );
  }
  drawAims(fields.question);
  return el(
    "div",
    {},
    drawSelect("question", "Question", [option("", "Choose a question"), ...grouped], fields.question, (question) => {
      change({ question, about: "" });
      fields = { ...fields, about: "" };
      drawAims(question);
    }),
    place,
  );
}

/**
 * Draw the choice between a person and a job title, and the field of the one that is chosen.
 *
 * @param {Page} page
 * @param {Opened} opened
 * @param {Fields} fields
 * @param {(changed: Partial<Fields>) => void} change
 */
function drawOwner(page, { action }, fields, change) {
  const owners = [...page.owners];
  if (action.ownerId && !owners.some(({ id }) => id === action.ownerId))
    owners.unshift({ id: action.ownerId, label: `${action.owner} (no longer has access)` });
  const person = el(
    "select",
    {
      id: idOf("owner-person"),
      "aria-label": "Person who owns it",
      onchange: () => change({ ownerId: person.value }),
    },
    option("", "Choose a person"),
    ...owners.map(({ id, label }) => option(id, label)),
  );
  person.value = fields.ownerId;
  const title = el("input", {
    id: idOf("owner-title"),
    autocomplete: "off",
    "aria-label": "Job title of the owner",
    oninput: () => change({ title: title.value }),
  });
  title.value = fields.title;
  /** @param {boolean} isPerson */
  const show = (isPerson) => {
    person.hidden = !isPerson;
    title.hidden = isPerson;
  };
  show(fields.isPerson);
  /** @type {(isPerson: boolean, words: string) => HTMLElement} */
  const choice = (isPerson, words) =>
    radio("owner-kind", words, fields.isPerson === isPerson, () => {
      show(isPerson);
      change({ isPerson });
    });
  return wrap(
    "owner",
    el("legend", {}, "Owner"),
    el(
      "div",
      { id: idOf("owner"), tabindex: "-1" },
      el("div", { class: "inline" }, choice(false, "A job title"), choice(true, "A person who can sign in")),
      title,
      person,
    ),
    "A person finds the action on Home. Only people with access to this collaboration can be chosen.",
  );
}

/**
 * @param {Page} page
 * @param {Fields} fields
 * @param {(state: string) => void} changed
 */
function drawState({ states }, fields, changed) {
  const choices = states.map(({ code, label }) => radio("state", label, code === fields.state, () => changed(code)));
  return wrap("state", el("legend", {}, "State"), el("div", { class: "inline" }, ...choices));
}

/**
 * @param {string} name
 * @param {string} words
 * @param {boolean} isChosen
 * @param {() => void} choose
 */
function radio(name, words, isChosen, choose) {
  const input = el("input", { type: "radio", name: idOf(name), onchange: choose });
  input.checked = isChosen;
  return el("label", { class: "tick" }, input, el("span", {}, words));
}
