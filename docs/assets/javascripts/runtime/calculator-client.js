"use strict";
/**
 * `PlanCalculator`: the page's side of the calculator. One worker a page, started on first need.
 *
 * A classic script, because over file:// browsers refuse modules and fetch; there the payloads come from script tags
 * that call `PlanCalculator.receive`. The runtime folder is `data-runtime` of this script's tag, relative to the page,
 * or `../../runtime/` beside this script.
 *
 *     PlanCalculator.warm();                                  // start while the reader reads
 *     const result = await PlanCalculator.call({version: 1, action: "path", input: {…}});
 *     PlanCalculator.addEventListener("state", () => show(PlanCalculator.state));
 */

/**
 * @typedef {"idle" | "loading" | "ready" | "failed"} CalculatorState
 * @typedef {{stage: string, loaded: number, total: number}} CalculatorProgress bytes
 * @typedef {{name: string, size: number, sha256: string}} RuntimePayload
 * @typedef {{program: RuntimePayload, wasm: RuntimePayload, stdlib: RuntimePayload, snapshot?: RuntimePayload}}
 *   RuntimePayloads
 * @typedef {{http: RuntimePayloads, file: RuntimePayloads}} RuntimeManifest
 * @typedef {{resolve: (response: string) => void, reject: (error: Error) => void}} PendingCall
 */

(() => {
  /** What the reader is told, by error code. */
  const MESSAGES = /** @type {Record<string, string>} */ ({
    "no-webassembly": "这个浏览器不支持 WebAssembly，无法运行计算器；正文、表格和预先算好的结果仍可查看。",
    "no-worker": "这个浏览器不支持后台线程，无法运行计算器；正文、表格和预先算好的结果仍可查看。",
    "no-decompression": "这个浏览器版本过旧，无法解压计算器；正文、表格和预先算好的结果仍可查看。",
    "payload-missing": "计算器的文件不完整（缺少文件）。离线使用时请先把压缩包全部解压，再打开页面。",
    "payload-corrupt": "计算器的文件已损坏或被改动，没有启动。请重新下载并解压。",
    "start-failed": "计算器没有启动成功，请刷新页面再试。",
    "call-failed": "这次计算没有完成，请重试。",
  });

  const SIGNS_OF_A_READER = ["pointermove", "pointerdown", "keydown", "focusin", "wheel", "scroll"];
  /** Milliseconds after which a page that is still open counts as read. */
  const READING = 5000;

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const folder = script.dataset.runtime
    ? new URL(script.dataset.runtime, document.baseURI)
    : new URL("../../runtime/", script.src);
  /** A payload that lies in the page as a block of text, as in a bundle that is one file. @param {string} name */
  const embedded = (name) => document.getElementById(`payload-${name}`)?.textContent;
  const overFile = location.protocol === "file:" || Boolean(embedded("manifest"));

  /** A rejected start or call: `code` is stable, `message` is the sentence for the reader. */
  class CalculatorError extends Error {
    /** @param {string} code @param {string} [detail] */
    constructor(code, detail = "") {
      super(MESSAGES[code] ?? MESSAGES["start-failed"]);
      this.name = "CalculatorError";
      this.code = code;
      this.detail = detail;
    }
  }

  /** @returns {string | null} the code of what the browser lacks */
  function missingFeature() {
    if (typeof WebAssembly !== "object") return "no-webassembly";
    if (typeof Worker !== "function") return "no-worker";
    if (typeof DecompressionStream !== "function") return "no-decompression";
    return null;
  }

  class PlanCalculatorClient extends EventTarget {
    /** @type {CalculatorState} */
    state = "idle";
    /** Whether the running Python came from the snapshot; null before it runs. @type {boolean | null} */
    fromSnapshot = null;
    /** @type {CalculatorError | null} */
    error = null;
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
    /** @type {Map<string, string>} */
    #received = new Map();

    /** Whether this browser has what the calculator needs. */
    supported() {
      return missingFeature() === null;
    }

    /** The Chinese sentence for an error code. @param {string} code */
    message(code) {
      return MESSAGES[code] ?? MESSAGES["start-failed"];
    }

    /** Start the worker once; later calls get the same promise, after a failure a new attempt.
     * @param {{onProgress?: (progress: CalculatorProgress) => void}} [options]
     * @returns {Promise<void>} rejects with an error that has a `code` */
    start({ onProgress } = {}) {
      if (onProgress) this.#listeners.add(onProgress);
      this.#started ??= this.#begin().catch((error) => this.#fail(error));
      return this.#started;
    }

    /** Start once the page is there and its reader too: at the first move, touch, key or scroll, or after a while of
     * reading. Whoever leaves at once has fetched nothing. Failures show in `state`.
     * @param {{onProgress?: (progress: CalculatorProgress) => void}} [options] */
    warm(options) {
      if (missingFeature()) return void this.start(options).catch(() => {});
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
      await this.start();
      return new Promise((resolve, reject) => {
        const id = ++this.#lastCall;
        this.#calls.set(id, { resolve, reject });
        this.#worker?.postMessage({ type: "call", id, request });
      });
    }

    /** Called by the payload scripts over file://. @param {string} name @param {string} text */
    receive(name, text) {
      this.#received.set(name, text);
    }

    async #begin() {
      this.#enter("loading");
      const lacking = missingFeature();
      if (lacking) throw new CalculatorError(lacking);
      await (overFile ? this.#beginOverFile() : this.#beginOverHttp());
      this.#enter("ready");
    }

    /** What a tag for manifest.js in the page delivered, which saves a round trip, else the newest.
     * @returns {Promise<RuntimeManifest>} */
    async #manifest() {
      const given = this.#received.get("manifest");
      if (given) return JSON.parse(given);
      if (overFile) return JSON.parse(await this.#payload("manifest", "manifest.js"));
      const response = await fetch(new URL("manifest.json", folder), { cache: "no-cache" }).catch(() => null);
      if (!response?.ok) throw new CalculatorError("payload-missing", "manifest.json");
      return response.json();
    }

    async #beginOverHttp() {
      const manifest = await this.#manifest();
      const worker = new Worker(new URL(manifest.http.program.name, folder));
      const ready = this.#listen(worker, manifest.http);
      worker.postMessage({ type: "start", manifest, transport: "http" });
      await Promise.all([ready, this.#sendOverHttp(worker, manifest.http)]);
    }

    /** Fetch and compile everything at once; only the snapshot may fail.
     * @param {Worker} worker @param {RuntimePayloads} payloads */
    async #sendOverHttp(worker, { wasm, stdlib, snapshot }) {
      const sent = [
        compile(wasm).then((module) => {
          this.#count(wasm.size);
          worker.postMessage({ type: "module", name: "wasm", module });
        }),
        this.#stream(worker, "stdlib", stdlib),
      ];
      if (snapshot) {
        const lost = () => worker.postMessage({ type: "lost", name: "snapshot" });
        sent.push(this.#stream(worker, "snapshot", snapshot).catch(lost));
      }
      await Promise.all(sent);
    }

    /** Pass a payload on chunk by chunk, so that the worker unpacks while it arrives.
     * @param {Worker} worker @param {string} name @param {RuntimePayload} payload */
    async #stream(worker, name, payload) {
      const { body } = await request(payload);
      const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (body).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const bytes = part.value;
        this.#count(bytes.length);
        worker.postMessage({ type: "chunk", name, bytes }, [bytes.buffer]);
      }
      worker.postMessage({ type: "end", name });
    }

    async #beginOverFile() {
      const manifest = await this.#manifest();
      const { program, ...rest } = manifest.file;
      const others = Object.entries(rest).map(([name, payload]) => {
        return { name, payload, text: this.#payload(name, payload.name) };
      });
      for (const { text } of others) text.catch(() => {});
      const source = await programSource(await this.#payload("program", program.name), program);
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const worker = new Worker(address);
      const ready = this.#listen(worker, manifest.file);
      worker.postMessage({ type: "start", manifest, transport: "file" });
      const sent = others.map(async ({ name, payload, text }) => {
        worker.postMessage({ type: "text", name, text: await text });
        this.#count(payload.size);
      });
      await Promise.all([ready, ...sent]);
      URL.revokeObjectURL(address);
    }

    /** Load a payload script and hand over the text it delivers. @param {string} name @param {string} path */
    async #payload(name, path) {
      const inside = embedded(name);
      if (inside) return inside;
      await new Promise((resolve, reject) => {
        const tag = document.createElement("script");
        tag.src = new URL(path, folder).href;
        tag.onload = resolve;
        tag.onerror = () => reject(new CalculatorError("payload-missing", path));
        document.head.append(tag);
        this.#started?.finally(() => tag.remove()).catch(() => {});
      });
      const text = this.#received.get(name);
      this.#received.delete(name);
      // A script cut short or altered does not parse, so it loads without delivering.
      if (text === undefined) throw new CalculatorError("payload-corrupt", path);
      return text;
    }

    /** @param {number} bytes */
    #count(bytes) {
      this.#progress.loaded += bytes;
      this.#report("download");
    }

    /** @param {string} stage */
    #report(stage) {
      for (const listener of this.#listeners) listener({ stage, ...this.#progress });
    }

    /** @param {Worker} worker @param {RuntimePayloads} payloads
     * @returns {Promise<void>} settled by the worker's first ready or failed */
    #listen(worker, { wasm, stdlib, snapshot }) {
      this.#worker = worker;
      this.#progress = { loaded: 0, total: wasm.size + stdlib.size + (snapshot?.size ?? 0) };
      return new Promise((resolve, reject) => {
        // A worker script that is not there gives an event without a message.
        worker.onerror = ({ message }) =>
          reject(new CalculatorError(message ? "start-failed" : "payload-missing", message));
        worker.onmessage = ({ data }) => {
          if (data.type === "starting") this.#report("start");
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
      const pending = this.#calls.get(id);
      this.#calls.delete(id);
      if (type === "answer") pending?.resolve(response);
      else pending?.reject(new CalculatorError("call-failed", detail));
    }

    /** @param {unknown} reason @returns {never} */
    #fail(reason) {
      const error = reason instanceof CalculatorError ? reason : new CalculatorError("start-failed", String(reason));
      this.#worker?.terminate();
      this.#worker = null;
      this.#started = null;
      // The manifest may be the stale part: a new attempt reads it anew.
      this.#received.clear();
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

  /** @param {RuntimePayload} payload */
  async function request(payload) {
    const response = await fetch(new URL(payload.name, folder)).catch(() => null);
    if (!response?.ok) throw new CalculatorError("payload-missing", payload.name);
    return response;
  }

  /** Compile while it arrives; from a server that does not know the type, after it has. @param {RuntimePayload} payload */
  async function compile(payload) {
    const response = await request(payload);
    const streams = response.headers.get("Content-Type") === "application/wasm"; // browsers refuse it with a charset
    return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  }

  /** Check and unpack the worker's program. @param {string} text @param {{sha256: string}} payload */
  async function programSource(text, payload) {
    try {
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (hex !== payload.sha256) throw new Error("checksum");
      return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    } catch (error) {
      throw new CalculatorError("payload-corrupt", `program: ${error}`);
    }
  }

  Object.assign(window, { PlanCalculator: new PlanCalculatorClient() });
})();
