// @ts-check
// One question on the page: its heading, its fields, and what stands beside them.
/** @import { Saver } from "./saving.js" */
/** @import { Problem, Theme } from "./types" */
import { drawCarried } from "./carried_view.js";
import { drawComments } from "./comments_view.js";
import { drawConflict } from "./conflict_view.js";
import { fieldId } from "./evidence_piece.js";
import { drawEvidence } from "./evidence_view.js";
import { drawFinding } from "./finding_view.js";
import { drawHanding } from "./handing_view.js";
import { count, el, fill, fillIfNew, focusAtTop } from "./html.js";
import { drawLadder } from "./ladder.js";
import { drawMinorityViews } from "./minority_views.js";
import { addressOf } from "./question_list.js";
import { drawSaid } from "./said_view.js";
import { drawOffline, drawRefused, drawSignedOut } from "./save_notices.js";
import { drawVerdict } from "./verdict.js";

/**
 * Draw a question. `update` shows what its saver holds now, `demand` asks for what is missing and says whether any is.
 *
 * @param {Theme} theme
 * @param {Saver[]} savers those of the theme
 * @param {Saver} saver
 * @param {() => void} goToNext puts the focus on the way to the next question
 * @param {{ handed: (code: string) => void, commented: () => void }} calls after a question was handed, or a comment sent
 */
export function drawQuestion(theme, savers, saver, goToNext, { handed, commented }) {
  const { question } = saver;
  const handing = drawHanding(theme, saver, savers, handed);
  const comments = drawComments(theme, question, { address: addressOf(question.code), changed: commented });
  const place = theme.questions.findIndex(({ code }) => code === question.code) + 1;
  const heading = el("h1", { tabindex: "-1" }, `${question.code} ${question.title}`);
  const notices = el("div", { class: "notices" });
  const carried = drawCarried(theme, saver, goToNext);
  const head = el(
    "div",
    { class: "q-head" },
    notices,
    el(
      "p",
      { class: "meta" },
      `${theme.theme.title} · question ${place} of ${theme.questions.length} · ${theme.times[0]}`,
    ),
    heading,
    el("p", { class: "lede" }, question.prompt),
    handing.line,
    drawSaid(theme, question),
    carried?.element ?? null,
  );
  const ladder = drawLadder(theme, saver);
  const finding = question.finding ? drawFinding(saver, question.finding) : null;
  const rationale = drawRationale(saver);
  const views = drawMinorityViews(theme, saver);
  const evidence = drawEvidence(theme, savers, saver);
  const form = el(
    "form",
    { class: "q-form", novalidate: true, onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    ladder.element,
    finding?.element ?? null,
    rationale.element,
    views?.element ?? null,
    evidence.element,
  );
  const beside = el("div", { class: "q-beside" }, comments.element, handing.element);
  const main = el("div", { class: "q-main" }, form, beside);
  const verdict = drawVerdict(theme, saver);
  const rail = el("aside", { class: "q-rail" }, el("div", {}, verdict.long, verdict.spoken, drawWhy(theme, saver)));
  /** @type {Set<string>} the ids of fields that were left: what is wrong in them is said until they are typed in again */
  const left = new Set();
  let isDemanded = false;
  const summary = el("section", { class: "notice bad", tabindex: "-1", role: "alert" });
  /** @type {unknown} */
  let drawnNotice = null;
  let drawnAsKept = true;
  let offlineSince = 0;

  function update() {
    for (const part of [carried, handing, ladder, finding, rationale, views, evidence, verdict]) part?.update();
    form.toggleAttribute("inert", saver.state === "overtaken");
    const { problems } = saver;
    if (problems.length === 0) isDemanded = false;
    const isTold = isDemanded || saver.state === "refused";
    showProblems(problems.filter(({ field }) => isTold || left.has(idOf(saver, field))));
    updateNotice();
  }

  function updateNotice() {
    const { state } = saver;
    if (state === "offline") offlineSince ||= Date.now();
    else if (state !== "saving") offlineSince = 0;
    const needed = neededNotice();
    if (needed === "problems") drawSummary();
    const isAsKept = saver.isKept === drawnAsKept || needed === saver.theirs;
    if (needed === drawnNotice && isAsKept) return;
    drawnNotice = needed;
    drawnAsKept = saver.isKept;
    if (needed === null) fill(notices);
    else if (needed === "problems") fill(notices, summary);
    else if (needed === "offline") fill(notices, drawOffline(saver, offlineSince));
    else if (needed === "signed out") fill(notices, drawSignedOut(saver));
    else if (needed === "refused") fill(notices, drawRefused(saver));
    else {
      const conflict = drawConflict(theme, saver, () => heading.focus());
      fill(notices, conflict);
      if (conflict) focusAtTop(conflict);
    }
  }

  /** Name the notice that the state needs, by what it shows. A notice stays while it is tried again. */
  function neededNotice() {
    const { state } = saver;
    const asked = isDemanded ? "problems" : null;
    if (state === "saving") {
      return offlineSince || drawnNotice === "refused" || drawnNotice === "signed out" ? drawnNotice : asked;
    }
    if (state === "overtaken") return saver.theirs;
    if (state === "refused") return saver.obstacle ? state : asked;
    return state === "offline" || state === "signed out" ? state : asked;
  }

  /** Draw what is to be corrected. It shrinks as it is corrected. */
  function drawSummary() {
    const { problems } = saver;
    const key = problems.map(({ field, message }) => `${idOf(saver, field)} ${message}`).join("\n");
    fillIfNew(summary, key, () => [
      el("h2", {}, `${count(problems.length, "thing")} to correct`),
      el("ul", {}, ...problems.map(({ field, message }) => el("li", {}, drawProblem(saver, field, message)))),
    ]);
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
      focusAtTop(/** @type {HTMLElement} */ (notices.firstElementChild));
      return true;
    }
    if (problems.length === 0) return false;
    isDemanded = true;
    showProblems(problems);
    drawSummary();
    fill(notices, summary);
    drawnNotice = "problems";
    focusAtTop(summary);
    return true;
  }

  form.addEventListener("focusin", ({ target }) => left.delete(/** @type {Element} */ (target).id));
  form.addEventListener("focusout", ({ target }) => {
    const tell = () => {
      left.add(/** @type {Element} */ (target).id);
      update();
    };
    // Words that come in while the pointer is pressed would push away what its click is meant for.
    if (document.querySelector(":active")) window.addEventListener("mouseup", () => setTimeout(tell), { once: true });
    else tell();
  });
  update();
  return { head, main, rail, heading, verdict, update, demand, refreshComments: () => comments.refresh() };
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
    const folded = document.getElementById(id)?.closest("details");
    if (folded) folded.open = true;
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
