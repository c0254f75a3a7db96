// The page's frame: palette, drawer, header, table of contents, back to top. Everything else of it is HTML and CSS.
"use strict";
PlanParts.start("shell", () => {
  /** @param {string} id */
  const checkbox = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));

  /** Keys that an input method takes, among them the Enter that confirms a word, are no commands to the page. Safari ends
   * the composition before that Enter and tells it by its code alone. */
  const inputMethods = () =>
    window.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
    }, true);

  /** Buttons work the hidden checkboxes by which Material's stylesheet opens drawer and search. */
  const toggles = () => {
    for (const button of document.querySelectorAll("[data-toggle]")) {
      const target = checkbox(button.getAttribute("data-toggle") ?? "");
      if (!target) continue;
      const show = () => button.setAttribute("aria-expanded", String(target.checked));
      button.addEventListener("click", () => target.click());
      target.addEventListener("change", show);
      show();
    }
  };

  const palette = () => {
    const button = document.getElementById("palette-toggle");
    const show = () => button?.setAttribute("aria-pressed", String(document.body.dataset.mdColorScheme === "slate"));
    button?.addEventListener("click", () => {
      const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
      document.body.dataset.mdColorScheme = scheme;
      try {
        PlanStore.set("palette", scheme);
      } catch {
        // Not remembered where storage is refused.
      }
      show();
    });
    show();
  };

  /** Moves the focus into the drawer when it opens and back to its button when it closes; leaving it closes it. */
  const drawer = () => {
    const toggle = checkbox("__drawer");
    const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-toggle=__drawer]"));
    const panel = document.querySelector(".md-sidebar--primary");
    const first = /** @type {HTMLElement | null} */ (panel?.querySelector("a"));
    if (!toggle || !panel) return;
    toggle.addEventListener("change", () => (toggle.checked ? first : button)?.focus());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && toggle.checked) toggle.click();
    });
    panel.addEventListener("focusout", (event) => {
      const next = event instanceof FocusEvent ? event.relatedTarget : null;
      if (toggle.checked && next instanceof Node && !panel.contains(next)) toggle.checked = false;
    });
    panel.addEventListener("click", (event) => {
      if (event.target instanceof HTMLAnchorElement) toggle.checked = false;
    });
  };

  /** The header names the page once its heading has scrolled away; the button to the top shows after a screenful. */
  const scrolled = () => {
    const title = document.querySelector("[data-md-component=header-title]");
    const header = document.querySelector(".md-header");
    const top = /** @type {HTMLElement | null} */ (document.querySelector(".md-top"));
    const heading = document.querySelector(".md-content h1");
    const update = () => {
      header?.classList.toggle("md-header--shadow", scrollY > 40);
      title?.classList.toggle("md-header__title--active", !!heading && heading.getBoundingClientRect().bottom < 48);
      if (top) top.hidden = scrollY < innerHeight;
    };
    top?.addEventListener("click", () => {
      scrollTo({ top: 0 });
      /** @type {HTMLElement | null} */ (document.querySelector(".md-logo"))?.focus({ preventScroll: true });
    });
    addEventListener("scroll", update, { passive: true });
    update();
  };

  /** Marks the entry of the table of contents whose section is being read. */
  const contents = () => {
    const links = [...document.querySelectorAll(".md-nav--secondary a[href^='#']")];
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.getAttribute("href") ?? "").slice(1)));
    if (!links.length) return;
    const update = () => {
      const passed = headings.filter((heading) => heading && heading.getBoundingClientRect().top < 120).length;
      links.forEach((link, index) => {
        link.classList.toggle("md-nav__link--active", index === passed - 1);
        if (index === passed - 1) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    };
    let waiting = 0;
    addEventListener("scroll", () => { waiting ||= requestAnimationFrame(() => { waiting = 0; update(); }); }, { passive: true });
    update();
  };

  for (const part of [inputMethods, toggles, palette, drawer, scrolled, contents]) part();
});
