"use strict";
/** `CalculatorProgress`: where the reader's own values stand, by two published methods side by side. */

const CalculatorProgress = (() => {
  const { element, table } = CalculatorDom;
  const TONES = /** @type {Record<string, string>} */ ({
    on_track: "good", moderate: "warn", accelerate: "warn", insufficient: "bad", moving_away: "bad", reverse: "bad",
  });

  /**
   * @typedef {{method: string, name: string, ratio: Figure, status: string | null, status_text: string}} Method
   * @typedef {Record<string, Figure> & {undefined: object | null, summary: string, methods: Method[],
   *   latest_year: number, projected_met: boolean | null}} ProgressResult
   * @param {HTMLElement} box @param {ProgressResult | null} result @param {number} targetYear
   */
  function show(box, result, targetYear) {
    if (!result) {
      box.replaceChildren(element("p", { class: "muted" }, "规划没有基期以后的实际数据。在上表“实际值”一栏填入一年或几年的数，即可判断进度。"));
      return;
    }
    const summary = element("p", { class: "calculator-progress-summary" }, result.summary);
    box.replaceChildren(summary, ...(result.undefined ? [] : [figures(result, targetYear), methods(result)]));
  }

  /** @param {ProgressResult} result @param {number} targetYear */
  function figures(result, targetYear) {
    const pairs = /** @type {[string, Figure][]} */ ([
      ["已走完全程的", result.share_of_way],
      ["实际年均增长率", result.observed_growth],
      ["所需年均增长率", result.required_growth],
      [`按直线推算${targetYear}年`, result.projected],
      [`按现有增速推算${targetYear}年`, result.projected_by_growth],
      ["今后每年须增长", result.growth_from_here],
      ["今后每年须增加", result.change_from_here],
    ]);
    const shown = pairs.filter(([, figure]) => figure.value !== null);
    const entry = (/** @type {[string, Figure]} */ [name, figure]) =>
      element("div", { class: "figure" }, element("dt", {}, name), element("dd", {}, figure.text));
    return element("dl", { class: "calculator-figures" }, ...shown.map(entry));
  }

  /** @param {ProgressResult} result */
  function methods(result) {
    const badge = (/** @type {Method} */ method) =>
      element("span", { class: `badge ${TONES[method.status ?? ""] ?? ""}` }, method.status_text);
    const rows = result.methods.map((method) => [method.name, method.ratio.text, badge(method)]);
    return table("两种公开方法的判断", ["方法", "比值", "判断"], rows);
  }

  return { show };
})();
