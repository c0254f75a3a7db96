"use strict";
/** `CalculatorBatch`: all indicators of a table of targets for one scope at once, each with its own target, one target year for all. */

const CalculatorBatch = (() => {
  const { element, byId } = CalculatorDom;

  /** @typedef {{scenario: Scenario, input: HTMLInputElement, message: HTMLElement, cells: HTMLElement[]}} BatchRow */

  /**
   * Show the table for a scope; answers come from Python when something differs from the plan.
   * @param {Table2Inputs} given @param {(inputs: Table2Inputs) => void} stepped called when the reader has changed something
   */
  function show(given, stepped) {
    const scenarios = PlanScenarios.ofTable(given.scope);
    const year = /** @type {HTMLInputElement} */ (byId("batch-year"));
    year.value = given.year || String(scenarios[0].request.target_year);
    const rows = scenarios.map(makeRow);
    byId("batch-title").textContent = `${scenarios[0].table}全部指标 · ${scenarios[0].scopeName}`;
    byId("batch-rows").replaceChildren(...rows.map(rowElement));
    rows.forEach((row) => fill(row, row.scenario.result));
    const update = () => void recalculate(rows, year);
    const step = () => stepped(typed(given.scope, rows, year));
    for (const input of [year, ...rows.map((row) => row.input)]) [input.oninput, input.onchange] = [update, step];
    byId("batch-reset").onclick = () => {
      show({ scope: given.scope, year: "", values: {} }, stepped);
      step();
    };
    for (const { scenario, input } of rows) input.value = given.values[indicatorOf(scenario)] ?? input.value;
    if (given.year || Object.keys(given.values).length) update();
  }

  /** @param {Scenario} scenario */
  const indicatorOf = (scenario) => scenario.id.split(".")[0];

  /** What the fields hold, where it differs from the plan.
   * @param {string} scope @param {BatchRow[]} rows @param {HTMLInputElement} year @returns {Table2Inputs} */
  function typed(scope, rows, year) {
    const changed = rows.filter(({ scenario, input }) => input.value !== scenario.request.value);
    const values = Object.fromEntries(changed.map(({ scenario, input }) => [indicatorOf(scenario), input.value]));
    const planned = String(rows[0].scenario.request.target_year);
    return { scope, year: year.value === planned ? "" : year.value, values };
  }

  /** @param {Scenario} scenario @returns {BatchRow} */
  function makeRow(scenario) {
    const id = `batch-${scenario.id}`;
    const message = element("p", { id: `${id}-message`, class: "calculator-message" });
    const [label] = CalculatorFields.wording("value", scenario);
    const input = CalculatorFields.textInput(id, message.id, { "aria-label": `${scenario.indicator}${label}` });
    input.value = scenario.request.value ?? "";
    const cells = ["growth", "change", "multiple", "summary"].map((name) => element("td", { class: name === "summary" ? "" : "number" }));
    return { scenario, input, message, cells };
  }

  /** @param {BatchRow} row */
  function rowElement({ scenario, input, message, cells }) {
    const name = element("a", { href: CalculatorLink.write(CalculatorInputs.ofPlan(scenario), CalculatorInputs.ofPlan(scenario)) }, scenario.indicator);
    const [label] = CalculatorFields.wording("value", scenario);
    const form = label.replace(/目标值|上限|[（）]/g, "");
    return element(
      "tr", {},
      element("th", { scope: "row" }, name),
      element("td", { class: "number" }, scenario.baseline.printed),
      element("td", { class: "entry" }, element("span", { class: "muted" }, form), input, message),
      ...cells,
    );
  }

  /** @param {BatchRow} row @param {PathResult} result */
  function fill({ cells }, result) {
    const asks = CalculatorResults.asksForPath(result);
    const texts = [
      asks ? (result.annual_growth?.text ?? "—") : "—",
      result.change?.text ?? "—",
      result.multiple?.text ?? "—",
      result.asks ? `${result.asks}。` : "",
    ];
    cells.forEach((cell, index) => (cell.textContent = texts[index]));
  }

  /** @param {BatchRow[]} rows @param {HTMLInputElement} year */
  async function recalculate(rows, year) {
    const questions = rows.map(({ scenario, input }) => ({
      action: "path", input: { ...scenario.request, value: input.value, target_year: year.value },
    }));
    const answers = await CalculatorEngine.ask("batch", questions).catch((error) => {
      byId("batch-message").textContent = error.message;
      return null;
    });
    if (!answers) return;
    const yearProblem = answers[0].errors?.find(({ field }) => field === "input.target_year");
    CalculatorFields.report(year, byId("batch-message"), yearProblem?.message ?? "");
    rows.forEach((row, index) => {
      const { result, errors } = answers[index];
      const own = errors?.find(({ field }) => field !== "input.target_year");
      CalculatorFields.report(row.input, row.message, own?.message ?? "");
      if (result) fill(row, result);
    });
    byId("batch-table").dataset.recalculated = year.value;
  }

  return { show };
})();
