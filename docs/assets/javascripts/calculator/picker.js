"use strict";
/** `CalculatorPicker`: choosing a plan, a scope and an indicator; the indicator by typing or from the list. */

const CalculatorPicker = (() => {
  const { element, byId } = CalculatorDom;
  /** The choice that stands for all of table 2 at once. */
  const ALL = "table2";

  /**
   * @typedef {{id: string, name: string, group: string}} Choice
   * @param {{changed: (scenario: string) => void, all: (scope: string) => void}} listener
   */
  function start(listener) {
    const plan = /** @type {HTMLSelectElement} */ (byId("calculator-plan"));
    const scope = /** @type {HTMLSelectElement} */ (byId("calculator-scope"));
    const box = combobox(byId("calculator-indicator"), byId("calculator-indicators"), (id) => {
      if (id === ALL) listener.all(scope.value);
      else listener.changed(id);
    });
    plan.replaceChildren(
      ...Object.entries(PlanScenarios.plans()).map(([key, name]) => element("option", { value: key }, name)),
    );
    plan.addEventListener("change", () => {
      fillScopes();
      chooseLike("");
    });
    scope.addEventListener("change", () => chooseLike(current));
    /** Name of the indicator shown, kept when the scope changes. */
    let current = "";

    function fillScopes() {
      const names = new Map(inPlan(plan.value).map((scenario) => [scenario.scope, scenario.scopeName]));
      scope.replaceChildren(...Array.from(names, ([id, name]) => element("option", { value: id }, name)));
    }

    /** @param {string} indicator */
    function chooseLike(indicator) {
      const own = inPlan(plan.value).filter((scenario) => scenario.scope === scope.value);
      if (indicator === ALL && own.some((scenario) => scenario.table)) listener.all(scope.value);
      else listener.changed((own.find((scenario) => scenario.indicator === indicator) ?? own[0]).id);
    }

    /** Show a scenario, or all of table 2, as chosen. @param {Scenario} scenario @param {boolean} [all] */
    function show(scenario, all = false) {
      current = all ? ALL : scenario.indicator;
      plan.value = scenario.plan;
      fillScopes();
      scope.value = scenario.scope;
      box.show(choices(scenario.scope), all ? ALL : scenario.id);
    }
    return { show };
  }

  /** @param {string} plan */
  function inPlan(plan) {
    return PlanScenarios.all().filter((scenario) => scenario.plan === plan);
  }

  /** @param {string} scope @returns {Choice[]} */
  function choices(scope) {
    const own = PlanScenarios.all().filter((scenario) => scenario.scope === scope);
    const listed = own.map(({ id, indicator, group }) => ({ id, name: indicator, group }));
    const table = own.find((scenario) => scenario.table)?.table;
    return table ? [{ id: ALL, name: `${table}全部指标`, group: "一次看完" }, ...listed] : listed;
  }

  /**
   * An editable combobox with list autocompletion, as the ARIA authoring practices describe it.
   * @param {HTMLElement} field @param {HTMLElement} list @param {(id: string) => void} chosen
   */
  function combobox(field, list, chosen) {
    const input = /** @type {HTMLInputElement} */ (field);
    /** @type {Choice[]} */
    let all = [];
    let selected = "";
    let active = -1;
    const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);

    /** @param {string} wanted */
    function open(wanted) {
      const found = all.filter((choice) => matches(choice, wanted));
      const empty = element("li", { class: "empty", role: "presentation" }, "没有这样的指标");
      list.replaceChildren(...(found.length ? found.map(option) : [empty]));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      move(wanted ? 0 : found.findIndex((choice) => choice.id === selected));
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      input.value = all.find((choice) => choice.id === selected)?.name ?? "";
    }

    /** @param {Choice} choice */
    function option(choice) {
      const marks = { role: "option", id: `calculator-option-${choice.id}`, "aria-selected": String(choice.id === selected) };
      const node = element("li", { ...marks, "data-id": choice.id }, choice.name, element("span", { class: "group" }, choice.group));
      node.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        choose(choice.id);
      });
      return node;
    }

    /** @param {number} to */
    function move(to) {
      const shown = options();
      active = shown.length ? Math.max(-1, Math.min(to, shown.length - 1)) : -1;
      shown.forEach((node, index) => node.classList.toggle("active", index === active));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", shown[active].id);
        shown[active].scrollIntoView({ block: "nearest" });
      }
    }

    /** @param {string} id */
    function choose(id) {
      selected = id;
      close();
      chosen(id);
    }

    /** @param {KeyboardEvent} event */
    function pressed(event) {
      if (event.isComposing || event.keyCode === 229) return; // an input method's; a single file has no shell.js
      const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });
      if (event.key in steps) {
        if (list.hidden) open("");
        else move((active + steps[event.key] + options().length) % Math.max(1, options().length));
      } else if (event.key === "Enter" && !list.hidden && active >= 0) choose(options()[active].dataset.id ?? "");
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
    }

    input.addEventListener("keydown", pressed);
    input.addEventListener("input", () => open(input.value.trim()));
    input.addEventListener("click", () => list.hidden && open(""));
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", close);
    return {
      /** @param {Choice[]} given @param {string} id */
      show(given, id) {
        all = given;
        selected = id;
        close();
      },
    };
  }

  /** @param {Choice} choice @param {string} wanted */
  function matches(choice, wanted) {
    const text = `${choice.name}${choice.group}`.toLowerCase();
    return wanted.normalize("NFKC").toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  return { start };
})();
