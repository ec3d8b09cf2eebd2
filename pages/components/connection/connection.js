// @ts-check
// Says in our words that the page has lost its connection, or that its session has ended, in place of Streamlit's box for
// whoever started it in a terminal. What was typed stays on the page, which goes on when the connection is back.

const SHOWN_AFTER = 2_000;
const LOOKED_AGAIN_AFTER = 5_000;
const LOST =
  "The connection to the service is lost. Menus and buttons of this page wait until it is back, which it tries by itself.";
const LOST_IN_A_FORM =
  "The menu and the other pages have lost their connection. Answers are still saved, or kept in this browser: the foot of the page says which.";

/** @typedef {{ session: string, sign_in: string }} Addresses */

let isWatching = false;

/** @param {{ data: Addresses }} component */
export function mount({ data }) {
  if (!isWatching) watch(data);
  isWatching = true;
}

/** @param {Addresses} addresses */
function watch({ session, sign_in: signIn }) {
  const notice = document.createElement("div");
  notice.setAttribute("role", "alert");
  /** @type {number | undefined} */
  let timer;

  const isConnected = () => document.querySelector("[data-test-connection-state='CONNECTED']") !== null;

  function look() {
    clearTimeout(timer);
    if (isConnected()) notice.remove();
    else timer = setTimeout(say, SHOWN_AFTER);
  }

  async function say() {
    const answer = await fetch(session).catch(() => null);
    if (isConnected()) return;
    if (answer?.status === 401) {
      const link = document.createElement("a");
      link.href = `${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
      link.textContent = "Sign in";
      show("connection-lost session-ended", `${await answer.text()} `, link);
    } else {
      show("connection-lost", document.querySelector(".question-form") ? LOST_IN_A_FORM : LOST);
    }
    timer = setTimeout(say, LOOKED_AGAIN_AFTER);
  }

  /**
   * @param {string} kind
   * @param {...(string | Node)} words
   */
  function show(kind, ...words) {
    if (notice.isConnected && notice.className === kind) return;
    notice.className = kind;
    notice.replaceChildren(...words);
    document.body.append(notice);
  }

  const observed = { subtree: true, attributes: true, attributeFilter: ["data-test-connection-state"] };
  new MutationObserver(look).observe(document.body, observed);
}
