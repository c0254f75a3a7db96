"use strict";
/** `CalculatorInputs`: what the reader has set, as the calculator's requests. No arithmetic happens here. */

/**
 * Everything as typed; an empty method means the one the calculator picks. `weights`, `fixed` and `observed` are by year.
 * @typedef {{scenario: string, baseline: string, value: string, value_high: string, aspiration: string,
 *   benchmark_growth: string, target_year: string, method: string, weights: Record<string, string>, fixed: Record<string, string>,
 *   observed: Record<string, string>}} Inputs
 */

const CalculatorInputs = (() => {
  const NUMBERS = /** @type {const} */ (["baseline", "value", "value_high", "aspiration", "benchmark_growth", "target_year"]);
  const BY_YEAR = /** @type {const} */ (["weights", "fixed", "observed"]);
  const METHODS = {
    geometric: "等比（每年增速相同）",
    linear: "等额（每年增量相同）",
    front_loaded: "前快后慢",
    back_loaded: "前慢后快",
    weighted: "自定各年权重",
  };

  /** The plan's own figures. @param {Scenario} scenario @returns {Inputs} */
  function ofPlan(scenario) {
    const { request, result } = scenario;
    return {
      scenario: scenario.id,
      baseline: request.baseline,
      value: request.value ?? "",
      value_high: request.value_high ?? "",
      aspiration: request.aspiration ?? "",
      benchmark_growth: "",
      target_year: String(request.target_year),
      method: result.method ?? (request.unit === "%" ? "linear" : "geometric"),
      weights: {},
      fixed: {},
      observed: {},
    };
  }

  /** The number fields that a scenario has, in the order of the form. @param {Scenario} scenario */
  function fields(scenario) {
    return NUMBERS.filter((name) => name in scenario.sliders);
  }

  /** The years after the base year and before the target year; none while the target year is unusable.
   * @param {Scenario} scenario @param {Inputs} inputs @returns {string[]} */
  function yearsBetween(scenario, inputs) {
    const first = scenario.request.base_year + 1;
    const target = sliderNumber(inputs.target_year);
    if (!Number.isInteger(target) || target > first + 40) return [];
    return Array.from({ length: Math.max(0, target - first) }, (_, index) => String(first + index));
  }

  /** The input of the `path` action. @param {Scenario} scenario @param {Inputs} inputs */
  function pathInput(scenario, inputs) {
    const years = yearsBetween(scenario, inputs);
    const input = {
      .../** @type {object} */ (scenario.request),
      ...Object.fromEntries(fields(scenario).map((name) => [name, inputs[name]])),
      method: inputs.method,
      fixed: kept(inputs.fixed, years),
    };
    if (inputs.method !== "weighted") return input;
    const all = [...years, years.length ? String(Number(years.at(-1)) + 1) : inputs.target_year];
    return { ...input, weights: all.map((year) => inputs.weights[year] ?? "1") };
  }

  /** The input of the `progress` action, or null when no own value is given. @param {Scenario} scenario @param {Inputs} inputs */
  function progressInput(scenario, inputs) {
    const observed = kept(inputs.observed, yearsBetween(scenario, inputs));
    if (!Object.keys(observed).length) return null;
    const { method: _method, fixed: _fixed, weights: _weights, ...input } = /** @type {any} */ (pathInput(scenario, inputs));
    return { ...input, observed };
  }

  /** @param {Record<string, string>} values @param {string[]} years */
  function kept(values, years) {
    return Object.fromEntries(Object.entries(values).filter(([year, text]) => years.includes(year) && text.trim()));
  }

  /** Where a slider stands for a typed number; NaN leaves it alone. Only for showing, never for results.
   * @param {string} text */
  function sliderNumber(text) {
    const plain = text.normalize("NFKC").replaceAll(",", "").trim();
    return plain ? Number(plain) : NaN;
  }

  /** @param {Inputs} one @param {Inputs} other */
  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  return { NUMBERS, BY_YEAR, METHODS, ofPlan, fields, yearsBetween, pathInput, progressInput, sliderNumber, same };
})();
