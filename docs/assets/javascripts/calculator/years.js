"use strict";
/**
 * `CalculatorYears`: the yearly table. Between base and target year the reader may fix a year's value, enter an own
 * (actual) value, and, for the method by weights, a weight. The fields stay in place while the figures beside them change.
 */

const CalculatorYears = (() => {
  const { element } = CalculatorDom;
  const ENTRIES = /** @type {const} */ (["fixed", "observed", "weights"]);
  const TITLES = { fixed: "固定为", observed: "实际值（自填）", weights: "权重" };

  /**
   * @param {HTMLElement} body the table's tbody
   * @param {(kind: "fixed" | "observed" | "weights", year: string, text: string, final: boolean) => void} changed
   */
  function start(body, changed) {
    /** @type {Map<string, {row: HTMLElement, cells: HTMLElement[]}>} */
    let rows = new Map();
    let shape = "";

    /** @param {Scenario} scenario @param {Inputs} inputs */
    function fields(scenario, inputs) {
      const between = CalculatorInputs.yearsBetween(scenario, inputs);
      const years = between.length || Number(inputs.target_year) === scenario.request.base_year + 1
        ? [String(scenario.request.base_year), ...between, String(CalculatorInputs.sliderNumber(inputs.target_year))]
        : [];
      const wanted = years.join();
      if (!years.length || wanted === shape) return;
      shape = wanted;
      rows = new Map(years.map((year, index) => [year, yearRow(year, index > 0, index > 0 && index < years.length - 1)]));
      body.replaceChildren(...Array.from(rows.values(), ({ row }) => row));
    }

    /** @param {string} year @param {boolean} step @param {boolean} between */
    function yearRow(year, step, between) {
      const cells = ["value", "increment", "growth"].map((name) => element("td", { class: `number ${name}` }, "—"));
      const entries = ENTRIES.map((kind) => entryCell(kind, year, kind === "weights" ? step : between));
      return { row: element("tr", {}, element("th", { scope: "row" }, year), ...cells, ...entries), cells };
    }

    /** @param {"fixed" | "observed" | "weights"} kind @param {string} year @param {boolean} open */
    function entryCell(kind, year, open) {
      if (!open) return element("td", { class: `entry ${kind}` });
      const id = `calculator-${kind}-${year}`;
      const message = element("p", { id: `${id}-message`, class: "calculator-message" });
      const input = CalculatorFields.textInput(id, message.id, { "aria-label": `${year}年${TITLES[kind]}` });
      if (kind === "weights") input.placeholder = "1";
      input.addEventListener("input", () => changed(kind, year, input.value, false));
      input.addEventListener("change", () => changed(kind, year, input.value, true));
      return element("td", { class: `entry ${kind}` }, input, message);
    }

    /** Put the inputs into the fields. @param {Scenario} scenario @param {Inputs} inputs */
    function showInputs(scenario, inputs) {
      fields(scenario, inputs);
      for (const kind of ENTRIES) {
        for (const year of rows.keys()) {
          const input = entry(kind, year);
          const text = inputs[kind][year] ?? "";
          if (input && input.value !== text) input.value = text;
        }
      }
      body.closest("table")?.classList.toggle("weighted", inputs.method === "weighted");
    }

    /** @param {string} kind @param {string} year */
    function entry(kind, year) {
      return /** @type {HTMLInputElement | null} */ (document.getElementById(`calculator-${kind}-${year}`));
    }

    /** @param {PathResult} result */
    function showResult(result) {
      const shown = CalculatorResults.asksForPath(result) ? (result.path ?? []) : [];
      for (const [year, { cells, row }] of rows) {
        const step = shown.find((candidate) => String(candidate.year) === year);
        const texts = [step?.value, step?.increment, step?.growth && `${step.growth}%`];
        cells.forEach((cell, index) => (cell.textContent = texts[index] ?? "—"));
        row.classList.toggle("fixed", Boolean(step?.fixed));
      }
    }

    /** Show a problem beside its year; tell whether there is such a field.
     * @param {string} kind @param {string} year @param {string} text */
    function fail(kind, year, text) {
      const input = entry(kind, year);
      if (!input) return false;
      CalculatorFields.report(input, CalculatorDom.byId(`calculator-${kind}-${year}-message`), text);
      return true;
    }

    function clearMessages() {
      for (const kind of ENTRIES) for (const year of rows.keys()) fail(kind, year, "");
    }

    /** The year that the n-th weight belongs to. @param {number} index */
    const yearOfWeight = (index) => [...rows.keys()][index + 1] ?? "";

    return { showInputs, showResult, fail, clearMessages, yearOfWeight };
  }

  return { start };
})();
