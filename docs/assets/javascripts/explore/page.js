// The explorer's page: reads the choice from the controls and the address, and shows what it leaves.
"use strict";

PlanParts.start("explore/page", () => {
  const explorer = /** @type {HTMLElement} */ (document.getElementById("explore"));
  const panel = /** @type {HTMLFormElement} */ (document.getElementById("explore-panel"));
  const fold = /** @type {HTMLDetailsElement} */ (panel.querySelector(".explore-fold"));
  const input = /** @type {HTMLInputElement} */ (document.getElementById("explore-text"));
  const toolbar = /** @type {HTMLElement} */ (explorer.querySelector(".explore-toolbar"));
  const status = /** @type {HTMLElement} */ (document.getElementById("explore-status"));
  const chips = /** @type {HTMLElement} */ (document.getElementById("explore-chosen"));
  const empty = /** @type {HTMLElement} */ (document.getElementById("explore-empty"));
  const list = /** @type {HTMLElement} */ (document.getElementById("explore-list"));
  const other = /** @type {HTMLElement} */ (document.getElementById("explore-view"));
  const { element } = ExploreViews;

  /** @type {Map<string, HTMLElement>} */
  const shown = new Map();
  let textIsRead = false;
  /** @type {Map<string, Map<string, string>>} */
  const known = new Map();
  /** @type {Map<string, string>} */
  const facetNames = new Map([["text", "文字"]]);
  /** @type {ExploreChoice} */
  let choice = { chosen: new Map(), query: "", view: "list" };
  /** @type {ExploreRow[]} */
  let selected = [];
  let allEntities = false;

  /** @type {ExploreNames} */
  const names = {
    address: (id) => {
      const row = shown.get(id) ?? explorer.querySelector(`[data-unit="${CSS.escape(id)}"]`)?.closest(".explore-row");
      return `${row?.querySelector(".id-link")?.getAttribute("href")?.split("#")[0] ?? ""}#${id}`;
    },
    name: (facet, value) => known.get(facet)?.get(value) ?? value,
  };

  /** @returns {HTMLInputElement[]} */
  const boxes = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (panel.querySelectorAll("input[type=checkbox]"))];

  const readControls = () => {
    for (const facet of panel.querySelectorAll("[data-facet]")) {
      const key = facet.getAttribute("data-facet") ?? "";
      facetNames.set(key, facet.querySelector("legend")?.textContent ?? key);
      known.set(key, new Map([...facet.querySelectorAll("label")].map((label) => [
        /** @type {HTMLInputElement} */ (label.control).value, label.querySelector(".facet-label")?.textContent ?? "",
      ])));
    }
  };

  const readRows = () => {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".explore-row"))) {
      shown.set(row.dataset.id ?? "", row);
    }
  };

  /** Only a text filter needs the words of all rows, and reading them takes a phone a moment. */
  const readText = () => {
    if (textIsRead) return;
    textIsRead = true;
    for (const [id, row] of shown) {
      const nodes = (/** @type {string} */ pick) =>
        [...row.querySelectorAll(pick)].map((one) => ({ text: one.textContent ?? "", node: /** @type {Text} */ (one.firstChild) }))
          .filter(({ node }) => node);
      const table = row.classList.contains("explore-row--table");
      ExploreText.add(id, [
        { nodes: nodes(".row-heading"), separator: "" },
        { nodes: nodes(table ? ".cell" : "[data-unit]"), separator: table ? "\n" : "" },
      ]);
    }
  };

  /** @param {ExploreRow} row @returns {ExploreRecord} */
  const record = (row) => {
    const shownRow = shown.get(row.id);
    const value = (/** @type {string} */ facet) => [...(row.all.get(facet) ?? [])].map((one) => names.name(facet, one));
    const units = [...(shownRow?.querySelectorAll("[data-unit]") ?? [])];
    const cells = (/** @type {Element} */ unit) => [...unit.querySelectorAll(".cell")].map((cell) => cell.textContent).join(" ");
    const body = units.map((unit) => cells(unit) || unit.textContent).join(units[0]?.querySelector(".cell") ? "；" : "");
    const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href");
    return {
      id: row.id,
      plan: [...(row.all.get("plan") ?? [])][0],
      planTitle: shownRow?.closest("section")?.dataset.title ?? "",
      place: [value("chapter").join(""), shownRow?.querySelector(".row-where")?.textContent].filter(Boolean).join(" › "),
      kind: value("kind").join(""),
      role: value("role").join(""),
      themes: value("theme"),
      entities: value("entity"),
      indicators: value("indicator"),
      text: [shownRow?.querySelector(".row-heading")?.textContent, body].filter(Boolean).join("："),
      url: new URL(names.address(row.id), canonical ?? location.href).href,
    };
  };

  const update = () => {
    if (choice.query) readText();
    const withText = ExploreText.find(choice.query);
    selected = ExploreFacets.select(ExploreData.rows, choice.chosen, withText);
    const total = ExploreData.rows.length;
    status.textContent = selected.length === total ? `共 ${total} 条` : `${selected.length} 条（共 ${total} 条）`;
    showCounts(ExploreFacets.counts(ExploreData.rows, choice.chosen, withText, known.keys()));
    showChips();
    showEmpty(withText);
    showView();
    for (const button of toolbar.querySelectorAll("button")) button.disabled = !selected.length;
    history.replaceState(null, "", ExploreState.write(choice) || location.pathname + location.search);
  };

  /** @param {Map<string, Map<string, number>>} counts */
  const showCounts = (counts) => {
    for (const box of boxes()) {
      const count = counts.get(box.name)?.get(box.value) ?? 0;
      const item = /** @type {HTMLElement} */ (box.closest("li"));
      box.checked = choice.chosen.get(box.name)?.has(box.value) ?? false;
      item.classList.toggle("is-none", !count && !box.checked);
      const number = item.querySelector(".facet-count");
      if (number) number.textContent = String(count);
    }
    for (const facet of panel.querySelectorAll("[data-facet]")) {
      const chosen = choice.chosen.get(facet.getAttribute("data-facet") ?? "")?.size;
      const mark = facet.querySelector(".facet-chosen");
      if (mark) mark.textContent = chosen ? `已选 ${chosen}` : "";
    }
  };

  const showChips = () => {
    const items = [...choice.chosen].flatMap(([facet, values]) => [...values].map((value) => {
      const label = `${facetNames.get(facet)}：${names.name(facet, value)}`;
      const button = element("button", { type: "button", class: "chip", "data-drop": facet, "data-value": value,
        "aria-label": `去掉条件 ${label}` }, `${label} ×`);
      return element("li", {}, button);
    }));
    if (items.length) items.push(element("li", {}, element("button", { type: "button", class: "chip", "data-clear": "" }, "全部清除")));
    chips.replaceChildren(...items);
    chips.hidden = !items.length;
  };

  /** @param {Set<string> | null} withText */
  const showEmpty = (withText) => {
    empty.hidden = selected.length > 0;
    if (selected.length) return;
    const ways = ExploreFacets.ifDropped(ExploreData.rows, choice.chosen, withText).filter(({ count }) => count);
    const buttons = ways.map(({ facet, count }) =>
      element("button", { type: "button", class: "chip", "data-drop": facet }, `去掉“${facetNames.get(facet)}”这一条件，有 ${count} 条`));
    if (!ways.length) buttons.push(element("button", { type: "button", class: "chip", "data-clear": "" }, "全部清除"));
    empty.replaceChildren(
      element("p", {}, `没有条文同时符合所有条件${ways.length ? "" : "，只去掉其中一个也没有"}。`),
      element("ul", {}, ...buttons.map((button) => element("li", {}, button))));
  };

  const showView = () => {
    list.hidden = choice.view !== "list";
    other.hidden = !list.hidden;
    if (choice.view === "list") showList();
    else if (choice.view === "table") other.replaceChildren(...ExploreViews.table(selected.map(record), names));
    else if (choice.view === "timeline") other.replaceChildren(...ExploreViews.timeline(targets(), names));
    else {
      const counts = ExploreFacets.counts(selected, new Map(), null, ["entity"]).get("entity") ?? new Map();
      other.replaceChildren(...ExploreViews.entities(counts, names, allEntities));
    }
  };

  const targets = () => {
    const ids = new Set(selected.map((row) => row.id));
    const wanted = choice.chosen.get("indicator");
    return ExploreData.targets.filter((target) => ids.has(target.row) && (!wanted?.size || wanted.has(target.indicator)));
  };

  const showList = () => {
    const left = new Map(selected.map((row) => [row.id, row]));
    /** @type {Range[]} */
    const marks = [];
    for (const [id, shownRow] of shown) {
      const row = left.get(id);
      shownRow.hidden = !row;
      if (row) marks.push(...showRow(row, shownRow));
    }
    for (const plan of list.querySelectorAll("section")) plan.hidden = !plan.querySelector(".explore-row:not([hidden])");
    if (typeof Highlight !== "undefined") CSS.highlights.set("explore", new Highlight(...marks));
  };

  /** Marks the sentences that meet the choice, and leads to the first of them. @param {ExploreRow} row @param {HTMLElement} shownRow */
  const showRow = (row, shownRow) => {
    const reasons = new Set(ExploreFacets.reasons(row, choice.chosen));
    const ranges = ExploreText.ranges(row.id, choice.query);
    let first = "";
    for (const unit of /** @type {NodeListOf<HTMLElement>} */ (shownRow.querySelectorAll("[data-unit]"))) {
      const isReason = reasons.has(unit.dataset.unit ?? "");
      unit.classList.toggle("is-reason", isReason);
      if (!first && (isReason || ranges.some((range) => unit.contains(range.startContainer)))) first = unit.dataset.unit ?? "";
    }
    shownRow.querySelector(".id-link")?.setAttribute("href", names.address(first || row.id));
    return ranges;
  };

  /** @param {string} kind */
  const download = async (kind) => {
    const records = selected.map(record);
    if (kind === "csv") await PlanShare.offer("条文.csv", ExploreDownloads.csv(records), "text/csv");
    else if (kind === "json") await PlanShare.offer("条文.json", ExploreDownloads.json(records), "application/json");
    else if (kind === "ids") await PlanShare.offer("条文编号.txt", ExploreDownloads.ids(records), "text/plain");
    else if (await PlanShare.copy(ExploreDownloads.citations(records))) status.textContent = `已复制 ${selected.length} 条引文`;
  };

  /** @param {string} facet @param {string} [value] */
  const drop = (facet, value) => {
    if (facet === "text") choice.query = input.value = "";
    else if (value === undefined) choice.chosen.delete(facet);
    else choice.chosen.get(facet)?.delete(value);
    update();
    input.focus({ preventScroll: true });
  };

  /** @param {Event} event */
  const onChange = (event) => {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (target.type === "radio") choice.view = target.value;
    else if (target.type === "checkbox") {
      const values = choice.chosen.get(target.name) ?? new Set();
      if (target.checked) values.add(target.value);
      else values.delete(target.value);
      choice.chosen.set(target.name, values);
    } else return;
    update();
  };

  /** @param {Event} event */
  const onInput = (event) => {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (event instanceof InputEvent && event.isComposing) return;
    if (target === input) {
      choice.query = input.value;
      update();
    } else if (target.classList.contains("facet-find")) {
      const wanted = PlanSearch.words(target.value);
      for (const item of target.closest("fieldset")?.querySelectorAll("li") ?? []) {
        const name = PlanSearch.fold(item.querySelector(".facet-label")?.textContent ?? "").text;
        item.hidden = !wanted.every((word) => name.includes(word));
      }
    }
  };

  /** @param {MouseEvent} event */
  const onClick = (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    if (button.dataset.download) PlanParts.guard("explore", download)(button.dataset.download);
    else if (button.dataset.drop) drop(button.dataset.drop, button.dataset.value);
    else if (button.dataset.clear !== undefined) {
      choice.chosen.clear();
      drop("text");
    } else if (button.id === "explore-all") {
      allEntities = true;
      showView();
    }
  };

  const fromAddress = () => {
    const { unknown, ...read } = ExploreState.read(location.hash, known);
    choice = read;
    input.value = choice.query;
    for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (toolbar.querySelectorAll("input[name=view]"))) {
      radio.checked = radio.value === choice.view;
    }
    for (const facet of choice.chosen.keys()) {
      /** @type {HTMLDetailsElement | null} */ (panel.querySelector(`[data-facet="${facet}"]`))?.setAttribute("open", "");
    }
    update();
    if (unknown.length) status.textContent += `；地址中有 ${unknown.length} 个条件本页没有，没有采用`;
  };

  /** Let the browser answer the reader between two pieces of work. */
  const pause = () => new Promise((resolve) => setTimeout(resolve));

  const start = async () => {
    await Promise.all((explorer.dataset.plans ?? "").split(" ").map((plan) => PlanParts.load(`assets/explore/${plan}.js`)));
    await pause();
    readControls();
    readRows();
    await pause();
    fold.open = matchMedia("(min-width: 60em)").matches;
    panel.hidden = toolbar.hidden = false;
    explorer.addEventListener("change", onChange);
    explorer.addEventListener("input", onInput);
    explorer.addEventListener("compositionend", onInput);
    explorer.addEventListener("click", onClick);
    panel.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", fromAddress);
    fromAddress();
  };

  return start();
});
