"use strict";
/** `CalculatorResults`: the sentence, the figures, the chart's content and the formulas of an answer. */

const CalculatorResults = (() => {
  const { element } = CalculatorDom;
  const CEILINGS = ["at_most", "less_than"];
  const FLOORS = ["at_least", "more_than", "annual_growth_at_least", "relative", "share"];

  /** Whether the target asks for movement, so that a yearly path means something. @param {PathResult} result */
  function asksForPath(result) {
    return result.path !== null && result.kind !== "limit" && result.kind !== "already_met";
  }

  /** The figures of the main answer, the most telling one first. @param {PathResult} result
   * @returns {[string, Figure][]} */
  function figures(result) {
    const limit = result.kind === "limit" || result.kind === "already_met";
    const change = limit ? "与界限相差" : "总增量";
    const pairs = /** @type {[string, Figure | undefined][]} */ (limit
      ? [[change, result.change], ["基期值", result.baseline], ["界限", result.target]]
      : [
          ["年均增长率", result.annual_growth],
          ["年均增量", result.annual_change],
          [change, result.change],
          ["总体增长率", result.total_growth],
          ["目标为基期的", result.multiple],
          ["翻番所需年数", result.doubling_time],
        ]);
    return /** @type {[string, Figure][]} */ (pairs.filter(([, figure]) => figure && figure.value !== null));
  }

  /** Why a figure one would look for is missing. @param {PathResult} result */
  function missing(result) {
    const reason = result.annual_growth?.reason;
    return result.path_undefined?.reason ?? (reason && result.kind !== "limit" ? `年均增长率未计算：${reason}` : "");
  }

  /** @param {HTMLElement} list @param {PathResult} result */
  function showFigures(list, result) {
    list.replaceChildren(
      ...figures(result).map(([name, figure], index) =>
        element("div", { class: index ? "figure" : "figure main" }, element("dt", {}, name), element("dd", {}, figure.text)),
      ),
    );
  }

  /** @param {PathResult} result @returns {ChartBound[]} */
  function bounds(result) {
    const value = result.target.value;
    if (value === null) return [];
    const [high, hoped] = [result.high?.target, result.aspiration?.target];
    const wish = hoped?.value ? [{ kind: /** @type {const} */ ("aspiration"), value: hoped.value, text: `力争${hoped.text}` }] : [];
    if (result.form === "range") return [{ kind: "band", value, high: high?.value ?? value, text: result.target_text }, ...wish];
    if (CEILINGS.includes(result.form)) return [{ kind: "ceiling", value, text: result.target_text }, ...wish];
    if (!FLOORS.includes(result.form)) return [];
    const floor = result.target_text.split("，")[0];
    const text = floor.endsWith(result.target.text) || result.unit === "%" ? floor : `${floor}（${result.target.text}）`;
    return [{ kind: "floor", value, text }, ...wish];
  }

  /**
   * What the chart shows: baseline, path, the plan's own path where it differs, own values, saved scenarios.
   * @param {PathResult} result @param {PathResult} plan @param {ChartSeries[]} others @returns {ChartModel}
   */
  function chartModel(result, plan, others) {
    const start = { year: result.base_year, value: result.baseline?.value ?? "0" };
    const main = asksForPath(result) && result.path ? result.path : [start];
    const series = /** @type {ChartSeries[]} */ ([{ name: "路径", style: "path", points: main, label: true }]);
    const changed = JSON.stringify(plan.path) !== JSON.stringify(result.path);
    if (changed && plan.path && asksForPath(plan)) series.unshift({ name: "规划", style: "plan", points: plan.path });
    const hoped = result.aspiration?.path;
    if (hoped && asksForPath(result)) series.unshift({ name: "力争", style: "aspiration", points: hoped });
    const drawn = [...series, ...others];
    const lastYear = Math.max(result.target_year, ...drawn.flatMap(({ points }) => points.map(({ year }) => year)));
    return {
      unit: result.unit, firstYear: result.base_year, lastYear, series: drawn, bounds: bounds(result), title: result.summary,
    };
  }

  /** @param {HTMLElement} box @param {FormulaEntry[]} entries */
  function showFormulas(box, entries) {
    box.replaceChildren(
      ...entries.map((entry) =>
        element(
          "div", { class: "formula" },
          element("dt", {}, entry.name),
          element("dd", {}, element("span", { class: "expression" }, entry.formula)),
          element("dd", {}, `代入：${entry.substituted} = `, element("strong", {}, entry.result)),
          element("dd", { class: "muted" }, `出处：${entry.source}`),
        ),
      ),
    );
  }

  return { asksForPath, figures, missing, showFigures, chartModel, showFormulas };
})();
