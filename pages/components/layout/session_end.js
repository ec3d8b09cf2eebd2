// Says that the session has ended. The server closes the page's connection then, and Streamlit would only try to connect
// again. What was typed stays on the page, and after sign-in, here or in another tab, the page goes on.
export default function ({ data }) {
  window.sessionEnd ??= watch(data);
}

function watch({ session, sign_in: signIn }) {
  const notice = document.createElement("div");
  notice.className = "session-ended";
  notice.setAttribute("role", "alert");

  async function look() {
    if (document.querySelector('[data-testid="stApp"]').dataset.testConnectionState === "CONNECTED") {
      notice.remove();
      return;
    }
    const answer = await fetch(session).catch(() => null);
    if (answer?.status !== 401) return;
    const text = await answer.text();
    if (document.body.innerText.includes(text)) return;
    const link = document.createElement("a");
    link.href = `${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = "Sign in";
    notice.replaceChildren(`${text} `, link);
    document.body.append(notice);
  }

  const observed = { subtree: true, attributes: true, attributeFilter: ["data-test-connection-state"] };
  new MutationObserver(look).observe(document.body, observed);
  return true;
}
