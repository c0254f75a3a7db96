"use strict";
/** `CalculatorStatus`: tells the reader while the calculator is fetched, and what is left when it cannot run. */

const CalculatorStatus = (() => {
  const { byId } = CalculatorDom;

  function start() {
    const client = CalculatorEngine.client();
    const bar = /** @type {HTMLProgressElement} */ (byId("calculator-progress"));
    const text = byId("calculator-status-text");
    const box = byId("calculator-status");
    const show = () => {
      const messages = {
        idle: "", loading: "正在启动计算器……", ready: "",
        failed: client.error?.message ?? "", unsupported: client.error?.message ?? "",
      };
      text.textContent = messages[client.state];
      bar.hidden = client.state !== "loading";
      box.hidden = client.state === "ready" || client.state === "idle";
      box.dataset.state = byId("calculator").dataset.engine = client.state;
    };
    client.addEventListener("state", show);
    show();
    return {
      /** @param {{loaded: number, total: number}} progress */
      progress({ loaded, total }) {
        if (total) [bar.max, bar.value] = [total, loaded];
      },
    };
  }

  return { start };
})();
