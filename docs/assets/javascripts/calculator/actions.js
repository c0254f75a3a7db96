"use strict";
/** `CalculatorActions`: what the reader can take away: link, files, print; and bring in: a scenario file. */

const CalculatorActions = (() => {
  const { byId, element } = CalculatorDom;

  /**
   * @typedef {{scenario: Scenario, inputs: Inputs, result: PathResult}} Shown
   * @param {{shown: () => Shown, saved: ReturnType<typeof CalculatorSaved.start>, load: (inputs: Inputs) => void}} page
   */
  function start(page) {
    const chart = byId("calculator-chart");
    const name = () => `${page.shown().scenario.id}-${page.shown().result.target_year}`;
    on("calculator-copy", () => void copyLink(page.shown()));
    on("calculator-csv", () => {
      const { scenario, inputs, result } = page.shown();
      void CalculatorDownloads.offer(`${name()}.csv`, CalculatorDownloads.pathCsv(scenario, inputs, result), "text/csv");
    });
    on("calculator-svg", () => void CalculatorDownloads.offer(`${name()}.svg`, CalculatorChart.standalone(chart), "image/svg+xml"));
    on("calculator-png", () => void CalculatorDownloads.png(chart, `${name()}.png`));
    on("calculator-print", () => window.print());
    on("calculator-export", () => void CalculatorDownloads.offer(`${name()}.json`, CalculatorDownloads.scenarioFile(toExport(page)), "application/json"));
    const file = /** @type {HTMLInputElement} */ (byId("calculator-import"));
    file.addEventListener("change", () => void importFile(file, page));
    on("calculator-import-button", () => file.click());
    window.addEventListener("beforeprint", () => showPrintDetails(page.shown()));
  }

  /** @param {string} id @param {() => void} action */
  function on(id, action) {
    byId(id).addEventListener("click", action);
  }

  /** @param {string} text */
  function say(text) {
    byId("calculator-action-message").textContent = text;
  }

  /** The page's public address where the site knows it, so that a link from an offline copy works for others. */
  function pageAddress() {
    const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href");
    return canonical || location.href.replace(/[?#].*$/s, "");
  }

  /** @param {Shown} shown */
  async function copyLink({ scenario, inputs }) {
    const address = pageAddress() + CalculatorLink.write(inputs, CalculatorInputs.ofPlan(scenario));
    say((await PlanShare.copy(address)) ? "链接已复制，打开即见同样的数值" : "");
  }

  /** The saved scenarios, or what is shown when none is saved.
   * @param {{shown: () => Shown, saved: ReturnType<typeof CalculatorSaved.start>}} page */
  function toExport({ shown, saved }) {
    const { inputs } = shown();
    return saved.all().length ? saved.all() : [{ name: CalculatorSaved.title(inputs), inputs }];
  }

  /** Put the scenarios of a file to Python; what it refuses is not taken over.
   * @param {HTMLInputElement} field
   * @param {{saved: ReturnType<typeof CalculatorSaved.start>, load: (inputs: Inputs) => void}} page */
  async function importFile(field, page) {
    const [file] = field.files ?? [];
    field.value = "";
    if (!file) return;
    try {
      const scenarios = CalculatorDownloads.readScenarioFile(await file.text());
      const answers = await CalculatorEngine.ask("import", scenarios.map(({ inputs }) => ({
        action: "path", input: CalculatorInputs.pathInput(/** @type {Scenario} */ (PlanScenarios.get(inputs.scenario)), inputs),
      })));
      const refused = answers?.find(({ ok }) => !ok)?.errors?.[0];
      if (refused) throw new CalculatorLink.LinkError(`文件中的数值无效（${refused.field}）：${refused.message}`);
      scenarios.forEach(({ name, inputs }, index) => page.saved.add(name, inputs, answers?.[index].result));
      page.load(scenarios[0].inputs);
      say(`已导入${scenarios.length}个方案`);
    } catch (error) {
      say(/** @type {Error} */ (error).message);
    }
  }

  /** What a printed page needs besides the answer. @param {Shown} shown */
  function showPrintDetails({ scenario, inputs, result }) {
    const plan = PlanScenarios.plans()[scenario.plan];
    const address = new URL(scenario.target.page, pageAddress()).href;
    const pairs = [
      ["规划与范围", `${plan} · ${scenario.scopeName}`],
      ["输入", inputsInWords(scenario, inputs)],
      ["取整", `保留${result.decimals}位小数，四舍五入；各年增量按最大余数法取整，合计等于总增量`],
      ["出处", `${scenario.target.provision}　${address}`],
      ["打印日期", new Date().toLocaleDateString("zh-CN")],
      ["链接", pageAddress() + CalculatorLink.write(inputs, CalculatorInputs.ofPlan(scenario))],
    ];
    byId("calculator-print-details").replaceChildren(
      ...pairs.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]),
    );
  }

  /** @param {Scenario} scenario @param {Inputs} inputs */
  function inputsInWords(scenario, inputs) {
    const fields = CalculatorInputs.fields(scenario).filter((name) => inputs[name]).map((name) => {
      const [label, unit] = CalculatorFields.wording(name, scenario);
      return `${label}${inputs[name]}${unit}`;
    });
    const fixed = Object.entries(inputs.fixed).filter(([, text]) => text.trim()).map(([year, text]) => `${year}年固定为${text}`);
    const own = Object.entries(inputs.observed).filter(([, text]) => text.trim()).map(([year, text]) => `${year}年实际值${text}（自填）`);
    const method = CalculatorInputs.METHODS[/** @type {keyof typeof CalculatorInputs.METHODS} */ (inputs.method)];
    return [...fields, ...(method ? [method] : []), ...fixed, ...own].join("；");
  }

  return { start, say };
})();
