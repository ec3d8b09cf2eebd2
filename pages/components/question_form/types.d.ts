// The shapes that the modules of the form share. For the type checker only: no browser ever loads this file.

export interface Level {
  code: string;
  title: string;
  meaning: string;
  /** The properties of CSS that draw it in its colours. */
  look: string;
}

export interface Statement {
  code: string;
  text: string;
  level: string;
  isEssential: boolean;
}

export interface Evidence {
  id: string;
  title: string;
  reference: string;
  date: string | null;
  owner: string;
  validUntil: string | null;
  /** The marking of the document; null where none is named. */
  classification: string | null;
}

/** An item of evidence with the questions that it supports, and the forces that named it when they answered alone. */
export interface Named {
  item: Evidence;
  questions: string[];
  forces: { name: string; questions: string[] }[];
}

/** One response as the server takes and gives it. Neither `met` nor `notApplicable`: the question is unanswered. */
export interface Response {
  met: string[] | null;
  notApplicable: string | null;
  finding: boolean | null;
  rationale: string;
  evidence: Evidence[];
  minorityViews: MinorityView[];
}

/** The view of a force that differs from what is agreed. The force is an id of `Theme.forces`. */
export interface MinorityView {
  force: string;
  text: string;
}

/** A response that the server has. */
export interface Stored {
  version: number;
  savedAt: string | null;
  savedBy?: string | null;
  response: Response;
}

/** What the fields of one question hold, as it was typed: dates are text, and ticks outlive "Does not apply". */
export interface Fields {
  met: string[];
  isNone: boolean;
  applies: boolean;
  reason: string;
  finding: boolean | null;
  rationale: string;
  evidence: TypedEvidence[];
  minorityViews: MinorityView[];
}

export interface TypedEvidence {
  id: string;
  title: string;
  reference: string;
  date: string;
  owner: string;
  validUntil: string;
  classification: string;
}

export interface Question extends Stored {
  code: string;
  title: string;
  prompt: string;
  why: string;
  source: string;
  isCore: boolean;
  notApplicableWhen: string | null;
  statements: Statement[];
  finding: { id: string; ask: string; because: string; limits: string } | null;
  evidenceExamples: string[];
  /** What was answered in the round before, in words. */
  lastRound: string | null;
  /** What the last round proposes, where this one starts from it. */
  carried: Carried | null;
  /** What each force said alone, once released; empty where none answered alone. */
  said: Said[];
  comments: Comment[];
  /** Who looks after it; null where nobody does. */
  holder: Holder | null;
}

/** A comment on a question. */
export interface Comment {
  id: string;
  author: string;
  isOwn: boolean;
  at: string;
  /** Empty where somebody else removed it. */
  text: string;
  isRemoved: boolean;
  /** The force among whose people it was written, before the release; empty on the answers that the page shows. */
  of: string;
}

/** Whose comments a page shows, and who reads them. */
export interface Commented {
  assessment: string;
  answersOf: string;
  person: string;
  limits: { comment: number };
}

export interface CommentedQuestion {
  code: string;
  title: string;
  comments: Comment[];
}

/** Who looks after a question that was handed to them, and what they were told. */
export interface Holder {
  to: string;
  isYou: boolean;
  /** Who handed it; empty where nobody says who that was. */
  by: string;
  at: string;
  note: string;
  /** The version of the answer when it was handed: a later one is the answer that it asked for. */
  answerVersion: number;
}

/** A text that a button sends, with the id by which the server recognises it when it comes again. */
export interface TypedText {
  id: string;
  text: string;
}

/** What the last round proposes to a question. None of it counts. */
export interface Carried {
  round: string;
  /** What can be confirmed; null where nothing can, for the reason in `whyNot`. */
  response: Response | null;
  /** The statements that were ticked and have not changed. */
  ticked: string[];
  whyNot: string;
}

/** What a partner force said to a question when it answered alone. */
export interface Said {
  force: string;
  level: string | null;
  reply: string;
  met: string[];
  finding: string | null;
  texts: string[];
}

export interface Limits {
  rationale: number;
  reason: number;
  title: number;
  reference: number;
  evidence: number;
  comment: number;
  note: number;
}

export interface Theme {
  assessment: string;
  /** The respondent whose answers the form shows, and whether a force answers alone. */
  answersOf: string;
  isAlone: boolean;
  /** For whom this is answered, where one person answers for several; else empty. */
  answersFor: string;
  person: string;
  theme: { code: string; title: string; place: number; of: number };
  start: string;
  /** Whether Back and Next lead from one core question to another. */
  isCoreOnly: boolean;
  home: string;
  tasks: string;
  next: string | null;
  previous: string | null;
  /** The questions of the theme that the collaboration is not asked, each in words that say why. */
  notAsked: string[];
  /** How long questions take to answer, in words, for one question and for each number up to all of the theme. */
  times: string[];
  words: { word: string; meaning: string }[];
  /** The forces that agree, whose views may differ; none where a force answers alone, or the collaboration as one. */
  forces: { id: string; name: string }[];
  levels: Level[];
  evidenceExpectedFrom: string;
  /** The day that the answers describe. */
  asOf: string;
  /** The marking of the assessment, and every marking, the lowest first. */
  marking: string;
  markings: string[];
  /** What the other themes name, and what each force named alone, once released. */
  named: Named[];
  limits: Limits;
  /** To whom questions can be handed. */
  colleagues: { id: string; label: string }[];
  questions: Question[];
}

/** Something to correct. `field` is named as in the response: `rationale`, `evidence.2.title`. */
export interface Problem {
  field: string;
  message: string;
}

/** One attempt to save. The operation names it, so that the server recognises it when it comes again. */
export interface Attempt {
  operation: string;
  expectedVersion: number;
  response: Response;
}

export type Answer<Saved> =
  /** With all that the server answered. */
  | { kind: "saved"; version: number; savedAt: string; content: Record<string, unknown> }
  | { kind: "overtaken"; message: string; stored: Saved }
  | { kind: "refused"; problems: Problem[] }
  | { kind: "signed out"; message: string }
  /** Worth trying again. Without a message there was no answer at all. */
  | { kind: "unreachable"; message: string };

export type State = "clean" | "typing" | "saving" | "incomplete" | "refused" | "overtaken" | "offline" | "signed out";

/** What is kept in the browser of one question until the server has it. */
export interface Unsent {
  fields: Fields;
  base: Stored;
  attempt: Attempt | null;
}

/** Where one unsent text is kept. */
export interface Slot<Content> {
  read(): { content: Content; at: number } | null;
  /** Keep it as typed at a moment in milliseconds, or now. Return whether the browser has taken it. */
  write(content: Content, texts: string[], at?: number): boolean;
  erase(): void;
}

export interface Placement {
  level: Level;
  next: Level | null;
  gap: Statement | null;
  missing: Statement[];
  ahead: Statement[];
}
