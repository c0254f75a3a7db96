// The menu of a sentence, a table row or a paragraph: by mouse, touch, long press and keyboard. It floats over the page.
"use strict";
PlanParts.start("cite/menu", () => {
  const HOVER = 350;
  const LEAVE = 300;
  const LONG_PRESS = 500;
  const TARGETS = ".sentence, .provision-link, .plan-table tbody tr[id]";
  const { make, announce, copy, show } = PlanFeedback;
  PlanCite.check();

  /** @type {HTMLElement | null} */
  let target = null;
  let timer = 0;
  // Focus opens the menu only when keys moved it there: arriving at a fragment focuses the sentence too.
  let byKeys = false;

  /** @param {EventTarget | null} from @returns {HTMLElement | null} */
  const targetOf = (from) => (from instanceof Element ? /** @type {HTMLElement | null} */ (from.closest(TARGETS)) : null);

  /** @param {HTMLElement} element */
  const idOf = (element) => element.dataset.id || element.id;

  /** The wording: a sentence's text, a row's cells apart by spaces, a paragraph's sentences run on.
   * @param {HTMLElement} element */
  const textOf = (element) => {
    if (element.matches("tr")) return [...element.children].map((cell) => cell.textContent ?? "").filter(Boolean).join(" ");
    const sentences = element.matches(".provision-link") ? [...(element.parentElement?.querySelectorAll(".sentence") ?? [])] : [element];
    return sentences.map((sentence) => sentence.textContent ?? "").join("");
  };

  /** @param {HTMLElement} element */
  const addressOf = (element) => `${PlanCite.pageAddress()}#${element.id || idOf(element)}`;

  /** @param {string} label @param {(element: HTMLElement) => void} act @param {string} name */
  const button = (label, act, name) => {
    const element = make("button", { type: "button", "data-act": name }, label);
    element.addEventListener("click", () => target && act(target));
    return element;
  };

  /** @param {string} form */
  const cited = (form) => (/** @type {HTMLElement} */ element) =>
    PlanCite.cite(form, idOf(element), textOf(element), addressOf(element));

  /** @param {HTMLElement} element */
  const showQr = async (element) => {
    const figure = await PlanQr.figure(addressOf(element), idOf(element)).catch(() => null);
    if (figure) show(`二维码：${PlanCite.fullLocator(idOf(element))}`, figure);
    else announce("二维码没有生成，请检查网络后再试");
  };

  /** @param {HTMLElement} element */
  const addToBasket = (element) => {
    const fresh = PlanBasket.add(idOf(element));
    basketLink.setAttribute("href", PlanBasket.address());
    announce(`${fresh ? "已加入" : "已在"}会议篮，共 ${PlanBasket.ids().length} 条`);
  };

  const FORMS = { gbt: "国标", plain: "文本", markdown: "Markdown", html: "HTML" };
  const ownPage = make("a", { "data-act": "page" }, "单页");
  const basketLink = make("a", { "data-act": "basket" }, "看会议篮");
  const others = make("div", { class: "cite-menu-others" });
  const menu = make("div", { class: "cite-menu", role: "group", hidden: "" },
    make("div", {},
      button("复制链接", (element) => copy(addressOf(element), "已复制链接"), "link"),
      button("复制原文", (element) => copy(cited("quote")(element), "已复制原文和出处"), "quote"),
      button("二维码", showQr, "qr"), ownPage,
      button("加入会议篮", addToBasket, "add"), basketLink),
    make("div", {}, make("span", {}, "引用格式："),
      ...Object.entries(FORMS).map(([form, label]) => button(label, (element) => copy(cited(form)(element), `已复制引用（${label}）`), form))),
    others);
  (document.querySelector("main") ?? document.body).append(menu);

  /** @param {string} id */
  const listCounterparts = (id) => {
    const links = PlanCite.counterparts(id).map(([relation, place, address]) =>
      make("a", { href: `${PlanCite.root}/${address}`, "data-act": "counterpart" }, `${place}（${relation}）`));
    others.replaceChildren(...(links.length ? [make("span", {}, "对应条文："), ...links] : []));
  };

  /** Over the sentence's first line, or below its last where the window has no room above. @param {HTMLElement} element */
  const place = (element) => {
    const lines = element.getClientRects();
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const ground = menu.offsetParent?.getBoundingClientRect();
    if (!first || !ground) return;
    const above = first.top - menu.offsetHeight - 4;
    const left = Math.min(first.left, document.documentElement.clientWidth - menu.offsetWidth - 8);
    menu.style.top = `${(above > 56 ? above : last.bottom + 4) - ground.top}px`;
    menu.style.left = `${Math.max(left, 8) - ground.left}px`;
  };

  /** @param {HTMLElement} element */
  const open = (element) => {
    clearTimeout(timer);
    if (target === element && !menu.hidden) return place(element);
    target?.classList.remove("has-menu");
    target = element;
    target.classList.add("has-menu");
    const id = idOf(element);
    menu.setAttribute("aria-label", `引用 ${PlanCite.fullLocator(id)}`);
    ownPage.setAttribute("href", `${PlanCite.root}/${PlanCite.ownPath(id)}`);
    basketLink.setAttribute("href", PlanBasket.address());
    listCounterparts(id);
    menu.hidden = false;
    place(element);
  };

  const close = () => {
    clearTimeout(timer);
    menu.hidden = true;
    target?.classList.remove("has-menu");
    target = null;
  };

  /** @param {() => void} act @param {number} delay */
  const later = (act, delay) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };

  const byMouse = () => {
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      const over = targetOf(event.target);
      if (over) later(() => open(over), menu.hidden ? HOVER : LEAVE);
      else if (menu.contains(/** @type {Node} */ (event.target))) clearTimeout(timer);
      else if (!byKeys || !menu.contains(document.activeElement)) later(close, LEAVE);
    });
  };

  const byTouch = () => {
    let press = 0;
    document.addEventListener("pointerdown", (event) => {
      const on = targetOf(event.target);
      if (event.pointerType === "mouse" || !on) return;
      press = setTimeout(() => open(on), LONG_PRESS);
    });
    for (const end of ["pointerup", "pointercancel", "pointermove"]) document.addEventListener(end, () => clearTimeout(press));
    document.addEventListener("click", (event) => {
      const on = targetOf(event.target);
      const onLink = event.target instanceof Element && event.target.closest("a, button");
      if (on && !onLink && getSelection()?.isCollapsed !== false) open(on);
      else if (!on && !menu.contains(/** @type {Node} */ (event.target))) close();
    });
  };

  /** Tab stops once in each paragraph; the arrows go from sentence to sentence, Enter into the menu, Escape back.
   * @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key === "Escape" && !menu.hidden) {
      const back = target;
      close();
      byKeys = false;
      back?.focus({ preventScroll: true });
      return;
    }
    const on = targetOf(event.target);
    if (!on || event.target !== on || on.matches("a")) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".sentence, .plan-table tbody tr[id]")]);
      all[all.indexOf(on) + step]?.focus();
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      open(on);
      menu.querySelector("button")?.focus({ preventScroll: true });
      event.preventDefault();
    }
  };

  const byKeyboard = () => {
    const hint = make("span", { id: "cite-hint", hidden: "" }, "按回车打开引用菜单，左右方向键换句");
    document.body.append(hint);
    for (const element of document.querySelectorAll(".sentence, .plan-table tbody tr[id]")) {
      const first = !element.previousElementSibling?.matches(".sentence, tr");
      element.setAttribute("tabindex", first ? "0" : "-1");
      element.setAttribute("aria-describedby", "cite-hint");
    }
    document.addEventListener("focusin", (event) => {
      const on = targetOf(event.target);
      if (on && on === event.target && byKeys) open(on);
      else if (!menu.hidden && !on && !menu.contains(/** @type {Node} */ (event.target)) && !(event.target instanceof Element && event.target.closest("dialog"))) close();
    });
    document.addEventListener("keydown", (event) => (byKeys = event.key === "Tab" || event.key.startsWith("Arrow")), true);
    document.addEventListener("pointerdown", () => (byKeys = false), true);
    document.addEventListener("keydown", onKey);
  };

  addEventListener("scroll", () => target && place(target), { passive: true });
  for (const part of [byMouse, byTouch, byKeyboard]) part();
});
