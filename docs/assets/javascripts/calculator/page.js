"use strict";
/** The calculator page: keeps the reader's inputs, asks Python, shows what comes back, remembers steps and addresses. */

PlanParts.start("calculator/page", () => {
  const { byId } = CalculatorDom;
  /** Milliseconds without a key or a move after which an input counts as a step that can be undone. */
  const STEP = 700;
  const MAX_STEPS = 100;

  /** @type {Scenario} */
  let scenario;
  /** @type {Inputs} */
  let inputs;
  /** The last inputs that Python accepted, and its answer. @type {{inputs: Inputs, result: PathResult}} */
  let good;
  /** @type {Inputs[]} */
  let past = [];
  /** @type {Inputs} */
  let committed;
  let timer = 0;
  let drawing = false;
  /** The address that the page last wrote or followed; another one means that the reader is on the way elsewhere. */
  let address = location.hash;

  const view = CalculatorView.start({
    field: (name, text, final) => change({ ...inputs, [name]: text }, final),
    year: (kind, year, text, final) => change({ ...inputs, [kind]: { ...inputs[kind], [year]: text } }, final),
  });
  const picker = CalculatorPicker.start({
    changed: (id) => go(CalculatorInputs.ofPlan(/** @type {Scenario} */ (PlanScenarios.get(id)))),
    all: (scope) => {
      const given = { scope, year: "", values: {} };
      remember(CalculatorLink.writeTable2(given));
      showTable2(given);
    },
  });
  const saved = CalculatorSaved.start(byId("calculator-saved"), {
    load: (given) => go(given),
    changed: () => good && draw(),
  });
  const status = CalculatorStatus.start();

  /** Take over inputs as a step of their own. @param {Inputs} given */
  function go(given) {
    adopt(given);
    void recalculate(true);
  }

  /** Make inputs the current ones; a new scenario first shows what the plan's own figures give.
   * @param {Inputs} given */
  function adopt(given) {
    scenario = /** @type {Scenario} */ (PlanScenarios.get(given.scenario));
    inputs = structuredClone(given);
    if (good?.inputs.scenario !== scenario.id) good = { inputs: CalculatorInputs.ofPlan(scenario), result: scenario.result };
    showTable2(null);
    picker.show(scenario);
    view.showInputs(scenario, inputs);
    draw();
  }

  /** @param {Inputs} given @param {boolean} final */
  function change(given, final) {
    inputs = given;
    view.showInputs(scenario, inputs);
    void recalculate(final);
  }

  /** @param {boolean} final whether this is a step that can be undone */
  async function recalculate(final) {
    const asked = inputs;
    const progressInput = CalculatorInputs.progressInput(scenario, asked);
    if (!progressInput && CalculatorInputs.same(asked, CalculatorInputs.ofPlan(scenario))) {
      CalculatorEngine.cancel("path");
      return accept(asked, { ok: true, result: scenario.result }, null, final);
    }
    const questions = [{ action: "path", input: CalculatorInputs.pathInput(scenario, asked) }];
    if (progressInput) questions.push({ action: "progress", input: progressInput });
    const answers = await CalculatorEngine.ask("path", questions).catch(refused);
    if (answers) accept(asked, answers[0], answers[1] ?? null, final);
  }

  /** @param {Error} error */
  function refused(error) {
    view.showProblems([{ field: "", code: "unavailable", message: error.message }]);
    return null;
  }

  /** Show an answer; one with problems leaves the last good result where it is.
   * @param {Inputs} asked @param {CalculatorAnswer} path @param {CalculatorAnswer | null} progress @param {boolean} final */
  function accept(asked, path, progress, final) {
    const problems = [...(path.errors ?? []), ...(progress?.errors ?? [])];
    view.showProblems(problems.filter(({ field }, index) => problems.findIndex((one) => one.field === field) === index));
    if (path.ok) {
      good = { inputs: asked, result: path.result };
      draw();
    }
    if (!progress || progress.ok) {
      CalculatorProgress.show(byId("calculator-progress-result"), progress?.result ?? null, good.result.target_year);
    }
    byId("calculator").dataset.result = path.ok ? "good" : "kept";
    clearTimeout(timer);
    if (problems.length) return;
    if (final) commit(asked);
    else timer = setTimeout(() => commit(asked), STEP);
  }

  /** Draw once, however many things have changed until the browser gets its turn. */
  function draw() {
    if (drawing) return;
    drawing = true;
    queueMicrotask(drawNow);
  }

  function drawNow() {
    drawing = false;
    const own = Object.entries(good.inputs.observed).filter(([, text]) => Number.isFinite(CalculatorInputs.sliderNumber(text)));
    const points = own.map(([year, text]) => ({ year: Number(year), value: String(CalculatorInputs.sliderNumber(text)) }));
    const entered = /** @type {ChartSeries[]} */ (points.length ? [{ name: "实际（自填）", style: "own", points }] : []);
    view.showResult(scenario, good.result, [...saved.series(good.result.unit), ...entered]);
  }

  /** Remember a step: for undo, and in the address. @param {Inputs} step */
  function commit(step) {
    if (CalculatorInputs.same(step, committed) || location.hash !== address) return;
    past = [...past, committed].slice(-MAX_STEPS);
    committed = step;
    remember(CalculatorLink.write(step, CalculatorInputs.ofPlan(scenario)));
    showUndo();
  }

  /** @param {string} hash */
  function remember(hash) {
    if (hash !== location.hash) history.pushState(null, "", hash);
    address = location.hash;
  }

  function showUndo() {
    /** @type {HTMLButtonElement} */ (byId("calculator-undo")).disabled = !past.length;
  }

  function undo() {
    const before = past.at(-1);
    if (!before) return;
    past = past.slice(0, -1);
    committed = before;
    adopt(before);
    remember(CalculatorLink.write(before, CalculatorInputs.ofPlan(scenario)));
    showUndo();
    void recalculate(true);
  }

  /** @param {Table2Inputs | null} given null for a single scenario */
  function showTable2(given) {
    byId("calculator-single").hidden = given !== null;
    byId("calculator-single-details").hidden = given !== null;
    byId("calculator-batch").hidden = given === null;
    if (!given) return;
    clearTimeout(timer);
    CalculatorBatch.show(given, (typed) => {
      // Leaving the table may be what ends the typing: the reader's new address stays.
      if (location.hash === address) remember(CalculatorLink.writeTable2(typed));
    });
    picker.show(PlanScenarios.ofTable(given.scope)[0], true);
  }

  /** Write the address as this page does, without what was added on the way, so that it can be handed on.
   * @param {string} hash */
  function tidy(hash) {
    if (hash !== location.hash) history.replaceState(null, "", hash);
    address = location.hash;
  }

  /** Follow the page's address; one that cannot be used is ignored, with a sentence for the reader. */
  function followAddress() {
    const { hash } = location;
    address = hash;
    if (hash.length < 100 && document.getElementById(hash.slice(1))) return;
    const message = byId("calculator-link-message");
    message.textContent = CalculatorLink.passedOver(hash);
    try {
      const table2 = CalculatorLink.readTable2(hash);
      if (table2) {
        tidy(CalculatorLink.writeTable2(table2));
        return showTable2(table2);
      }
      const given = hash.length > 1 ? CalculatorLink.read(hash) : CalculatorInputs.ofPlan(first());
      committed = given;
      adopt(given);
      if (hash.length > 1) tidy(CalculatorLink.write(given, CalculatorInputs.ofPlan(scenario)));
      void recalculate(true);
    } catch (error) {
      if (!(error instanceof CalculatorLink.LinkError)) throw error;
      message.textContent = error.message;
    }
  }

  const first = () => PlanScenarios.first();

  function startButtons() {
    byId("calculator-undo").addEventListener("click", undo);
    byId("calculator-reset").addEventListener("click", () => go(CalculatorInputs.ofPlan(scenario)));
    byId("calculator-save").addEventListener("click", () => {
      const name = /** @type {HTMLInputElement} */ (byId("calculator-name"));
      byId("calculator-saved-message").textContent = saved.add(name.value, good.inputs, good.result);
      name.value = "";
    });
    CalculatorActions.start({ shown: () => ({ scenario, ...good }), saved, load: go });
  }

  byId("calculator").hidden = false;
  committed = CalculatorInputs.ofPlan(first());
  adopt(committed);
  startButtons();
  showUndo();
  void recalculate(false);
  followAddress();
  CalculatorIdentities.start();
  window.addEventListener("hashchange", followAddress);
  new ResizeObserver(() => draw()).observe(byId("calculator-chart"));
  CalculatorEngine.client().warm({ onProgress: status.progress });
});
