// Other ways to look at the chosen provisions: a table, the targets by year, how often each name occurs.
"use strict";

/**
 * @typedef {{address: (id: string) => string, name: (facet: string, value: string) => string}} ExploreNames
 */

var ExploreViews = (() => {
  const FEW = 30;
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 200;

  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** @param {string} label @param {string[]} heads @param {HTMLElement[]} body @param {string} kind */
  function scrolling(label, heads, body, kind) {
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
    const table = element("table", { class: `data-table ${kind}` }, element("caption", {}, label), element("thead", {}, head),
      element("tbody", {}, ...body));
    return element("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": label }, table);
  }

  /** @param {ExploreRecord[]} records @param {ExploreNames} names */
  function table(records, names) {
    const rows = records.map((one) =>
      element("tr", {},
        element("th", { scope: "row" }, element("a", { href: names.address(one.id), class: "id-link" }, one.id)),
        ...[one.kind, one.role, one.themes.join("、"), one.text].map((text) => element("td", {}, text))));
    return [scrolling("所选条文", ["编号", "层级", "角色（本站判断）", "主题（本站判断）", "文字"], rows, "records")];
  }

  /**
   * The targets that stand in the chosen provisions, below the year or years that the plans set for them.
   * @param {ExploreTarget[]} targets @param {ExploreNames} names
   */
  function timeline(targets, names) {
    /** @type {Map<string, ExploreTarget[]>} */
    const years = new Map();
    for (const target of targets) years.set(target.year, [...(years.get(target.year) ?? []), target]);
    if (!years.size) return [element("p", { class: "muted" }, "所选条文中没有量化目标。")];
    const last = (/** @type {string} */ year) => year.slice(-4) || "9999";
    const ordered = [...years].sort(([a], [b]) => last(a).localeCompare(last(b)) || a.length - b.length || a.localeCompare(b));
    const items = ordered.map(([year, found]) =>
      element("li", {},
        element("h2", {}, year ? `${year.replace("-", "—")}年` : "未写明年份"),
        element("ul", {}, ...found.map((target) => commitment(target, names)))));
    return [element("ol", { class: "timeline" }, ...items)];
  }

  /** @param {ExploreTarget} target @param {ExploreNames} names */
  const commitment = (target, names) =>
    element("li", {}, `${names.name("indicator", target.indicator)}（${target.scope}）：`,
      element("a", { href: names.address(target.id) }, target.printed));

  /**
   * How many of the chosen provisions name each thing, as bars.
   * @param {Map<string, number>} counts @param {ExploreNames} names @param {boolean} all
   */
  function entities(counts, names, all) {
    const ordered = [...counts].sort((a, b) => b[1] - a[1]);
    if (!ordered.length) return [element("p", { class: "muted" }, "所选条文没有点名的企业、地点或项目。")];
    const most = ordered[0][1];
    const rows = ordered.slice(0, all ? undefined : FEW).map(([id, count]) =>
      element("tr", {},
        element("th", { scope: "row" }, element("a", { href: `entities/${id}.html` }, names.name("entity", id))),
        element("td", { class: "number" }, String(count)),
        element("td", {}, bar(count, most))));
    const made = [scrolling("点名次数（按条文计）", ["名称", "条文数", "图"], rows, "bars")];
    if (rows.length < ordered.length) {
      made.push(element("button", { type: "button", class: "md-button explore-button", id: "explore-all" }, `列出全部 ${ordered.length} 个`));
    }
    return made;
  }

  /** @param {number} count @param {number} most */
  function bar(count, most) {
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", `0 0 ${WIDTH} 12`);
    drawing.setAttribute("aria-hidden", "true");
    drawing.setAttribute("class", "bar");
    const rectangle = document.createElementNS(SVG, "rect");
    rectangle.setAttribute("width", String((WIDTH * count) / most));
    rectangle.setAttribute("height", "12");
    drawing.append(rectangle);
    return drawing;
  }

  return { element, table, timeline, entities };
})();
