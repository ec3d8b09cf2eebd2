// Measures times within the page, so that the program that drives the browser adds nothing to them.
(() => {
  const text = (selector) => document.querySelector(selector)?.textContent ?? "";
  const changes = { childList: true, subtree: true, characterData: true, attributes: true };

  function timeWhen(holds) {
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!holds()) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document, { ...changes, attributeFilter: ["data-test-script-state"] });
    });
  }

  window.timing = {
    // Milliseconds from the start of the visit until `marker` is drawn and the page takes input.
    firstPage: (marker) =>
      timeWhen(() => {
        const app = '[data-testid="stApp"]';
        return document.querySelector(app)?.dataset.testScriptState === "notRunning" && text(app).includes(marker);
      }),

    // Milliseconds from the start of the visit until the app has drawn a title.
    firstTitle: () => timeWhen(() => document.querySelector('[data-testid="stApp"] h1')),

    // Milliseconds from the browser's time of the next click until `marker` is within the element.
    nextClick: (selector, marker) => {
      const shows = new RegExp(marker);
      let clicked = null;
      const note = ({ timeStamp }) => (clicked ??= timeStamp);
      document.addEventListener("click", note, { capture: true });
      return timeWhen(() => clicked !== null && shows.test(text(selector))).then((shown) => {
        document.removeEventListener("click", note, { capture: true });
        return shown - clicked;
      });
    },
  };
})();
