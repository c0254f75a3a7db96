"use strict";
/** `CalculatorSaved`: scenarios that the reader has kept, with names, side by side. */

/** @typedef {{name: string, inputs: Inputs, result: PathResult}} SavedScenario */

const CalculatorSaved = (() => {
  const { element, table, button } = CalculatorDom;
  const MAX_SAVED = 6;
  const MAX_NAME = 40;

  /**
   * @param {HTMLElement} box
   * @param {{load: (inputs: Inputs) => void, changed: () => void}} listener
   */
  function start(box, listener) {
    /** @type {SavedScenario[]} */
    let saved = [];

    function show() {
      box.replaceChildren(...(saved.length ? [comparison()] : [element("p", { class: "muted" }, "还没有保存的方案。调整好数值后点“存为方案”，即可并排比较。")]));
      listener.changed();
    }

    function comparison() {
      const head = ["", ...saved.map(({ name }) => name)];
      const rows = [
        ["指标", ...saved.map(({ inputs }) => title(inputs))],
        ["基期值", ...saved.map(({ result }) => result.baseline?.text ?? "—")],
        ["目标", ...saved.map(({ result }) => `${result.target_year}年${result.target_text}`)],
        ["分解方式", ...saved.map(({ result }) => methodName(result))],
        ["年均增长率", ...saved.map(({ result }) => result.annual_growth?.text ?? "—")],
        ["年均增量", ...saved.map(({ result }) => result.annual_change?.text ?? "—")],
        ["总增量", ...saved.map(({ result }) => result.change?.text ?? "—")],
        ...years().map((year) => [`${year}年`, ...saved.map(({ result }) => valueIn(result, year))]),
        ["", ...saved.map(tools)],
      ];
      return table("方案对比", head, rows);
    }

    /** @param {SavedScenario} one */
    function tools(one) {
      const load = button("载入", () => listener.load(one.inputs), { "aria-label": `载入${one.name}` });
      const remove = button("删除", () => {
        saved = saved.filter((other) => other !== one);
        show();
      }, { "aria-label": `删除${one.name}` });
      return element("span", { class: "calculator-tools" }, load, remove);
    }

    function years() {
      const all = saved.flatMap(({ result }) => (result.path ?? []).map(({ year }) => year));
      return [...new Set(all)].sort();
    }

    /** Keep a scenario; without a name it gets a number. @param {string} name @param {Inputs} inputs
     * @param {PathResult} result @returns {string} what was done, for the reader */
    function add(name, inputs, result) {
      if (saved.length >= MAX_SAVED) return `最多保存${MAX_SAVED}个方案，请先删除一个`;
      const given = name.trim().slice(0, MAX_NAME) || `方案${saved.length + 1}`;
      saved.push({ name: given, inputs: structuredClone(inputs), result });
      show();
      return `已保存“${given}”`;
    }

    /** The paths of the saved scenarios that can share a chart's axis. @param {string} unit @returns {ChartSeries[]} */
    function series(unit) {
      const drawable = saved.filter(({ result }) => result.unit === unit && CalculatorResults.asksForPath(result));
      return drawable.map(({ name, result }) => ({ name, style: "saved", points: result.path ?? [] }));
    }

    show();
    return { add, series, all: () => saved };
  }

  /** @param {Inputs} inputs */
  function title(inputs) {
    const scenario = PlanScenarios.get(inputs.scenario);
    return scenario ? `${scenario.indicator}（${scenario.scopeName}）` : "";
  }

  /** @param {PathResult} result */
  function methodName(result) {
    if (!CalculatorResults.asksForPath(result)) return "—";
    return CalculatorInputs.METHODS[/** @type {keyof typeof CalculatorInputs.METHODS} */ (result.method)] ?? "—";
  }

  /** @param {PathResult} result @param {number} year */
  function valueIn(result, year) {
    const row = CalculatorResults.asksForPath(result) ? result.path?.find((one) => one.year === year) : null;
    return row ? row.value + result.unit : "—";
  }

  return { start, title };
})();
