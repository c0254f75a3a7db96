"use strict";
/**
 * `CalculatorLink`: the reader's inputs as the page's address, `#v=1&s=total-assets.qz-city&target=4200&year=2026`.
 * Only what differs from the plan is written. What comes in is checked as a stranger's text: known version, scenario
 * and names, numbers that look like numbers; otherwise the whole address is ignored with a sentence for the reader. What
 * messengers add is no fault of the reader's: their parameters are passed over, and so is text that ran into a value.
 */

/** @typedef {{scope: string, year: string, values: Record<string, string>}} Table2Inputs by indicator id */

const CalculatorLink = (() => {
  const VERSION = "1";
  const MAX_LENGTH = 3000;
  const NUMBER = /^[-+−－＋]?[\d０-９,，.．]{1,40}$/u;
  const YEAR = /^\d{4}$/;
  /** What the inputs are called in an address. */
  const SHORT = /** @type {Record<string, string>} */ ({
    baseline: "base", value: "target", value_high: "high", aspiration: "wish", benchmark_growth: "benchmark",
    target_year: "year", method: "method", weights: "weights", fixed: "fixed", observed: "own",
  });
  const KNOWN = ["v", "s", "table2", "targets", ...Object.values(SHORT)];
  /** Parameters that messengers and social networks add. */
  const FOREIGN = /^(from|isappinstalled|share\w*|nsukey|scene|subscene|sessionid|clicktime|enterid|ascene|utm_\w+|spm|timestamp|source|fbclid)$/i;
  /** From here on it is the sentence around a link: nothing like it is written into one. Full-width digits are. */
  const TAIL = /(?:[\s?#!"'()<>[\]{}|\\]|[^\x00-\x7f０-９，．－＋−]).*$|[.,;:，．]+$/su;
  const LONG = Object.fromEntries(Object.entries(SHORT).map(([name, short]) => [short, name]));

  /** An address or a file that cannot be used; the message is for the reader. */
  class LinkError extends Error {}

  /** @param {Inputs} inputs @param {Inputs} plan the plan's own figures */
  function write(inputs, plan) {
    const query = new URLSearchParams({ v: VERSION, s: inputs.scenario });
    for (const name of [...CalculatorInputs.NUMBERS, /** @type {const} */ ("method")]) {
      if (inputs[name] !== plan[name]) query.set(SHORT[name], inputs[name]);
    }
    for (const name of CalculatorInputs.BY_YEAR) {
      const entries = Object.entries(inputs[name]).filter(([, text]) => text.trim());
      if (entries.length) query.set(SHORT[name], entries.map(([year, text]) => `${year}:${text.trim()}`).join(";"));
    }
    return shortened(query);
  }

  /** @param {string} hash @returns {Inputs} @throws {LinkError} */
  function read(hash) {
    const { v: version, s: scenario, ...rest } = parts(hash);
    if (version === undefined) throw new LinkError("链接中的参数无法识别，已忽略");
    if (version !== VERSION) throw new LinkError("链接的版本不受支持，已忽略");
    return check({ ...Object.fromEntries(Object.entries(rest).map(([short, text]) => longPair(short, text))), scenario });
  }

  /** The address of all of table 2: what differs from the plan. @param {Table2Inputs} given */
  function writeTable2({ scope, year, values }) {
    const query = new URLSearchParams({ v: VERSION, table2: scope });
    if (year) query.set("year", year);
    const targets = Object.entries(values).map(([indicator, text]) => `${indicator}:${text.trim()}`);
    if (targets.length) query.set("targets", targets.join(";"));
    return shortened(query);
  }

  /** What an address asks of table 2; null when it asks for something else.
   * @param {string} hash @returns {Table2Inputs | null} @throws {LinkError} */
  function readTable2(hash) {
    const { v: version, table2: scope, year = "", targets = "", ...rest } = parts(hash);
    if (scope === undefined || version !== VERSION) return null;
    const known = PlanScenarios.ofTable(scope).map(({ id }) => id.split(".")[0]);
    const values = targets ? byYear("targets", targets) : {};
    if (!known.length || Object.keys(rest).length || Object.keys(values).some((name) => !known.includes(name))) {
      throw new LinkError("链接中的参数无法识别，已忽略");
    }
    for (const text of [year, ...Object.values(values)]) checkedNumber("targets", text, true);
    return { scope, year, values };
  }

  /** @param {URLSearchParams} query */
  function shortened(query) {
    // The separators are as good in a fragment as they are, and shorter.
    return `#${query}`.replaceAll("%3A", ":").replaceAll("%3B", ";");
  }

  /** @param {string} hash @returns {Record<string, string>} */
  function parts(hash) {
    if (hash.length > MAX_LENGTH) throw new LinkError("链接过长，已忽略");
    const given = [...new URLSearchParams(hash.replace(/^#/, ""))].filter(([name]) => KNOWN.includes(name));
    return Object.fromEntries(given.map(([name, text]) => [name, withoutTail(text)]));
  }

  /** A sentence on the parameters that are neither ours nor known to be a messenger's, or nothing. @param {string} hash */
  function passedOver(hash) {
    const names = [...new URLSearchParams(hash.replace(/^#/, "")).keys()].filter((name) => !KNOWN.includes(name) && !FOREIGN.test(name));
    return names.length ? `链接中有不认识的参数“${names[0].slice(0, 20)}”，已忽略` : "";
  }

  /** A value without the text that ran into it; a value that is nothing but such text stays, and is refused.
   * @param {string} text */
  function withoutTail(text) {
    return text.replace(TAIL, "").replace(/[.,;:，．]+$/, "") || text;
  }

  /** @param {string} short @param {string} text @returns {[string, string | Record<string, string>]} */
  function longPair(short, text) {
    const name = Object.hasOwn(LONG, short) ? LONG[short] : short;
    return [name, isByYear(name) ? byYear(name, text) : text];
  }

  /** Complete and check inputs from an address or a file. @param {Record<string, unknown>} given @returns {Inputs} */
  function check(given) {
    const scenario = PlanScenarios.get(String(given.scenario));
    if (!scenario) throw new LinkError(PlanScenarios.absent(String(given.scenario)) ?? "链接中的指标不存在，已忽略");
    const inputs = CalculatorInputs.ofPlan(scenario);
    for (const [called, value] of Object.entries(given)) {
      const name = ownName(called, value, scenario);
      if (name === "scenario") continue;
      if (isByYear(name)) inputs[name] = checkedYears(name, value);
      else if (name === "method") inputs.method = checkedMethod(value);
      else if (isNumber(name)) inputs[name] = checkedNumber(name, value, inputs[name] === "");
      else throw new LinkError(`链接中有不认识的参数“${name.slice(0, 20)}”，已忽略`);
    }
    return inputs;
  }

  /** An address of an earlier day calls what is striven for the upper end. @param {string} name @param {unknown} value
   * @param {Scenario} scenario */
  function ownName(name, value, scenario) {
    return name === "value_high" && value && "aspiration" in scenario.sliders ? "aspiration" : name;
  }

  /** @param {string} name @returns {name is "weights" | "fixed" | "observed"} */
  function isByYear(name) {
    return CalculatorInputs.BY_YEAR.some((known) => known === name);
  }

  /** @param {string} name
   * @returns {name is "baseline" | "value" | "value_high" | "aspiration" | "benchmark_growth" | "target_year"} */
  function isNumber(name) {
    return CalculatorInputs.NUMBERS.some((known) => known === name);
  }

  /** @param {string} name @param {string} text */
  function byYear(name, text) {
    const pairs = text.split(";").map((pair) => pair.split(":"));
    if (pairs.some((pair) => pair.length !== 2)) throw new LinkError(`链接中的参数“${name}”无效，已忽略`);
    return Object.fromEntries(pairs);
  }

  /** @param {string} name @param {unknown} value @param {boolean} mayBeEmpty */
  function checkedNumber(name, value, mayBeEmpty = false) {
    if (value === "" && mayBeEmpty) return "";
    if (typeof value !== "string" || !NUMBER.test(value)) throw new LinkError(`链接中的参数“${name}”无效，已忽略`);
    return value;
  }

  /** @param {unknown} value */
  function checkedMethod(value) {
    if (typeof value !== "string" || !Object.hasOwn(CalculatorInputs.METHODS, value)) {
      throw new LinkError("链接中的分解方式无效，已忽略");
    }
    return value;
  }

  /** @param {string} name @param {unknown} value @returns {Record<string, string>} */
  function checkedYears(name, value) {
    const entries = value && typeof value === "object" ? Object.entries(value) : null;
    if (!entries || entries.length > 100 || entries.some(([year]) => !YEAR.test(year))) {
      throw new LinkError(`链接中的参数“${name}”无效，已忽略`);
    }
    return Object.fromEntries(entries.map(([year, text]) => [year, checkedNumber(name, text)]));
  }

  return { write, read, writeTable2, readTable2, passedOver, check, LinkError };
})();
