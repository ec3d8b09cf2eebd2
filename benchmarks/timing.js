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

  function fromClick(holds) {
    let clicked = null;
    const note = ({ timeStamp }) => (clicked ??= timeStamp);
    document.addEventListener("click", note, { capture: true });
    return timeWhen(() => clicked !== null && holds()).then((shown) => {
      document.removeEventListener("click", note, { capture: true });
      return shown - clicked;
    });
  }

  window.timing = {
    // Milliseconds from the start of the visit until `marker` is drawn and the page takes input.
    firstPage: (marker) =>
      timeWhen(() => {
        const app = '[data-testid="stApp"]';
        return document.querySelector(app)?.dataset.testScriptState === "notRunning" && text(app).includes(marker);
      }),

    // Milliseconds from the start of the visit until the browser painted any text; it says so a moment afterwards.
    firstPaint: () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntriesByName("first-contentful-paint")) resolve(startTime);
        }).observe({ type: "paint", buffered: true });
      }),

    // Milliseconds from the start of the visit until the app has drawn a title.
    firstTitle: () => timeWhen(() => document.querySelector('[data-testid="stApp"] h1')),

    // Milliseconds from the browser's time of the next click until `marker` is within the element.
    nextClick: (selector, marker) => {
      const shows = new RegExp(marker);
      return fromClick(() => shows.test(text(selector)));
    },

    // Milliseconds from the browser's time of the next click until another title stands on a page drawn to its end, and
    // with it the part that is asked for, which Streamlit may draw later.
    nextPage: (selector, part = selector) => {
      const before = text(selector);
      return fromClick(() => {
        const { testScriptState } = document.querySelector('[data-testid="stApp"]').dataset;
        const title = text(selector);
        return testScriptState === "notRunning" && title !== "" && title !== before && document.querySelector(part);
      });
    },
  };
})();
