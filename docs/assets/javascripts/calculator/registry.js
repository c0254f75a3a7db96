"use strict";
/**
 * `PlanScenarios`: what the plans state, with the results worked out when the site was built.
 * The generated assets/calculator/scenarios.js, loaded after this script, calls `register` once.
 */

/**
 * @typedef {{value: string | null, unit: string, text: string, code?: string, reason?: string}} Figure
 * @typedef {{year: number, value: string, unrounded: string, increment: string | null, growth: string | null,
 *   fixed: boolean}} PathRow
 * @typedef {{name: string, formula: string, substituted: string, result: string, source: string}} FormulaEntry
 * @typedef {{target: Figure, path: PathRow[] | null, path_undefined: {code: string, reason: string} | null,
 *   summary: string, asks?: string, kind?: string, method?: string, baseline?: Figure, change?: Figure, annual_change?: Figure,
 *   total_growth?: Figure, annual_growth?: Figure, multiple?: Figure, doubling_time?: Figure,
 *   formulas?: FormulaEntry[]}} Course
 * @typedef {Course & {high: Course | null, aspiration: Course | null, indicator: string | null, unit: string, form: string, target_text: string,
 *   base_year: number, target_year: number, years: number, decimals: number}} PathResult
 * @typedef {{field: string, code: string, message: string}} CalculatorProblem
 * @typedef {{ok: boolean, result?: any, errors?: CalculatorProblem[]}} CalculatorAnswer
 * @typedef {{indicator: string, unit: string, direction: string, form: string, baseline: string, base_year: number,
 *   target_year: number, value?: string, value_high?: string, aspiration?: string}} PlanRequest
 * @typedef {{printed: string, year: string, provision: string, page: string}} Printed
 * @typedef {{min: string, max: string, step: string}} SliderRange
 * @typedef {{id: string, plan: string, scope: string, scopeName: string, indicator: string, unit: string,
 *   group: string, attribute: string, table: string, page: string, baseline: Printed, target: Printed,
 *   notes: string[], request: PlanRequest, sliders: Record<string, SliderRange>, result: PathResult}} Scenario
 * @typedef {{id: string, name: string, unit: string, given: Record<string, string>}} IdentityBase
 * @typedef {{version: number, first: string | null, plans: Record<string, string>, scenarios: Scenario[],
 *   identities: IdentityBase[], absent: Record<string, string>}} ScenarioData
 */

const PlanScenarios = (() => {
  /** @type {ScenarioData} */
  let data = { version: 0, first: null, plans: {}, scenarios: [], identities: [], absent: {} };

  return {
    /** @param {ScenarioData} given */
    register(given) {
      data = given;
    },
    /** The version of the calculator's interface that these data were made with. */
    version: () => data.version,
    /** Names of the plans by key. */
    plans: () => data.plans,
    all: () => data.scenarios,
    identities: () => data.identities,
    /** @param {string} id */
    get: (id) => data.scenarios.find((scenario) => scenario.id === id),
    /** Why nothing is worked out from a target that has no scenario. @param {string} id @returns {string | undefined} */
    absent: (id) => (Object.hasOwn(data.absent, id) ? data.absent[id] : undefined),
    /** What the page opens on: the first headline target of the site, else whatever comes first. */
    first: () => data.scenarios.find((scenario) => scenario.id === data.first) ?? data.scenarios[0],
    /** The scenarios of the plan's table of targets for a scope. @param {string} scope */
    ofTable: (scope) => data.scenarios.filter((scenario) => scenario.table && scenario.scope === scope),
  };
})();
