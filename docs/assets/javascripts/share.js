// What a reader takes away: text that is copied, files that are saved. Where the browser allows neither, the text is
// shown with what can be done about it.
"use strict";

// Loaded once by a page that needs it, and perhaps once more by arrival.js.
var PlanShare = (() => {
  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /** @param {string} label @param {() => void} act */
  const button = (label, act) => {
    const element = make("button", { type: "button" }, label);
    element.addEventListener("click", act);
    return element;
  };

  /** @type {HTMLElement | null} */
  let dialog = null;
  /** Shows a dialog with a title. @param {string} title @param {(Node | string)[]} content */
  const show = (title, ...content) => {
    dialog?.remove();
    const opened = /** @type {HTMLDialogElement} */ (make("dialog", { class: "cite-dialog", "aria-labelledby": "share-title" },
      make("h2", { id: "share-title" }, title), ...content));
    opened.append(button("关闭", () => (opened.close ? opened.close() : opened.remove())));
    document.body.append(opened);
    if (opened.showModal) opened.showModal();
    else opened.setAttribute("open", "");
    dialog = opened;
    return opened;
  };

  /** @param {string} text @param {string} label */
  const field = (text, label) => {
    const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "6", readonly: "", "aria-label": label }));
    area.value = text;
    area.setSelectionRange(0, 0); // its beginning is what is seen
    return area;
  };

  /** @param {HTMLTextAreaElement} area */
  const select = (area) => {
    area.focus({ preventScroll: true });
    area.setSelectionRange(0, area.value.length); // select() does nothing on an iPhone
    area.scrollTop = 0;
  };

  /** Copies by the command that works on plain http too. @param {string} text */
  const copyByCommand = (text) => {
    const before = document.activeElement;
    const area = field(text, "要复制的文字");
    area.className = "share-copied";
    // Where the focus goes for a moment is nobody's business: a menu would close.
    for (const kind of ["focusin", "focusout"]) area.addEventListener(kind, (event) => event.stopPropagation());
    (before?.closest("dialog, .cite-menu") ?? document.body).append(area);
    select(area);
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      // Refused: the text is shown instead.
    }
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return done;
  };

  /** Copies text; false where the browser refuses both ways. @param {string} text */
  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text); // plain http has no clipboard
      return true;
    } catch {
      return copyByCommand(text);
    }
  };

  const isTouched = () => matchMedia("(pointer: coarse)").matches || /Android|iPhone|iPad|Mobile/.test(navigator.userAgent);

  /** Copies text, or shows it selected where the browser refuses. @param {string} text @returns {Promise<boolean>} */
  const copy = async (text) => {
    if (await write(text)) return true;
    const area = field(text, "要复制的文字");
    show(isTouched() ? "浏览器没有复制成功，请长按下面的文字，选“全选”再“复制”" : "浏览器没有复制成功，文字已选中，请按 Ctrl+C（苹果电脑 ⌘C）", area);
    select(area);
    return false;
  };

  /** A button that copies, and says whether it did. @param {string} label @param {string} text */
  const copyButton = (label, text) => {
    const element = button(label, async () => {
      element.textContent = (await write(text)) ? "已复制" : "没有复制成功，请长按文字复制";
    });
    return element;
  };

  const here = () => location.href.replace(/\?[^#]*/, "");

  /** @param {string} address */
  const wayOut = (address) => [
    make("p", {}, "在微信等应用里打开的网页不能保存文件。请点右上角“…”，选“在浏览器打开”；或复制下面的地址，到浏览器里打开："),
    make("p", { class: "share-address" }, address), copyButton("复制地址", address), " "];

  /** Shows where a file is that cannot be saved here. @param {string} address */
  const showAddress = (address) => void show("这里不能下载文件", ...wayOut(address));

  /** @param {Blob} content */
  const dataAddress = (content) =>
    new Promise((/** @type {(address: string) => void} */ resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(String(reader.result)));
      reader.addEventListener("error", () => reject(reader.error));
      reader.readAsDataURL(content);
    });

  /** Shows what would have been in a file. @param {string | Blob} content @param {string} type @param {{text?: string, address?: string}} instead */
  const showContent = async (content, type, { text, address = here() }) => {
    const words = text ?? (typeof content === "string" && !type.startsWith("image/") ? content.replace(/^\ufeff/, "") : null);
    const shown = [];
    if (words !== null) shown.push(make("p", {}, "文字可以直接复制："), field(words, "文件中的文字"), copyButton("复制文字", words));
    else if (type.startsWith("image/"))
      shown.push(make("p", {}, "长按图片可以保存："), make("img", { src: await dataAddress(new Blob([content], { type })), alt: "" }));
    show("这里不能保存文件", ...shown, ...wayOut(address));
  };

  /** Hands the reader a file; false where the app saves none and the content is shown instead: the same, or `text`
   * where that says more to a person, and the address at which another browser would save it.
   * @param {string} name @param {string | Blob} content @param {string} type @param {{text?: string, address?: string}} [instead] */
  const offer = async (name, content, type, instead = {}) => {
    if (typeof PlanArrival !== "undefined" && PlanArrival.inApp) {
      await showContent(content, type, instead);
      return false;
    }
    const coded = type.startsWith("text/") || type.endsWith("json") ? `${type};charset=utf-8` : type;
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: coded }));
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return true;
  };

  return { make, show, copy, offer, showAddress };
})();
