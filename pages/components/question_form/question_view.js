// @ts-check
// One question on the page: its heading, its fields, and what stands beside them.
/** @import { Saver } from "./saving.js" */
/** @import { Problem, Theme } from "./types" */
import { drawConflict } from "./conflict_view.js";
import { momentInWords } from "./dates.js";
import { drawEvidence, fieldId } from "./evidence_view.js";
import { count, el, fill, tick } from "./html.js";
import { drawLadder } from "./ladder.js";
import { MINUTES_A_QUESTION } from "./question_list.js";
import { drawVerdict } from "./verdict.js";

/**
 * Draw a question. `update` shows what its saver holds now, `demand` asks for what is missing and says whether any is.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 */
export function drawQuestion(theme, saver) {
  const { question } = saver;
  const place = theme.questions.findIndex(({ code }) => code === question.code) + 1;
  const heading = el("h1", { tabindex: "-1" }, `${question.code} ${question.title}`);
  const notices = el("div", { class: "notices" });
  const head = el(
    "div",
    { class: "q-head" },
    notices,
    el(
      "p",
      { class: "meta" },
      `${theme.theme.title} · question ${place} of ${theme.questions.length} · about ${MINUTES_A_QUESTION} minutes`,
    ),
    heading,
    el("p", { class: "lede" }, question.prompt),
  );
  const ladder = drawLadder(theme, saver);
  const finding = question.finding ? drawFinding(saver, question.finding) : null;
  const rationale = drawRationale(saver);
  const evidence = drawEvidence(theme, saver);
  const form = el(
    "form",
    { class: "q-form", novalidate: true, onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    ladder.element,
    finding?.element ?? null,
    rationale.element,
    evidence.element,
  );
  const verdict = drawVerdict(theme, saver);
  const rail = el("aside", { class: "q-rail" }, el("div", {}, verdict.long, verdict.spoken, drawWhy(theme, saver)));
  let isDemanded = false;
  /** @type {unknown} */
  let drawnNotice = null;
  let offlineSince = 0;

  function update() {
    for (const part of [ladder, finding, rationale, evidence, verdict]) part?.update();
    form.toggleAttribute("inert", saver.state === "overtaken");
    const { problems } = saver;
    if (problems.length === 0) isDemanded = false;
    showProblems(isDemanded || saver.state === "refused" ? problems : []);
    updateNotice();
  }

  function updateNotice() {
    const { state } = saver;
    if (state === "offline") offlineSince ||= Date.now();
    else if (state !== "saving") offlineSince = 0;
    const needed = neededNotice();
    if (needed === drawnNotice) return;
    drawnNotice = needed;
    if (needed === null) fill(notices);
    else if (needed === "offline") fill(notices, drawOffline(saver, offlineSince));
    else if (needed === "signed out") fill(notices, drawSignedOut(saver));
    else if (needed === "refused") fill(notices, drawRefused(saver));
    else {
      const conflict = drawConflict(theme, saver, () => heading.focus());
      fill(notices, conflict);
      conflict?.focus();
    }
  }

  /** Name the notice that the state needs, by what it shows. A notice stays while it is tried again. */
  function neededNotice() {
    const { state } = saver;
    if (state === "saving") return offlineSince || drawnNotice === "refused" ? drawnNotice : null;
    if (state === "overtaken") return saver.theirs;
    if (state === "refused") return saver.obstacle ? state : null;
    return state === "offline" || state === "signed out" ? state : isDemanded ? drawnNotice : null;
  }

  /** @param {Problem[]} problems */
  function showProblems(problems) {
    for (const line of form.querySelectorAll(".wrong-line")) {
      const problem = problems.find(({ field }) => `${idOf(saver, field)}-wrong` === line.id);
      line.textContent = problem?.message ?? "";
      const id = line.id.replace(/-wrong$/, "");
      document.getElementById(`${id}-field`)?.classList.toggle("wrong", Boolean(problem));
      const field = document.getElementById(id);
      if (field?.matches("input, textarea")) field.setAttribute("aria-invalid", String(Boolean(problem)));
    }
  }

  function demand() {
    const { problems } = saver;
    if (saver.state === "overtaken") {
      /** @type {HTMLElement | null} */ (notices.firstElementChild)?.focus();
      return true;
    }
    if (problems.length === 0) return false;
    isDemanded = true;
    showProblems(problems);
    const summary = el(
      "section",
      { class: "notice bad", tabindex: "-1", role: "alert" },
      el("h2", {}, `${count(problems.length, "thing")} to correct`),
      el("ul", {}, ...problems.map(({ field, message }) => el("li", {}, drawProblem(saver, field, message)))),
    );
    fill(notices, summary);
    drawnNotice = "problems";
    summary.focus();
    return true;
  }

  update();
  return { head, form, rail, heading, verdict, update, demand };
}

/**
 * @param {Saver} saver
 * @param {string} field
 * @param {string} message
 */
function drawProblem(saver, field, message) {
  if (!field) return message;
  const id = idOf(saver, field);
  /** @param {Event} event */
  const go = (event) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return el("a", { href: `#${id}`, onclick: go }, message);
}

/**
 * Return the id of the field that a problem is about.
 *
 * @param {Saver} saver
 * @param {string} field
 */
function idOf(saver, field) {
  const [, at, name] = /^evidence\.(\d+)\.(\w+)$/.exec(field) ?? [];
  const piece = at === undefined ? undefined : saver.fields.evidence[Number(at)];
  return piece ? fieldId(piece, name) : `qf-${field}`;
}

/**
 * @param {Saver} saver
 * @param {number} since
 */
function drawOffline(saver, since) {
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
function drawRefused(saver) {
  return el(
    "div",
    { class: "notice bad line", role: "alert" },
    el("p", {}, el("strong", {}, `Not saved. ${saver.obstacle} `), "What you typed is kept in this browser."),
    el("button", { type: "button", class: "quiet slim", onclick: () => void saver.flush() }, "Try again"),
  );
}

/** @param {Saver} saver */
function drawSignedOut(saver) {
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

/**
 * @param {Saver} saver
 * @param {{ ask: string, because: string }} finding
 */
function drawFinding(saver, { ask, because }) {
  const choices = [true, false].map((value) => {
    const input = el("input", {
      type: "radio",
      name: "qf-finding",
      onchange: () => saver.change({ finding: value }, { atOnce: true }),
    });
    return { value, input, label: tick(input, value ? "Yes" : "No") };
  });
  const clear = el(
    "button",
    {
      type: "button",
      class: "as-link",
      onclick: () => {
        saver.change({ finding: null }, { atOnce: true });
        choices[0].input.focus();
      },
    },
    "Clear this answer",
  );
  return {
    element: el(
      "fieldset",
      { class: "q-part", id: "qf-finding" },
      el("legend", {}, ask),
      el("p", { class: "hint" }, `A serious finding. ${because}`),
      el("p", { class: "wrong-line", id: "qf-finding-wrong" }),
      el("div", { class: "inline" }, ...choices.map(({ label }) => label), clear),
    ),
    update() {
      for (const { value, input } of choices) input.checked = saver.fields.finding === value;
      clear.hidden = saver.fields.finding === null;
    },
  };
}

/** @param {Saver} saver */
function drawRationale(saver) {
  const field = el("textarea", {
    id: "qf-rationale",
    rows: 5,
    "aria-describedby": "qf-rationale-hint qf-rationale-wrong",
    oninput: () => saver.change({ rationale: field.value }),
    onchange: () => void saver.flush(),
  });
  return {
    element: el(
      "div",
      { class: "q-part field", id: "qf-rationale-field" },
      el("h2", {}, el("label", { for: field.id }, "Rationale")),
      el(
        "p",
        { class: "hint", id: "qf-rationale-hint" },
        "Two or three sentences that a board member could repeat. Name what is still open.",
      ),
      el("p", { class: "wrong-line", id: "qf-rationale-wrong" }),
      field,
    ),
    update() {
      if (field.value !== saver.fields.rationale) field.value = saver.fields.rationale;
    },
  };
}

/**
 * @param {Theme} theme
 * @param {Saver} saver
 */
function drawWhy(theme, { question }) {
  const text = question.statements.map((statement) => statement.text.toLowerCase()).join(" ");
  const used = theme.words.filter(({ word }) => text.includes(word.toLowerCase()));
  return el(
    "section",
    { class: "why" },
    el("h2", {}, "Why this is asked"),
    el("p", {}, question.why),
    el("p", {}, `Source: ${question.source}`),
    used.length > 0 &&
      el(
        "details",
        { class: "more" },
        el("summary", {}, "What the words mean"),
        el("dl", {}, ...used.flatMap(({ word, meaning }) => [el("dt", {}, word), el("dd", {}, meaning)])),
      ),
  );
}
