// @ts-check
// What was typed and is not on the server yet, kept in the browser under its author's name, for at most seven days.
/** @import { Slot } from "../question_form/types" */
import { randomId } from "./random_id.js";

const PREFIX = "unsent";
const DAYS = 7;
const LONGEST = DAYS * 24 * 60 * 60 * 1000;
const TAB = randomId();

/**
 * @typedef {object} Kept
 * @property {number} at when it was last typed on, in milliseconds
 * @property {string} tab the page that wrote it
 * @property {About} about
 * @property {string[]} texts what was typed, for its author to read
 * @property {unknown} content the same, for the form to take up
 */

/** @typedef {{ what: string, address: string }} About what its author knows it by, and the page it was typed on */

/** @param {string} key */
function read(key) {
  try {
    const kept = /** @type {Kept | null} */ (JSON.parse(localStorage.getItem(key) ?? "null"));
    return kept && Date.now() - kept.at < LONGEST ? kept : null;
  } catch {
    return null; // this browser keeps nothing, or somebody else wrote it
  }
}

/**
 * Return whether the browser keeps it.
 *
 * @param {string} key
 * @param {Kept} kept
 */
function put(key, kept) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false; // more than this browser keeps; it stays on the page, and is sent as before
  }
}

/** @param {string} key */
function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // This browser keeps nothing.
  }
}

/**
 * Return the place where one text of one person is kept. Two pages of one browser may be open at it: what the other typed
 * last is set aside, and found when nothing else is left there.
 *
 * @template Content
 * @param {string} person
 * @param {string} place names the form within all that the person can fill in
 * @param {About} about
 * @returns {Slot<Content>}
 */
export function slot(person, place, about) {
  const key = `${PREFIX} ${person} ${place}`;
  const ownAside = `${key} ${TAB}`;
  return {
    read() {
      const found = [key, ...keys(`${key} `)].find(read);
      const kept = found && read(found);
      if (!kept) return null;
      if (put(key, { ...kept, tab: TAB }) && found !== key) drop(found);
      return { content: /** @type {Content} */ (kept.content), at: kept.at };
    },
    write(content, texts, at = Date.now()) {
      const there = read(key);
      if (there && there.tab !== TAB) put(`${key} ${there.tab}`, there); // of another page: set aside until it is read
      drop(ownAside);
      return put(key, { at, tab: TAB, about, texts, content });
    },
    erase() {
      const there = read(key);
      if (!there || there.tab === TAB) drop(key);
      drop(ownAside);
    },
  };
}

/**
 * Return what is kept for a person, what was typed longest ago first.
 *
 * @param {string} person
 * @param {string} [start] begins the names of the places to look at
 */
export function listUnsent(person, start = "") {
  return keys(`${PREFIX} ${person} ${start}`)
    .flatMap((key) => {
      const kept = read(key);
      return kept
        ? [{ ...kept.about, place: key.split(" ").slice(2).join(" "), texts: kept.texts.filter(Boolean), at: kept.at }]
        : [];
    })
    .sort((one, other) => one.at - other.at);
}

/** @param {string} person */
export function eraseUnsent(person) {
  for (const key of keys(`${PREFIX} ${person} `)) drop(key);
}

/** Erase what is older than seven days, whoever typed it. */
export function eraseOld() {
  for (const key of keys(`${PREFIX} `)) if (!read(key)) drop(key);
}

/** @param {string} start */
function keys(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return [];
  }
}
