"use strict";
/**
 * `PlanCalculator`: the page's side of the calculator. One worker a page, started on first need.
 *
 * A classic script that stands after runtime-payloads.js. The runtime folder is `data-runtime` of this script's tag,
 * relative to the page, or `../../runtime/` beside this script.
 *
 *     PlanCalculator.warm();                                  // start while the reader reads
 *     const result = await PlanCalculator.call({version: 1, action: "path", input: {…}});
 *     PlanCalculator.addEventListener("state", () => show(PlanCalculator.state));
 *
 * Requests are pure, so they can be asked again: a worker that fails at one, for whatever reason of the machine's, is
 * ended, and one that has started without the snapshot is asked once more.
 */

/**
 * @typedef {"unsupported" | "idle" | "loading" | "ready" | "failed"} CalculatorState
 * @typedef {{stage: string, loaded: number, total: number}} CalculatorProgress bytes
 * @typedef {InstanceType<typeof CalculatorRuntime.CalculatorError>} StartError
 * @typedef {{request: string, resolve: (response: string) => void, reject: (error: Error) => void, again?: boolean}}
 *   PendingCall  `again`: it has failed once
 */

(() => {
  const { CalculatorError, PayloadSource, messageOf, missingFeature } = CalculatorRuntime;

  const SIGNS_OF_A_READER = ["pointermove", "pointerdown", "keydown", "focusin", "wheel", "scroll"];
  /** Milliseconds after which a page that is still open counts as read. */
  const READING = 5000;
  /** Milliseconds for the one question asked after restoring; it takes some 40 where it is slowest in our tests. */
  const CHECK = 8000;

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const folder = script.dataset.runtime
    ? new URL(script.dataset.runtime, document.baseURI)
    : new URL("../../runtime/", script.src);

  class PlanCalculatorClient extends EventTarget {
    #lacking = missingFeature();
    /** `unsupported` where the browser cannot run it, for ever; `error` then says why. @type {CalculatorState} */
    state = this.#lacking ? "unsupported" : "idle";
    /** Whether the running Python came from the snapshot; null before it runs. @type {boolean | null} */
    fromSnapshot = null;
    /** @type {StartError | null} */
    error = this.#lacking ? new CalculatorError(this.#lacking) : null;
    /** @type {Promise<void> | null} */
    #started = null;
    /** @type {Worker | null} */
    #worker = null;
    /** @type {Map<number, PendingCall>} */
    #calls = new Map();
    #lastCall = 0;
    #progress = { loaded: 0, total: 0 };
    /** @type {Set<(progress: CalculatorProgress) => void>} */
    #listeners = new Set();
    #payloads = new PayloadSource(folder);
    /** The payloads that were sent to the worker or are on their way. @type {Set<PayloadName>} */
    #sent = new Set();
    /** Whether a Python from the snapshot has failed here. */
    #distrusted = false;

    /** Whether this browser has what the calculator needs. */
    supported() {
      return this.#lacking === null;
    }

    /** The Chinese sentence for an error code. @param {string} code */
    message(code) {
      return messageOf(code);
    }

    /** Start the worker once; later calls get the same promise, after a failure a new attempt.
     * @param {{onProgress?: (progress: CalculatorProgress) => void}} [options]
     * @returns {Promise<void>} rejects with an error that has a `code` */
    start({ onProgress } = {}) {
      if (this.#lacking) return Promise.reject(this.error);
      if (onProgress) this.#listeners.add(onProgress);
      this.#started ??= this.#begin().catch((error) => this.#fail(error));
      return this.#started;
    }

    /** Start once the page is there and its reader too: at the first move, touch, key or scroll, or after a while of
     * reading. Whoever leaves at once has fetched nothing. Failures show in `state`.
     * @param {{onProgress?: (progress: CalculatorProgress) => void}} [options] */
    warm(options) {
      if (this.#lacking) return;
      const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ task) => setTimeout(task, 200));
      const reading = new AbortController();
      const begin = () => {
        reading.abort();
        idle(() => void this.start(options).catch(() => {}), { timeout: 1000 });
      };
      const wait = () => {
        for (const sign of SIGNS_OF_A_READER) {
          window.addEventListener(sign, begin, { signal: reading.signal, passive: true, capture: true });
        }
        const timer = setTimeout(begin, READING);
        reading.signal.addEventListener("abort", () => clearTimeout(timer));
      };
      if (document.readyState === "complete") wait();
      else window.addEventListener("load", wait, { once: true });
    }

    /** Answer a request object of `target_calculator.interface`. @param {object} request @returns {Promise<any>} */
    async call(request) {
      return JSON.parse(await this.callText(JSON.stringify(request)));
    }

    /** The same with JSON text in and out, as Python writes it. @param {string} request @returns {Promise<string>} */
    async callText(request) {
      const id = ++this.#lastCall;
      const answer = new Promise((resolve, reject) => this.#calls.set(id, { request, resolve, reject }));
      answer.catch(() => {}); // who asks hears of a failed start from the start
      // The worker keeps it until Python runs; where there is no worker yet, it gets it when there is.
      this.#worker?.postMessage({ type: "call", id, request });
      await this.start();
      return answer;
    }

    /** Called by the payload scripts over file://. @param {string} name @param {string} text */
    receive(name, text) {
      this.#payloads.receive(name, text);
    }

    async #begin() {
      this.#enter("loading");
      await this.#launch();
      this.#enter("ready");
    }

    async #launch() {
      const manifest = await this.#payloads.manifest();
      const payloads = this.#payloads.overFile ? manifest.file : manifest.http;
      this.#progress = { loaded: 0, total: 0 };
      this.#sent.clear();
      // All at once: the page fetches, checks, unpacks and compiles while the worker itself is still loading.
      const program = this.#payloads.program(payloads.program);
      const first = payloads.snapshot && !this.#distrusted ? "snapshot" : "stdlib";
      const contents = [this.#bring("wasm", payloads), this.#bring(first, payloads)];
      for (const content of contents) content.catch(() => {});
      const address = await program;
      const worker = new Worker(address);
      const ready = this.#listen(worker, payloads);
      worker.postMessage({ type: "start", manifest, snapshot: first === "snapshot" });
      for (const [id, { request }] of this.#calls) worker.postMessage({ type: "call", id, request });
      await Promise.all([
        ready,
        this.#deliver(worker, "wasm", contents[0]),
        this.#deliver(worker, first, contents[1]),
      ]);
      URL.revokeObjectURL(address);
    }

    /** @param {PayloadName} name @param {RuntimePayloads} payloads
     * @returns {Promise<WebAssembly.Module | ArrayBuffer>} */
    async #bring(name, payloads) {
      const payload = /** @type {RuntimePayload} */ (payloads[name]);
      this.#sent.add(name);
      this.#progress.total += payload.size;
      const content = await (name === "wasm" ? this.#payloads.module(payload) : this.#payloads.bytes(name, payload));
      this.#progress.loaded += payload.size;
      this.#report("download");
      return content;
    }

    /** Pass a payload on to the worker. Only the snapshot may fail, and only over http: on file:// a damaged snapshot
     * is a damaged copy of the site, which is said instead of worked around.
     * @param {Worker} worker @param {PayloadName} name @param {Promise<WebAssembly.Module | ArrayBuffer>} arriving */
    async #deliver(worker, name, arriving) {
      try {
        const content = await arriving;
        worker.postMessage({ type: "payload", name, content }, content instanceof ArrayBuffer ? [content] : []);
      } catch (error) {
        if (name !== "snapshot" || this.#payloads.overFile) throw error;
        worker.postMessage({ type: "lost", name });
      }
    }

    /** Send what the worker asks for, unless it is on its way.
     * @param {Worker} worker @param {PayloadName} name @param {RuntimePayloads} payloads */
    async #supply(worker, name, payloads) {
      if (!this.#sent.has(name)) await this.#deliver(worker, name, this.#bring(name, payloads));
    }

    /** @param {string} stage */
    #report(stage) {
      for (const listener of this.#listeners) listener({ stage, ...this.#progress });
    }

    /** @param {Worker} worker @param {RuntimePayloads} payloads
     * @returns {Promise<void>} settled by the worker's first ready or failed */
    #listen(worker, payloads) {
      this.#worker = worker;
      return new Promise((resolve, reject) => {
        let watch = 0;
        const giveUp = () => {
          this.#discard();
          console.info("calculator: ordinary start, the snapshot's Python did not answer");
          resolve(this.#launch());
        };
        worker.onerror = ({ message }) => {
          if (this.state === "ready") this.#lose(message);
          else reject(new CalculatorError("start-failed", message));
        };
        worker.onmessage = ({ data }) => {
          clearTimeout(watch);
          if (data.type === "starting") this.#report("start");
          else if (data.type === "checking") watch = window.setTimeout(giveUp, CHECK);
          else if (data.type === "wants") this.#supply(worker, data.name, payloads).catch(reject);
          else if (data.type === "ready") {
            this.fromSnapshot = data.snapshot;
            this.#report("ready");
            resolve();
          } else if (data.type === "failed") reject(new CalculatorError(data.code, data.detail));
          else this.#settle(data);
        };
      });
    }

    /** @param {{type: string, id: number, response: string, detail: string}} message */
    #settle({ type, id, response, detail }) {
      if (type === "error") return this.#lose(detail, id);
      this.#calls.get(id)?.resolve(response);
      this.#calls.delete(id);
    }

    /** The calculator itself answers whatever it is asked: a call that fails, fails for reasons of the machine. What it
     * leaves behind in memory is not to be trusted, so all that waits goes to a new worker, but each only once.
     * @param {string} detail @param {number} [failed] the call, else any that waits */
    #lose(detail, failed) {
      console.info(`calculator: starts again, a request failed (${detail})`);
      this.#discard();
      for (const [id, pending] of this.#calls) {
        if (failed !== undefined && id !== failed) continue;
        if (pending.again) {
          this.#calls.delete(id);
          pending.reject(new CalculatorError("call-failed", detail));
        }
        pending.again = true;
      }
      this.#started = null;
      this.#enter("idle");
      if (this.#calls.size) this.start().catch(() => {});
    }

    /** End a worker whose Python has failed; the next one starts without the snapshot. */
    #discard() {
      this.#end();
      this.#distrusted = true;
    }

    #end() {
      if (this.#worker) this.#worker.onmessage = this.#worker.onerror = null;
      this.#worker?.terminate();
      this.#worker = null;
    }

    /** @param {unknown} reason @returns {never} */
    #fail(reason) {
      const error = reason instanceof CalculatorError ? reason : new CalculatorError("start-failed", String(reason));
      this.#end();
      this.#started = null;
      for (const { reject } of this.#calls.values()) reject(error);
      this.#calls.clear();
      // The manifest may be the stale part: a new attempt reads it anew.
      this.#payloads.forget();
      this.error = error;
      this.#enter("failed");
      throw error;
    }

    /** @param {CalculatorState} state */
    #enter(state) {
      this.state = state;
      this.dispatchEvent(new Event("state"));
    }
  }

  Object.assign(window, { PlanCalculator: new PlanCalculatorClient() });
})();
