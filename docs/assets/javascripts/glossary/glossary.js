// Explains a term on hover, keyboard focus or tap. The explanations load when a reader first turns to one.
"use strict";

var GlossaryTerms = (() => {
  /** @type {Record<string, [name: string, explanation: string, basis: string]>} */
  const terms = {};
  return {
    terms,
    /** @param {typeof terms} more */
    register: (more) => void Object.assign(terms, more),
  };
})();

PlanParts.start("glossary/glossary", () => {
  const MARGIN = 8;
  const LINGER = 200;
  const box = document.createElement("div");
  box.id = "term-explanation";
  box.className = "term-explanation";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let closing = 0;
  let byKeys = true; // until a pointer shows that it is otherwise

  /** @param {EventTarget | null} target */
  const termAt = (target) =>
    target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (target.closest("a.term")) : null;

  /** @param {HTMLAnchorElement} link */
  const show = async (link) => {
    clearTimeout(closing);
    if (shown === link) return;
    hide();
    shown = link;
    const loaded = await PlanParts.load("assets/glossary/terms.js").then(() => true, () => false);
    const term = GlossaryTerms.terms[link.hash.slice(1)];
    if (shown !== link || (loaded && !term)) return;
    fill(term ?? [link.textContent ?? "", "说明没有载入，请检查网络后再试；术语页上也有。", "未载入"], link.href);
    document.body.append(box);
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    place(link);
  };

  /** @param {[string, string, string]} term @param {string} address */
  const fill = ([name, explanation, basis], address) => {
    const title = document.createElement("strong");
    title.textContent = name;
    const badge = document.createElement("span");
    badge.className = "badge";
    badge.textContent = basis;
    const more = document.createElement("a");
    more.href = address;
    more.tabIndex = -1;
    more.textContent = "术语页";
    const foot = document.createElement("span");
    foot.className = "term-explanation__foot";
    foot.append(badge, " ", more);
    box.replaceChildren(title, ` ${explanation} `, foot);
  };

  /** Below the term, or above it where there is no room. @param {HTMLElement} link */
  const place = (link) => {
    const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const left = Math.max(MARGIN, Math.min(at.left, document.documentElement.clientWidth - size.width - MARGIN));
    const below = at.bottom + MARGIN / 2;
    const fits = below + size.height < innerHeight - MARGIN;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(fits ? below : at.top - size.height - MARGIN / 2) + scrollY}px`;
  };

  const hide = () => {
    clearTimeout(closing);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  };

  const hideSoon = () => {
    clearTimeout(closing);
    closing = setTimeout(hide, LINGER);
  };

  document.addEventListener("pointerover", (event) => {
    const link = termAt(event.target);
    if (link && event.pointerType === "mouse") void show(link);
    else if (box.contains(/** @type {Node} */ (event.target))) clearTimeout(closing);
    else if (shown && event.pointerType === "mouse" && shown !== document.activeElement) hideSoon();
  });
  document.addEventListener("keydown", () => (byKeys = true), true);
  document.addEventListener("pointerdown", () => (byKeys = false), true);
  document.addEventListener("focusin", (event) => {
    const link = termAt(event.target);
    if (link && byKeys) void show(link);
    else if (!link && !box.contains(/** @type {Node} */ (event.target))) hide();
  });
  // A first tap explains, a second one follows the link.
  document.addEventListener("click", (event) => {
    const link = termAt(event.target);
    const touched = event instanceof PointerEvent && event.pointerType !== "mouse" && event.pointerType !== "";
    if (link && touched && shown !== link) {
      event.preventDefault();
      void show(link);
    } else if (!link && shown && !box.contains(/** @type {Node} */ (event.target))) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
});
