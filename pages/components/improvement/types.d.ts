// The shapes that the modules of the form of an action share. For the type checker only: no browser ever loads this file.

/** An action as the server takes and gives it. `due` is empty in a new one. */
export interface Action {
  question: string;
  about: string | null;
  what: string;
  owner: string;
  ownerId: string | null;
  due: string;
  state: string;
  reason: string;
}

/** An action that the server has; version 0 is one that is being planned. */
export interface StoredAction {
  version: number;
  savedAt: string | null;
  action: Action;
}

export interface Question {
  code: string;
  title: string;
  finding: string | null;
  /** Its finding, if it has one, and its statements. */
  aims: { code: string; text: string }[];
}

export interface Opened extends StoredAction {
  id: string;
  questions: Question[];
  /** How many of the questions, the first ones, are areas to improve. */
  areas: number;
}

export interface Page {
  person: string;
  assessment: string;
  /** The address of the list without a form. */
  list: string;
  owners: { id: string; label: string }[];
  states: { code: string; label: string }[];
  open: Opened | null;
}

/** What the fields hold, as it was typed: the due date is text, and an owner of the other kind outlives the choice. */
export interface Fields {
  question: string;
  about: string;
  what: string;
  isPerson: boolean;
  ownerId: string;
  title: string;
  due: string;
  state: string;
  reason: string;
}

/** What is kept in the browser of one action until the server has it. */
export interface Unsent {
  id: string;
  base: StoredAction;
  fields: Fields;
}

export interface Problem {
  field: string;
  message: string;
}
