// The search dialog: loads the index when a reader turns to it, lists the hits, works by keyboard, touch and voice.
"use strict";
PlanParts.start("search/dialog", () => {
  const CHUNK = 30;
  const HINT = "输入词语检索原文，多个词用空格隔开";
  const { root } = PlanParts;
  const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  const box = /** @type {HTMLElement} */ (document.querySelector(".md-search"));
  const input = /** @type {HTMLInputElement} */ (document.getElementById("search-query"));
  const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));
  const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
  const wrap = /** @type {HTMLElement} */ (document.querySelector(".md-search__scrollwrap"));
  if (!toggle || !box || !input || !list || !status || !wrap) return;

  /** @type {Promise<unknown> | null} */
  let loading = null;
  /** @type {SearchHit[]} */
  let hits = [];
  let exactHits = 0;
  let active = -1;

  const load = () => {
    loading ??= (async () => {
      await PlanParts.load("assets/javascripts/search/match.js");
      await PlanParts.load("assets/search/plans.js");
      const own = document.querySelector("meta[name=search-index]")?.getAttribute("content");
      const keys = new Set([...PlanSearch.keys, ...(own ? [own] : [])]);
      await Promise.all([...keys].map((key) => PlanParts.load(`assets/search/${key}.js`)));
    })();
    loading.catch(() => {
      loading = null;
      status.textContent = "检索数据没有载入，请检查网络后再试";
    });
    return loading;
  };

  /** The readings load only once a query may be pinyin. */
  const loadPinyin = async () => {
    await PlanParts.load("assets/javascripts/search/pinyin.js");
    await PlanParts.load("assets/search/pinyin.js");
  };

  /** @param {{text: string, marks: [number, number][]}} marked @param {string} name */
  const line = (marked, name) => {
    const element = document.createElement("span");
    element.className = name;
    let at = 0;
    for (const [start, end] of marked.marks) {
      const mark = document.createElement("mark");
      mark.textContent = marked.text.slice(start, end);
      element.append(marked.text.slice(at, start), mark);
      at = end;
    }
    element.append(marked.text.slice(at));
    return element;
  };

  /** A heading as a step of a path: without the dash before it and the stop after it. @param {string} heading */
  const label = (heading) => heading.replace(/^—+/, "").replace(/。$/, "");

  /** @param {SearchHit} hit @param {number} number */
  const option = (hit, number) => {
    const element = document.createElement("a");
    element.className = "search-hit";
    element.id = `search-hit-${number}`;
    element.href = `${root}/${hit.page}#${hit.anchor}`;
    element.tabIndex = -1;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.append(line({ text: hit.path.map(label).join(" › "), marks: [] }, "search-hit__path"));
    if (hit.heading.text) element.append(line(hit.heading, "search-hit__heading"));
    if (hit.snippet.text) element.append(line(hit.snippet, "search-hit__text"));
    return element;
  };

  const showMore = () => {
    const from = list.querySelectorAll(".search-hit").length;
    hits.slice(from, from + CHUNK).forEach((hit, index) => {
      if (from + index === exactHits) list.append(group());
      list.append(option(hit, from + index));
    });
  };

  const group = () => {
    const element = document.createElement("div");
    element.className = "search-group";
    element.setAttribute("role", "presentation");
    element.textContent = "拼音相符";
    return element;
  };

  const run = async () => {
    try {
      await load();
    } catch {
      return;
    }
    const query = input.value;
    const exact = PlanSearch.search(query);
    show(exact, []);
    if (!PlanSearch.words(query).some((word) => /^[a-z]{2,60}$/.test(word))) return;
    const loaded = await loadPinyin().then(() => true, () => false);
    if (input.value !== query) return;
    if (loaded) show(exact, PlanPinyin.search(query, new Set(exact.map((hit) => hit.id))));
    else status.textContent += "；拼音检索没有载入，请检查网络后再试";
  };

  const start = PlanParts.guard("search", run);

  /** @param {SearchHit[]} exact @param {SearchHit[]} byPinyin */
  const show = (exact, byPinyin) => {
    hits = [...exact, ...byPinyin];
    exactHits = exact.length;
    list.replaceChildren();
    wrap.scrollTop = 0;
    showMore();
    activate(-1);
    status.textContent = summary(exact.length, byPinyin.length);
    input.setAttribute("aria-expanded", String(hits.length > 0));
  };

  /** @param {number} exact @param {number} pinyin */
  const summary = (exact, pinyin) => {
    if (!PlanSearch.words(input.value).length) return HINT;
    if (!exact && !pinyin) return "没有条文含有所查的词";
    return `${exact} 条含有所查的词${pinyin ? `，另有 ${pinyin} 条拼音相符` : ""}`;
  };

  /** @param {number} number */
  const activate = (number) => {
    document.getElementById(`search-hit-${active}`)?.setAttribute("aria-selected", "false");
    active = number;
    if (active >= list.querySelectorAll(".search-hit").length) showMore();
    const element = document.getElementById(`search-hit-${active}`);
    element?.setAttribute("aria-selected", "true");
    element?.scrollIntoView({ block: "nearest" });
    if (element) input.setAttribute("aria-activedescendant", element.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const open = () => {
    if (!toggle.checked) toggle.click();
    input.focus();
  };

  const close = () => {
    if (toggle.checked) toggle.click();
    if (document.activeElement === input) input.blur();
    input.setAttribute("aria-expanded", "false");
  };

  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" && hits.length) activate(Math.min(active + 1, hits.length - 1));
    else if (event.key === "ArrowUp" && hits.length) activate(Math.max(active - 1, 0));
    else if (event.key === "Enter") document.getElementById(`search-hit-${Math.max(active, 0)}`)?.click();
    else return;
    event.preventDefault();
  };

  /** @param {KeyboardEvent} event */
  const shortcut = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || toggle.checked) return;
    if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    event.preventDefault();
    open();
  };

  input.addEventListener("focus", () => {
    if (!toggle.checked) toggle.click();
    if (input.value) start();
    else void load().catch(() => undefined);
  });
  input.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) start();
  });
  input.addEventListener("compositionend", () => start());
  box.addEventListener("keydown", keys);
  box.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !box.contains(next)) close();
  });
  toggle.addEventListener("change", () => toggle.checked && input.focus());
  list.addEventListener("click", close);
  wrap.addEventListener("scroll", () => {
    if (wrap.scrollTop + wrap.clientHeight > wrap.scrollHeight - 200) showMore();
  }, { passive: true });
  box.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  box.querySelector("form")?.addEventListener("reset", () => setTimeout(() => { input.focus(); start(); }));
  document.addEventListener("keydown", shortcut);
});
