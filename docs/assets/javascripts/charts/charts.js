// Makes charts interactive when a reader asks. Until then, and when anything fails, the static drawing stays.
//
// The specification stands in the page as a JSON data block, and Vega is a classic script: both work over file://, where
// fetch and modules do not. Expressions run in Vega's interpreter, because the page allows no eval.
"use strict";
PlanParts.start("charts/charts", () => {
  /** @typedef {{vega: typeof import("vega"), vegaInterpreter: typeof import("vega-interpreter")}} Library */

  /** Load the library, once, and return the two globals that it sets. @returns {Promise<Library>} */
  const load = async () => {
    await PlanParts.load("assets/vega/vega.js");
    return /** @type {Library} */ (/** @type {unknown} */ (globalThis));
  };

  /** A loader that loads nothing: all data is in the specification. */
  const closed = () => {
    const refuse = () => Promise.reject(new Error("charts load nothing"));
    return { load: refuse, sanitize: refuse, http: refuse, file: refuse };
  };

  /** Draw into a new element, beside the static drawing. @param {HTMLElement} figure @param {HTMLElement} reading */
  const draw = async (figure, reading) => {
    const block = document.getElementById(figure.dataset.spec ?? "");
    const specification = JSON.parse(block?.textContent ?? "");
    const { vega, vegaInterpreter } = await load();
    const container = document.createElement("div");
    container.className = "chart__drawing chart__drawing--interactive";
    const view = new vega.View(vega.parse(specification, undefined, { ast: true }), {
      expr: vegaInterpreter.expressionInterpreter,
      loader: closed(),
      renderer: "svg",
      container,
      hover: true,
      tooltip: (_handler, _event, _item, value) => {
        if (value) reading.textContent = String(value);
      },
    });
    await view.runAsync();
    describe(container, figure, reading);
    return container;
  };

  /**
   * Make every shape that stands for a printed value reachable by keyboard.
   * @param {HTMLElement} container @param {HTMLElement} figure @param {HTMLElement} reading
   */
  const describe = (container, figure, reading) => {
    const drawing = container.querySelector("svg");
    drawing?.setAttribute("aria-label", figure.querySelector("title")?.textContent ?? "");
    for (const shape of container.querySelectorAll('[role="graphics-symbol"]')) {
      if (!shape.getAttribute("aria-label")?.includes("：")) continue;
      shape.setAttribute("tabindex", "0");
      shape.setAttribute("role", "img");
      shape.addEventListener("focus", () => {
        reading.textContent = shape.getAttribute("aria-label");
      });
    }
  };

  /** @param {HTMLElement} figure */
  const offer = (figure) => {
    const still = figure.querySelector(".chart__drawing");
    const caption = figure.querySelector(".chart__caption");
    if (!still || !caption) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chart__button";
    button.textContent = "交互图表";
    const reading = document.createElement("output");
    reading.className = "chart__reading";
    reading.hidden = true;
    const start = async () => {
      button.disabled = true;
      reading.hidden = false;
      reading.textContent = "正在载入…";
      try {
        const drawing = await draw(figure, reading);
        still.replaceWith(drawing);
        reading.textContent = "指向图中的图形，或用 Tab 键逐个移动，这里显示规划原文的说法。";
        button.remove();
        // The next Tab reaches the first shape.
        drawing.tabIndex = -1;
        drawing.focus({ preventScroll: true });
      } catch {
        reading.textContent = "交互图表没有载入，以上为静态图。";
        button.disabled = false;
      }
    };
    button.addEventListener("click", start);
    // The library is under way when the reader presses the button.
    for (const sign of ["pointerenter", "focus"]) {
      button.addEventListener(sign, () => load().catch(() => undefined), { once: true });
    }
    caption.before(reading);
    caption.after(button);
  };

  for (const figure of document.querySelectorAll("figure.chart[data-spec]")) {
    offer(/** @type {HTMLElement} */ (figure));
  }
});
