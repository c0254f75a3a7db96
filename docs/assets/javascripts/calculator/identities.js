"use strict";
/**
 * `CalculatorIdentities`: 资产负债率, 净资产收益率, 利润率 and 净利润率 tie the indicators together. Change one, choose
 * what is held, and the others follow; or state what is known and ask for one. Python works it out.
 */

const CalculatorIdentities = (() => {
  const { element, byId, table } = CalculatorDom;
  const RATIOS = ["debt_ratio", "return_on_equity", "profit_margin", "net_margin"];
  const LABELS = /** @type {Record<string, string>} */ ({
    assets: "资产总额", net_assets: "净资产", revenue: "营业收入", total_profit: "利润总额", net_profit: "净利润",
    debt_ratio: "资产负债率", return_on_equity: "净资产收益率", profit_margin: "利润率", net_margin: "净利润率",
  });
  /** What is held at first when something changes: what a planner would leave alone. */
  const HELD = /** @type {Record<string, string[]>} */ ({
    debt_ratio: ["net_assets", "revenue", "total_profit", "net_profit"],
    return_on_equity: ["assets", "net_assets", "revenue", "total_profit"],
    profit_margin: ["assets", "net_assets", "revenue", "net_profit"],
    net_margin: ["assets", "net_assets", "revenue", "total_profit"],
  });
  const RELATIONS = { "": "等于", at_least: "不低于", more_than: "高于", at_most: "不高于", less_than: "低于" };
  /** @typedef {{name: string, want: string, given: Record<string, string>, relations: Record<string, string>}} Example */
  const EXAMPLES = /** @type {Example[]} */ ([
    {
      name: "净资产1600亿元，净资产收益率不低于2.5%，净利润须多少？", want: "net_profit",
      given: { net_assets: "1600", return_on_equity: "2.5" }, relations: { return_on_equity: "at_least" },
    },
    {
      name: "净资产1600亿元，资产负债率低于65%，资产总额最多多少？", want: "assets",
      given: { net_assets: "1600", debt_ratio: "65" }, relations: { debt_ratio: "less_than" },
    },
  ]);

  /** @typedef {Figure & {label: string}} KnownFigure
   * @typedef {{values: Record<string, KnownFigure>, undetermined: string[], summary: string,
   *   steps: {name: string, formula: string, result: string}[], conflicts: {names: string[], reason: string}[]}} Solution */

  function start() {
    startFollow();
    startSolve();
  }

  function startFollow() {
    const base = /** @type {HTMLSelectElement} */ (byId("identities-base"));
    const change = /** @type {HTMLSelectElement} */ (byId("identities-change"));
    const value = /** @type {HTMLInputElement} */ (byId("identities-value"));
    const held = byId("identities-held");
    base.replaceChildren(...PlanScenarios.identities().map(({ id, name }) => element("option", { value: id }, name)));
    change.replaceChildren(...names().map((name) => element("option", { value: name }, LABELS[name])));
    change.value = "return_on_equity";

    const refill = () => {
      const kept = HELD[change.value] ?? names().filter((name) => !RATIOS.includes(name) && name !== change.value);
      const others = names().filter((name) => name !== change.value);
      held.replaceChildren(...others.map((name) => checkbox(name, kept.includes(name))));
      byId("identities-unit").textContent = RATIOS.includes(change.value) ? "%" : "亿元";
      value.value = "";
    };
    const update = () => void follow(base.value, change.value, value, checked(held));
    refill();
    change.addEventListener("change", () => {
      refill();
      update();
    });
    for (const control of [base, held]) control.addEventListener("change", update);
    value.addEventListener("input", update);
  }

  const names = () => Object.keys(LABELS);

  /** @param {string} name @param {boolean} on */
  function checkbox(name, on) {
    return element("label", {}, element("input", { type: "checkbox", value: name, checked: on }), LABELS[name]);
  }

  /** @param {HTMLElement} box */
  function checked(box) {
    return Array.from(box.querySelectorAll("input"), (input) => (input.checked ? input.value : "")).filter(Boolean);
  }

  /** @param {string} base @param {string} change @param {HTMLInputElement} field @param {string[]} held */
  async function follow(base, change, field, held) {
    const message = byId("identities-value-message");
    const chosen = PlanScenarios.identities().find(({ id }) => id === base);
    if (!chosen) return;
    if (!field.value.trim()) {
      CalculatorEngine.cancel("follow");
      CalculatorFields.report(field, message, "");
      byId("identities-result").replaceChildren();
      return;
    }
    const shared = { unit: chosen.unit, given: chosen.given };
    const answers = await answersOf("follow", [
      { mode: "follow", ...shared, changed: { [change]: field.value }, held },
      { mode: "solve", ...shared },
    ], byId("identities-result"));
    if (!answers) return;
    const problem = answers[0].errors?.[0];
    CalculatorFields.report(field, message, problem?.message ?? "");
    if (!problem) showFollow(answers[0].result, answers[1].result);
  }

  /** @param {string} channel @param {object[]} inputs @param {HTMLElement} box */
  async function answersOf(channel, inputs, box) {
    try {
      return await CalculatorEngine.ask(channel, inputs.map((input) => ({ action: "identities", input })));
    } catch (error) {
      box.replaceChildren(element("p", { role: "alert" }, String(/** @type {Error} */ (error).message)));
      return null;
    }
  }

  /** @param {Solution} after @param {Solution} before */
  function showFollow(after, before) {
    const rows = names().map((name) => [
      LABELS[name], before.values[name]?.text ?? "—", after.values[name]?.text ?? "推不出，请再选保持不变的指标",
    ]);
    byId("identities-result").replaceChildren(
      element("p", { class: "calculator-summary" }, after.summary),
      ...(after.conflicts.length ? [] : [table("联动结果", ["指标", "原值", "新值"], rows)]),
      steps(after),
    );
  }

  /** @param {Solution} solution */
  function steps(solution) {
    const lines = solution.steps.map(({ name, formula, result }) =>
      element("li", {}, `${formula}，得${LABELS[name]}${result}`));
    return element("details", {}, element("summary", {}, "公式"), element("ul", {}, ...lines));
  }

  function startSolve() {
    const fields = byId("solve-fields");
    const want = /** @type {HTMLSelectElement} */ (byId("solve-want"));
    fields.replaceChildren(...names().map(solveField));
    want.replaceChildren(...names().map((name) => element("option", { value: name }, LABELS[name])));
    const update = () => void solve(want.value);
    fields.addEventListener("input", update);
    want.addEventListener("change", update);
    byId("solve-examples").append(
      ...EXAMPLES.map((example) => CalculatorDom.button(example.name, () => {
        for (const name of names()) fillSolveField(name, example);
        want.value = example.want;
        update();
      })),
    );
  }

  /** @param {string} name */
  function solveField(name) {
    const id = `solve-${name}`;
    const options = Object.entries(RELATIONS).map(([key, text]) => element("option", { value: key }, text));
    const relation = element("select", { id: `${id}-relation`, "aria-label": `${LABELS[name]}的关系` }, ...options);
    const input = CalculatorFields.textInput(id, `${id}-message`);
    const unit = element("span", { class: "unit" }, RATIOS.includes(name) ? "%" : "亿元");
    const line = element("div", { class: "calculator-input" }, relation, input, unit);
    const message = element("p", { id: `${id}-message`, class: "calculator-message" });
    return element("div", { class: "calculator-field" }, element("label", { for: id }, LABELS[name]), line, message);
  }

  /** @param {string} name @param {Example} example */
  function fillSolveField(name, example) {
    /** @type {HTMLInputElement} */ (byId(`solve-${name}`)).value = example.given[name] ?? "";
    /** @type {HTMLSelectElement} */ (byId(`solve-${name}-relation`)).value = example.relations[name] ?? "";
  }

  /** @param {string} want */
  async function solve(want) {
    const texts = names().map((name) => [name, /** @type {HTMLInputElement} */ (byId(`solve-${name}`)).value.trim()]);
    const given = Object.fromEntries(texts.filter(([, text]) => text));
    const chosen = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (byId(`solve-${name}-relation`)).value;
    const relations = Object.fromEntries(Object.keys(given).map((name) => [name, chosen(name)]).filter(([, key]) => key));
    // A quantity that is given cannot be asked for: then everything that follows is told.
    const wanted = want in given ? {} : { want };
    const answers = await answersOf("solve", [{ mode: "solve", unit: "亿元", given, relations, ...wanted }], byId("solve-result"));
    if (!answers) return;
    showProblems(answers[0].errors ?? []);
    if (answers[0].ok) showSolution(answers[0].result);
  }

  /** @param {CalculatorProblem[]} problems */
  function showProblems(problems) {
    const of = (/** @type {string} */ name) => problems.find(({ field }) => field === `input.given.${name}`);
    for (const name of names()) {
      const input = /** @type {HTMLInputElement} */ (byId(`solve-${name}`));
      CalculatorFields.report(input, byId(`solve-${name}-message`), of(name)?.message ?? "");
    }
    const other = problems.find(({ field }) => !field.startsWith("input.given."));
    byId("solve-message").textContent = other?.message ?? "";
  }

  /** @param {Solution} solution */
  function showSolution(solution) {
    byId("solve-result").replaceChildren(element("p", { class: "calculator-summary" }, solution.summary), steps(solution));
  }

  return { start };
})();
