// What a reader is told and shown: a status line that screen readers speak, a dialog, and copying that may be refused.
"use strict";

var PlanFeedback = (() => {
  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

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

  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  /** Shows a dialog with a title. @param {string} title @param {Node[]} content */
  const show = (title, ...content) => {
    dialog?.remove();
    const close = make("button", { type: "button" }, "关闭");
    const heading = make("h2", { id: "cite-dialog-title" }, title);
    const opened = /** @type {HTMLDialogElement} */ (
      make("dialog", { class: "cite-dialog", "aria-labelledby": "cite-dialog-title" }, heading, ...content, close)
    );
    close.addEventListener("click", () => opened.close());
    document.body.append(opened);
    opened.showModal();
    dialog = opened;
    return opened;
  };

  /** Shows text selected, ready for Ctrl+C. @param {string} text */
  const showSelected = (text) => {
    const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "6", readonly: "", "aria-label": "要复制的文字" }));
    area.value = text;
    show("浏览器不允许自动复制，请按 Ctrl+C（苹果电脑 ⌘C）", area);
    area.focus();
    area.select();
  };

  /** Copies text, or shows it selected where the browser refuses. @param {string} text @param {string} done */
  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      announce(done);
    } catch {
      showSelected(text);
    }
  };

  /** Hands the reader a file. @param {string} name @param {string | Blob} content @param {string} type */
  const download = (name, content, type) => {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = /** @type {HTMLAnchorElement} */ (make("a", { href: address, download: name }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };

  return { make, announce, show, copy, download };
})();
