"use strict";
/**
 * The small calculators on indicator pages. Each shows the plan's own result, made with the site; its fields let the
 * reader try another target or year. Python is warmed when one comes into view, and asked at the first change.
 */

PlanParts.start("calculator/mini", () => {
  const client = /** @type {CalculatorClient} */ (/** @type {any} */ (window).PlanCalculator);

  /** @param {HTMLElement} box */
  function enhance(box) {
    const fields = /** @type {HTMLElement} */ (box.querySelector(".mini-calculator-fields"));
    let question = 0;
    fields.hidden = false;
    for (const field of fields.querySelectorAll(".calculator-field")) pair(field, () => void update());

    async function update() {
      const number = ++question;
      const message = /** @type {HTMLElement} */ (box.querySelector(".mini-calculator-message"));
      if (client.state === "idle" || client.state === "loading") message.textContent = "正在启动计算器……";
      try {
        const input = { ...JSON.parse(box.dataset.request ?? "{}"), ...typed(fields) };
        const answer = await client.call({ version: Number(box.dataset.version), action: "path", input });
        if (number !== question) return;
        message.textContent = "";
        showProblems(fields, answer.errors ?? []);
        if (answer.ok) show(box, answer.result);
      } catch (error) {
        message.textContent = /** @type {Error} */ (error).message;
      }
    }
  }

  /** Keep a number and its slider together. @param {Element} field @param {() => void} changed */
  function pair(field, changed) {
    const [input, slider] = /** @type {HTMLInputElement[]} */ ([...field.querySelectorAll("input")]);
    input.addEventListener("input", () => {
      const position = Number(input.value.normalize("NFKC").replaceAll(",", ""));
      if (Number.isFinite(position)) slider.value = String(position);
      changed();
    });
    slider.addEventListener("input", () => {
      input.value = slider.value;
      changed();
    });
  }

  /** @param {HTMLElement} fields */
  function typed(fields) {
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (fields.querySelectorAll("input[name]"));
    return Object.fromEntries(Array.from(inputs, ({ name, value }) => [name, value]));
  }

  /** @param {HTMLElement} fields @param {CalculatorProblem[]} problems */
  function showProblems(fields, problems) {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (fields.querySelectorAll("input[name]"))) {
      const text = problems.find(({ field }) => field === `input.${input.name}`)?.message ?? "";
      const message = document.getElementById(`${input.id}-message`);
      if (message) message.textContent = text;
      if (text) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  /** @param {HTMLElement} box @param {PathResult} result */
  function show(box, result) {
    const summary = box.querySelector(".mini-calculator-summary");
    if (summary) summary.textContent = result.summary;
    const bounded = result.kind === "limit" || result.kind === "already_met";
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-figure]"))) {
      const figure = /** @type {Figure | undefined} */ (result[/** @type {"change"} */ (cell.dataset.figure)]);
      cell.textContent = figure?.text ?? "—";
      if (cell.previousElementSibling && cell.dataset.figure === "change") {
        cell.previousElementSibling.textContent = bounded ? "与界限相差" : "总增量";
      }
      if (cell.parentElement) {
        cell.parentElement.hidden = !figure || figure.value === null || (bounded && cell.dataset.figure !== "change");
      }
    }
  }

  const boxes = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".mini-calculator"));
  if (!client) throw new Error("the calculator's client did not come");
  boxes.forEach(enhance);
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    client.warm();
  });
  new PerformanceObserver((_painted, observer) => {
    observer.disconnect();
    boxes.forEach((box) => seen.observe(box));
  }).observe({ type: "paint", buffered: true });
});
