// @ts-check
// Who looks after a question, and the form that hands it to a colleague. It keeps nobody from answering.
/** @import { Saver } from "./saving.js" */
/** @import { Answer, Holder, Slot, Theme, TypedText } from "./types" */
import { slot } from "../unsent/unsent.js";
import { whenInWords } from "./dates.js";
import { count, el, fill, fillIfNew, tick } from "./html.js";
import { drawKeptField, whyNot } from "./kept_field.js";
import { addressOf } from "./question_list.js";
import { put } from "./sending.js";

/**
 * Return who looks after a question; nobody once it was answered after it was handed.
 *
 * @param {Saver} saver
 * @returns {Holder | null}
 */
export function holderOf({ question: { holder }, stored: { version, response } }) {
  const hasReply = response.met !== null || response.notApplicable !== null;
  return holder && hasReply && version > holder.answerVersion ? null : holder;
}

/**
 * Draw who looks after a question, beneath its heading, and the form to hand it on, which stands further down. `savers`
 * are those of the theme, and `changed` is called for each question that was handed.
 *
 * @param {Theme} theme
 * @param {Saver} saver
 * @param {Saver[]} savers
 * @param {(code: string) => void} changed
 */
export function drawHanding(theme, saver, savers, changed) {
  const { code, title } = saver.question;
  const line = el("div", { class: "holder", tabindex: "-1" });
  const wrongLine = el("p", { class: "wrong-line", role: "alert" });
  const words = el("summary", {});
  const choice = el(
    "select",
    { id: "qf-colleague", "aria-describedby": "qf-colleague-wrong" },
    el("option", { value: "" }, "Choose…"),
    ...theme.colleagues.map(({ id, label }) => el("option", { value: id }, label)),
  );
  const wrong = el("p", { class: "wrong-line", id: "qf-colleague-wrong", role: "alert" });
  /** @type {Slot<TypedText>} */
  const kept = slot(theme.person, placeOfNote(theme, code), {
    what: `Note with ${code} ${title}`,
    address: addressOf(code),
  });
  const note = drawKeptField({ id: "qf-note", label: "Note to them, if you like", rows: 2, slot: kept });
  const others = savers.filter((each) => each !== saver);
  const ticks = others.map((each) => ({
    each,
    box: el("input", { type: "checkbox", value: each.question.code, onchange: () => tell() }),
  }));
  const hand = el("button", { class: "quiet" });
  const form = el(
    "form",
    {
      novalidate: true,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void handOver();
      },
    },
    el("p", { class: "hint" }, "It stands on their Home until it is answered. Others can still answer it."),
    el("div", { class: "field" }, el("label", { for: choice.id }, "Colleague"), wrong, choice),
    note.element,
    others.length > 0 &&
      el(
        "details",
        { class: "more field" },
        el("summary", {}, "More questions of this theme"),
        el("div", {}, ...ticks.map(({ each, box }) => tick(box, `${each.question.code} ${each.question.title}`))),
      ),
    el("div", { class: "row" }, hand),
  );
  const nobody = el(
    "p",
    { class: "hint" },
    "There is nobody yet to hand it to. Whoever leads the collaboration can invite colleagues.",
  );
  const fold = el("details", { class: "more" }, words, theme.colleagues.length > 0 ? form : nobody);
  const element = el("section", { class: "q-part handing", "aria-label": "Hand it to a colleague" }, fold);
  fold.open = note.text !== "";
  let isSending = false;

  /** Return the questions that are chosen, this one first. */
  function chosen() {
    return [saver, ...ticks.filter(({ box }) => box.checked).map(({ each }) => each)];
  }

  function tell() {
    const number = chosen().length;
    hand.textContent = number === 1 ? "Hand it over" : `Hand over ${count(number, "question")}`;
    hand.setAttribute("aria-disabled", String(isSending));
  }

  function update() {
    const holder = holderOf(saver);
    words.textContent = holder ? "Hand it to somebody else" : "Hand it to a colleague";
    line.hidden = holder === null;
    fillIfNew(line, JSON.stringify(holder), () =>
      holder
        ? [
            el("p", {}, ...inWords(holder)),
            holder.note !== "" && el("p", { class: "as-typed" }, holder.note),
            wrongLine,
            el(
              "button",
              { type: "button", class: "as-link", onclick: () => void takeBack() },
              holder.isYou ? "Hand it back" : "Take it back",
            ),
          ]
        : [],
    );
  }

  async function handOver() {
    if (isSending) return;
    if (choice.value === "") {
      wrong.textContent = "Choose somebody.";
      choice.focus();
      return;
    }
    const label = choice.selectedOptions[0].textContent ?? "";
    const [asked, typed] = [chosen(), note.send()];
    const answer = await send(asked, choice.value, typed.text);
    if (answer.kind !== "saved") {
      fill(wrong, ...whyNot(answer, note.isKept));
      choice.focus();
      return;
    }
    note.arrived(typed);
    fill(wrong);
    fold.open = false;
    for (const each of asked) {
      const { version } = each.stored;
      const at = answer.savedAt;
      each.question.holder = { to: label, isYou: false, by: "you", at, note: typed.text, answerVersion: version };
    }
    for (const { box } of ticks) box.checked = false;
    settle(asked);
    line.focus();
  }

  async function takeBack() {
    if (isSending) return;
    const answer = await send([saver], null, "");
    if (answer.kind !== "saved") {
      fill(wrongLine, ...whyNot(answer, true));
      return;
    }
    saver.question.holder = null;
    settle([saver]);
    words.focus();
  }

  /**
   * @param {Saver[]} asked
   * @param {string | null} to
   * @param {string} text
   * @returns {Promise<Answer<never>>}
   */
  async function send(asked, to, text) {
    isSending = true;
    tell();
    const body = { questions: asked.map(({ question }) => question.code), to, note: text };
    /** @type {Answer<never>} */
    const answer = await put(`/assessments/${theme.assessment}/handed?of=${theme.answersOf}`, theme.person, body);
    isSending = false;
    tell();
    return answer;
  }

  /** @param {Saver[]} asked */
  function settle(asked) {
    tell();
    for (const each of asked) changed(each.question.code);
  }

  choice.addEventListener("change", () => fill(wrong));
  tell();
  update();
  return { line, element, update };
}

/**
 * Return the place in the browser where a note is kept that was typed and not sent.
 *
 * @param {Theme} theme
 * @param {string} code
 */
export function placeOfNote({ assessment, answersOf }, code) {
  return `${assessment} note-${answersOf} ${code}`;
}

/** @param {Holder} holder */
function inWords({ to, isYou, by, at }) {
  const whose = by === "" ? "" : ` by ${by}`;
  return isYou
    ? [el("strong", {}, "Handed to you"), `${whose} ${whenInWords(at)}`]
    : ["Handed to ", el("strong", {}, to), `${whose} ${whenInWords(at)}`];
}
