"use strict";
/** `CalculatorView`: puts inputs, answers and problems of one scenario on the page. */

const CalculatorView = (() => {
  const { element, byId } = CalculatorDom;

  /**
   * @param {{field: (name: string, text: string, final: boolean) => void,
   *   year: (kind: "fixed" | "observed" | "weights", year: string, text: string, final: boolean) => void}} listener
   */
  function start(listener) {
    /** @type {NumberField[]} */
    let fields = [];
    let shown = "";
    const method = /** @type {HTMLSelectElement} */ (byId("calculator-method"));
    const years = CalculatorYears.start(byId("calculator-years"), listener.year);
    method.replaceChildren(
      ...Object.entries(CalculatorInputs.METHODS).map(([key, name]) => element("option", { value: key }, name)),
    );
    method.addEventListener("change", () => listener.field("method", method.value, true));

    /** @param {Scenario} scenario @param {Inputs} inputs */
    function showInputs(scenario, inputs) {
      if (shown !== scenario.id) {
        shown = scenario.id;
        fields = CalculatorInputs.fields(scenario).map((name) =>
          CalculatorFields.numberField(name, scenario, (text, final) => listener.field(name, text, final)));
        byId("calculator-fields").replaceChildren(...fields.map(({ root }) => root));
        showSources(scenario);
      }
      for (const field of fields) field.show(inputs[/** @type {keyof Inputs & string} */ (field.name)] + "");
      method.value = inputs.method;
      years.showInputs(scenario, inputs);
    }

    /** @param {Scenario} scenario @param {PathResult} result @param {ChartSeries[]} others */
    function showResult(scenario, result, others) {
      byId("calculator-summary").textContent = result.summary;
      byId("calculator-missing").textContent = CalculatorResults.missing(result);
      CalculatorResults.showFigures(byId("calculator-figures"), result);
      years.showResult(result);
      CalculatorResults.showFormulas(byId("calculator-formulas"), result.formulas ?? []);
      byId("calculator-no-path").hidden = CalculatorResults.asksForPath(result);
      CalculatorChart.draw(byId("calculator-chart"), CalculatorResults.chartModel(result, scenario.result, others));
    }

    /** Put every problem beside its field; the rest goes to the form's own message.
     * @param {CalculatorProblem[]} problems */
    function showProblems(problems) {
      years.clearMessages();
      const texts = new Map(fields.map(({ name }) => [name, ""]));
      const rest = problems.filter((problem) => !place(problem, texts));
      for (const field of fields) field.fail(texts.get(field.name) ?? "");
      byId("calculator-form-message").textContent = rest.map(({ message }) => message).join("；");
    }

    /** @param {CalculatorProblem} problem @param {Map<string, string>} texts */
    function place({ field, message }, texts) {
      const [, name, key, index] = field.match(/^input\.(\w+)(?:\.(\d{4})|\[(\d+)\])?$/) ?? [];
      if (texts.has(name)) texts.set(name, message);
      else if (index !== undefined) return years.fail(name, years.yearOfWeight(Number(index)), message);
      else return key !== undefined && years.fail(name, key, message);
      return true;
    }
    return { showInputs, showResult, showProblems };
  }

  /** @param {Scenario} scenario */
  function showSources(scenario) {
    const link = (/** @type {Printed} */ { page, provision }) => element("a", { href: page }, provision);
    const parts = /** @type {(Node | string)[]} */ ([
      `规划原文：${scenario.baseline.year}年“${scenario.baseline.printed}”（`, link(scenario.baseline),
      `），目标“${scenario.target.printed}”（`, link(scenario.target), "）",
    ]);
    const badge = scenario.attribute ? [" ", element("span", { class: "badge" }, scenario.attribute)] : [];
    const page = [" ", element("a", { href: scenario.page }, "指标页")];
    byId("calculator-source").replaceChildren(...parts, ...badge, ...page);
    byId("calculator-notes").replaceChildren(...scenario.notes.map((note) => element("li", {}, note)));
  }

  return { start };
})();
