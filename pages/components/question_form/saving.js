// @ts-check
// Keeps one question and the server in step. docs/explanation/question-form.md draws its states.
/** @import { Answer, Attempt, Fields, Limits, Problem, Question, Slot, State, Stored, Unsent } from "./types" */
import { randomId } from "../unsent/random_id.js";
import { fieldsOf, isSame, problemsIn, sendable, textsIn } from "./response.js";

const PAUSE = 700;
const AT_LATEST = 2_000;
const AGAIN_AFTER = 10_000;

export class Saver {
  /** @type {State} */
  state = "clean";
  /** @type {Fields} what the fields on the page hold */
  fields;
  /** @type {Stored} what the server is known to have, and the fields were filled from */
  stored;
  /** @type {Stored | null} what somebody else saved meanwhile, until a choice is made */
  theirs = null;
  /** @type {Problem[]} what the server refused */
  refusals = [];
  /** The server's sentence on why nothing is saved; empty where there is no connection. */
  obstacle = "";
  /** When the fields were last typed in, in milliseconds. */
  typedAt = 0;
  /** Whether what is not saved is in the browser's storage: it has no room where it is full or turned off. */
  isKept = true;

  /** @type {Attempt | null} sent, and neither acknowledged nor refused */
  #attempt = null;
  #isSending = false;
  /** @type {number | undefined} */
  #timer;
  /** @type {number | null} */
  #unsavedSince = null;

  /**
   * @param {Question} question as the server gave it with the page
   * @param {object} needs
   * @param {Limits} needs.limits
   * @param {Slot<Unsent>} needs.slot
   * @param {(question: string, attempt: Attempt) => Promise<Answer<Stored>>} needs.send
   * @param {() => void} needs.changed called after each change of the state
   */
  constructor(question, { limits, slot, send, changed }) {
    this.question = question;
    this.limits = limits;
    this.slot = slot;
    this.send = send;
    this.changed = changed;
    const { version, savedAt, response } = question;
    this.stored = { version, savedAt, response };
    this.fields = fieldsOf(response);
  }

  /** Take up what an earlier page could not send, and send it. Return whether there was any. */
  resume() {
    const kept = this.slot.read();
    if (!kept) return false;
    const { fields, base, attempt } = kept.content;
    this.fields = fields;
    this.stored = base;
    this.typedAt = kept.at;
    this.#attempt = attempt;
    void this.flush();
    return true;
  }

  /** Return what is missing or wrong in the fields: what this page sees, then what the server said. */
  get problems() {
    const own = problemsIn(this.fields, this.limits);
    return [...own, ...this.refusals.filter(({ field }) => !own.some((each) => each.field === field))];
  }

  /** Return whether the server has all that the fields hold. */
  get isSaved() {
    return !this.#attempt && !this.#differs() && this.problems.length === 0;
  }

  /**
   * Change the fields. A click is sent at once, text after a pause.
   *
   * @param {Partial<Fields>} fields
   * @param {{ atOnce?: boolean }} [how]
   */
  change(fields, { atOnce = false } = {}) {
    Object.assign(this.fields, fields);
    this.typedAt = Date.now();
    this.refusals = [];
    this.#keep();
    const isWaiting = this.state === "overtaken" || this.state === "signed out" || this.state === "offline";
    if (isWaiting || this.#isSending) {
      this.changed(); // sent after the choice, the sign-in, the connection or the save that is waited for
      return;
    }
    this.#unsavedSince ??= Date.now();
    if (atOnce) {
      void this.flush();
      return;
    }
    this.#rest();
    this.#after(Math.max(0, Math.min(PAUSE, this.#unsavedSince + AT_LATEST - Date.now())));
  }

  /** Save now what is not saved. Return when the server has answered, or nothing can be done. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#isSending || this.state === "overtaken") return;
    this.#isSending = true;
    try {
      while (this.#isAttempted()) {
        const attempt = /** @type {Attempt} */ (this.#attempt);
        const answer = this.send(this.question.code, attempt);
        this.#enter("saving"); // drawn while the attempt is on its way
        if (!this.#settle(attempt, await answer)) return;
      }
    } finally {
      this.#isSending = false;
    }
    this.#rest();
    if (this.refresh(this.question)) this.changed(); // the page came with more than a save whose answer had been lost
  }

  /** Let the fields hold what somebody else saved. */
  takeTheirs() {
    if (!this.theirs) return;
    this.stored = this.theirs;
    this.fields = fieldsOf(this.stored.response);
    this.theirs = null;
    this.#keep();
    this.#rest();
  }

  /** Save the fields over what somebody else saved. */
  keepMine() {
    if (!this.theirs) return;
    this.stored = this.theirs;
    this.theirs = null;
    this.state = "typing";
    this.#keep();
    void this.flush();
  }

  /**
   * Take over what the server has now, unless there is something of one's own to save.
   *
   * @param {Stored} stored
   */
  refresh({ version, savedAt, response }) {
    if (version <= this.stored.version || this.state !== "clean") return false;
    this.stored = { version, savedAt, response };
    this.fields = fieldsOf(response);
    return true;
  }

  /** Begin an attempt where there is something to send. Return whether one is to be made. */
  #isAttempted() {
    if (this.#attempt) return true;
    this.#unsavedSince = null;
    const response = this.#sendable();
    if (isSame(response, this.stored.response)) return false;
    this.#attempt = { operation: randomId(), expectedVersion: this.stored.version, response };
    this.#keep();
    return true;
  }

  /**
   * @param {Attempt} attempt
   * @param {Answer<Stored>} answer
   * @returns {boolean} whether to go on saving
   */
  #settle(attempt, answer) {
    switch (answer.kind) {
      case "saved":
        this.#attempt = null;
        this.stored = { version: answer.version, savedAt: answer.savedAt, response: attempt.response };
        this.refusals = [];
        this.#keep();
        return true;
      case "overtaken":
        this.#attempt = null;
        return this.#meet(answer.stored);
      case "refused":
        this.#attempt = null;
        this.refusals = answer.problems.filter(({ field }) => field);
        this.obstacle = answer.problems.find(({ field }) => !field)?.message ?? "";
        this.#keep();
        this.#enter("refused");
        return false;
      case "signed out":
      case "unreachable":
        this.obstacle = answer.message;
        this.#enter(answer.kind === "unreachable" ? "offline" : "signed out");
        this.#after(AGAIN_AFTER);
        return false;
    }
  }

  /**
   * Meet what somebody else saved. It needs no choice where both saved the same, or where theirs is as it was before.
   *
   * @param {Stored} theirs
   */
  #meet(theirs) {
    const mine = sendable(this.fields, theirs.response, this.question, this.limits);
    if (isSame(mine, theirs.response) || isSame(this.stored.response, theirs.response)) {
      this.stored = theirs;
      this.#keep();
      return true;
    }
    this.theirs = theirs;
    this.#keep();
    this.#enter("overtaken");
    return false;
  }

  /** Enter the state that the fields are in while nothing is being sent. */
  #rest() {
    if (this.#differs()) this.#enter("typing");
    else this.#enter(this.problems.length ? "incomplete" : "clean");
  }

  /** @param {State} state */
  #enter(state) {
    this.state = state;
    this.changed();
  }

  /** @param {number} milliseconds */
  #after(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  #sendable() {
    return sendable(this.fields, this.stored.response, this.question, this.limits);
  }

  #differs() {
    return !isSame(this.#sendable(), this.stored.response);
  }

  #keep() {
    if (this.isSaved) this.slot.erase();
    else {
      const content = { fields: this.fields, base: this.stored, attempt: this.#attempt };
      this.isKept = this.slot.write(content, textsIn(this.fields), this.typedAt);
    }
  }
}
