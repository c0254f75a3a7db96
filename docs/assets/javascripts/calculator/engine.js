"use strict";
/**
 * `CalculatorEngine`: asks the calculator's Python through `PlanCalculator` (runtime/calculator-client.js).
 * Of several questions on one channel only the last is answered: an answer that a newer question has overtaken is dropped.
 */

/**
 * @typedef {EventTarget & {state: "unsupported" | "idle" | "loading" | "ready" | "failed", error: Error | null,
 *   supported: () => boolean, call: (request: object) => Promise<CalculatorAnswer>,
 *   warm: (options?: {onProgress?: (progress: {stage: string, loaded: number, total: number}) => void}) => void,
 * }} CalculatorClient
 * @typedef {{action: string, input: object}} Question
 */

const CalculatorEngine = (() => {
  /** @type {Map<string, number>} */
  const latest = new Map();

  /** @returns {CalculatorClient} */
  function client() {
    return /** @type {any} */ (window).PlanCalculator;
  }

  /**
   * Answer several questions in one go; null when a newer question on the same channel has taken over.
   * @param {string} channel @param {Question[]} questions @returns {Promise<CalculatorAnswer[] | null>}
   */
  async function ask(channel, questions) {
    const number = (latest.get(channel) ?? 0) + 1;
    latest.set(channel, number);
    const answer = await client().call({ version: PlanScenarios.version(), action: "batch", input: questions });
    if (latest.get(channel) !== number) return null;
    return answer.ok ? answer.result.answers : questions.map(() => answer);
  }

  /** Forget the questions on a channel: their answers are no longer wanted. @param {string} channel */
  function cancel(channel) {
    latest.set(channel, (latest.get(channel) ?? 0) + 1);
  }

  return { client, ask, cancel };
})();
