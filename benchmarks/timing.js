// Takes times within the page, so that no time of the program that drives the browser is counted.
(() => {
  const text = (selector) => document.querySelector(selector)?.textContent ?? "";
  const changes = { childList: true, subtree: true, characterData: true, attributes: true };

  function whenItHolds(holds) {
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
    // From the start of the visit until the last thing is drawn and the page takes input.
    firstPage: (sign) =>
      whenItHolds(() => {
        const app = '[data-testid="stApp"]';
        return document.querySelector(app)?.dataset.testScriptState === "notRunning" && text(app).includes(sign);
      }),

    // From the browser's own time of the next click until `sign` stands within the element.
    nextClick: (selector, sign) => {
      const shows = new RegExp(sign);
      let clicked = null;
      const note = ({ timeStamp }) => (clicked ??= timeStamp);
      document.addEventListener("click", note, { capture: true });
      return whenItHolds(() => clicked !== null && shows.test(text(selector))).then((shown) => {
        document.removeEventListener("click", note, { capture: true });
        return shown - clicked;
      });
    },
  };
})();
