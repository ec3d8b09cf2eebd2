// @ts-check
/** @import { Saver } from "./saving.js" */
import { momentInWords, whenInWords } from "./dates.js";
import { count } from "./html.js";

/** @typedef {{ words: string, kind: "" | "none" | "busy" | "not" | "choose" }} SaveWords */

/**
 * Return in words what is saved of a question, and when. "Saved" is said only where the server has what the fields hold.
 *
 * @param {Saver} saver
 * @returns {SaveWords}
 */
export function saveWords(saver) {
  const toCorrect = () => `${count(saver.problems.length, "thing")} to correct`;
  switch (saver.state) {
    case "clean":
      return saver.stored.savedAt
        ? { words: `Saved ${momentInWords(saver.stored.savedAt)}`, kind: "" }
        : { words: "Not answered yet", kind: "none" };
    case "typing":
      return { words: "Not saved yet", kind: "busy" };
    case "saving":
      return { words: "Saving…", kind: "busy" };
    case "incomplete":
      return { words: `Not all saved: ${toCorrect()}`, kind: "not" };
    case "refused":
      return { words: `Not saved: ${saver.obstacle ? "see the top of this question" : toCorrect()}`, kind: "not" };
    case "overtaken":
      return { words: `${whoSaved(saver)}: choose`, kind: "choose" };
    case "offline":
      return {
        words: `Not saved: ${saver.obstacle ? "see the top of this question" : `no connection, ${whereKept(saver)}`}`,
        kind: "not",
      };
    case "signed out":
      return { words: `Not saved: you are signed out, ${whereKept(saver)}`, kind: "not" };
  }
}

/** @param {Saver} saver */
const whereKept = ({ isKept }) => (isKept ? "kept in this browser" : "keep this page open");

/**
 * Return who saved an answer while another was typed, and when.
 *
 * @param {Saver} saver
 */
export function whoSaved({ theirs }) {
  const when = theirs?.savedAt ? ` ${whenInWords(theirs.savedAt)}` : "";
  return `${theirs?.savedBy ?? "Somebody else"} changed this${when}`;
}
