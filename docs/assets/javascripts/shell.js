// The page's frame: palette, drawer, header, table of contents, back to top. Everything else of it is HTML and CSS.
"use strict";
(() => {
  /** @param {string} id */
  const checkbox = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));

  /** A label that works a hidden checkbox is a button to keyboards and screen readers. */
  const labelsToButtons = () => {
    for (const label of document.querySelectorAll("label[for^='__']")) {
      const target = checkbox(label.getAttribute("for") ?? "");
      if (!target || label.getAttribute("aria-hidden") || label.classList.contains("md-overlay")) continue;
      label.setAttribute("role", "button");
      label.setAttribute("tabindex", "0");
      const show = () => label.setAttribute("aria-expanded", String(target.checked));
      target.addEventListener("change", show);
      show();
      label.addEventListener("keydown", (event) => {
        if (!(event instanceof KeyboardEvent) || (event.key !== "Enter" && event.key !== " ")) return;
        event.preventDefault();
        target.click();
      });
    }
  };

  const palette = () => {
    const button = document.getElementById("palette-toggle");
    const show = () => button?.setAttribute("aria-pressed", String(document.body.dataset.mdColorScheme === "slate"));
    button?.addEventListener("click", () => {
      const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
      document.body.dataset.mdColorScheme = scheme;
      try {
        localStorage.setItem("palette", scheme);
      } catch {
        // Not remembered where storage is refused.
      }
      show();
    });
    show();
  };

  /** Moves the focus into the drawer when it opens and back to its button when it closes. */
  const drawer = () => {
    const toggle = checkbox("__drawer");
    const button = /** @type {HTMLElement | null} */ (document.querySelector(".md-header__button[for=__drawer]"));
    const links = /** @type {HTMLElement | null} */ (document.querySelector(".md-sidebar--primary .md-nav__link[href]"));
    toggle?.addEventListener("change", () => (toggle.checked ? links : button)?.focus());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && toggle?.checked) toggle.click();
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

  for (const part of [labelsToButtons, palette, drawer, scrolled, contents]) part();
})();
