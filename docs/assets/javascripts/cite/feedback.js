// What a reader is told: a status line that screen readers speak.
"use strict";

var PlanFeedback = (() => {
  const { make, show } = PlanShare;
  const status = make("div", { class: "cite-status", role: "status", "aria-live": "polite" });
  document.body.append(status);
  let clearing = 0;

  /** Says something, on screen and to screen readers; repeated words are spoken again. @param {string} text */
  const announce = (text) => {
    clearTimeout(clearing);
    status.textContent = "";
    requestAnimationFrame(() => (status.textContent = text));
    clearing = setTimeout(() => (status.textContent = ""), 5000);
  };

  /** Copies text and says so; where the browser refuses, the text is shown. @param {string} text @param {string} done */
  const copy = async (text, done) => {
    if (await PlanShare.copy(text)) announce(done);
  };

  /** Hands the reader a file, and says so; nothing is said where its content is shown instead.
   * @param {string} name @param {string | Blob} content @param {string} type @param {{text?: string, address?: string}} [instead] */
  const download = async (name, content, type, instead) => {
    if (await PlanShare.offer(name, content, type, instead)) announce(`已导出 ${name}`);
  };

  return { make, announce, show, copy, download };
})();
