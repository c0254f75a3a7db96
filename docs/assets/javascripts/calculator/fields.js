"use strict";
/** `CalculatorFields`: a number field, its slider and its message, kept together. */

/**
 * @typedef {{name: string, root: HTMLElement, input: HTMLInputElement, slider: HTMLInputElement, label: HTMLElement,
 *   message: HTMLElement, show: (text: string) => void, fail: (message: string) => void}} NumberField
 */

const CalculatorFields = (() => {
  const { element } = CalculatorDom;

  /** What a field is called, by the form of the target. @type {Record<string, string>} */
  const TARGET_LABELS = {
    point: "目标值", at_least: "目标值（不低于）", more_than: "目标值（高于）", at_most: "上限（不高于）",
    less_than: "上限（低于）", range: "目标下限", about: "目标值（左右）", increment: "新增",
    annual_growth: "年均增长", annual_growth_at_least: "年均增长（不低于）", share: "占比（不低于）",
  };

  /** @param {string} name @param {Scenario} scenario @returns {[string, string]} label and unit */
  function wording(name, scenario) {
    const { form, unit, base_year: year } = scenario.request;
    if (name === "baseline") return [`${year}年基期值`, unit];
    if (name === "value") return [TARGET_LABELS[form] ?? "目标值", form.startsWith("annual_growth") ? "%" : unit];
    if (name === "value_high") return ["目标上限", unit];
    if (name === "aspiration") return ["力争", form.startsWith("annual_growth") ? "%" : unit];
    if (name === "benchmark_growth") return ["用来比较的年均增速（规划未给出，请自填）", "%"];
    return ["目标年", "年"];
  }

  /**
   * @param {string} name @param {Scenario} scenario @param {(text: string, final: boolean) => void} changed
   * called at every input, with `final` when the reader has finished
   * @returns {NumberField}
   */
  function numberField(name, scenario, changed) {
    const id = `calculator-${name}`;
    const [title, unit] = wording(name, scenario);
    const label = element("label", { for: id }, title);
    const input = textInput(id, `${id}-message`);
    const slider = element("input", {
      type: "range", ...scenario.sliders[name], "aria-label": `${title}（滑块）`, class: "calculator-slider",
    });
    const message = element("p", { id: `${id}-message`, class: "calculator-message" });
    const line = element("div", { class: "calculator-input" }, input, element("span", { class: "unit" }, unit));
    const root = element("div", { class: "calculator-field" }, label, line, slider, message);
    const field = { name, root, input, slider, label, message, show, fail };

    /** @param {string} text */
    function show(text) {
      if (input.value !== text) input.value = text;
      const position = CalculatorInputs.sliderNumber(text);
      if (Number.isFinite(position) && document.activeElement !== slider) slider.value = String(position);
    }
    /** @param {string} text the message, or nothing when all is well */
    function fail(text) {
      report(input, message, text);
    }
    listen(input, slider, changed);
    return field;
  }

  /** @param {HTMLInputElement} input @param {HTMLInputElement} slider
   * @param {(text: string, final: boolean) => void} changed */
  function listen(input, slider, changed) {
    input.addEventListener("input", () => {
      const position = CalculatorInputs.sliderNumber(input.value);
      if (Number.isFinite(position)) slider.value = String(position);
      changed(input.value, false);
    });
    input.addEventListener("change", () => changed(input.value, true));
    slider.addEventListener("input", () => {
      input.value = slider.value;
      changed(slider.value, false);
    });
    slider.addEventListener("change", () => changed(slider.value, true));
  }

  /** A field for a number as text, so that full-width digits and separators get through.
   * @param {string} id @param {string} messageId @param {Record<string, string>} [attributes] */
  function textInput(id, messageId, attributes = {}) {
    return element("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", id, "aria-describedby": messageId,
      ...attributes,
    });
  }

  /** @param {HTMLInputElement} input @param {HTMLElement} message @param {string} text */
  function report(input, message, text) {
    if (message.textContent !== text) message.textContent = text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  return { numberField, textInput, report, wording };
})();
