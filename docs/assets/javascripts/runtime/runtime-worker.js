"use strict";
/**
 * The worker that runs the calculator's Python: takes the payloads from the page, starts Python, answers requests.
 *
 * The build puts Pyodide's two scripts and interpreter.js before this one, so that the worker is a single Blob. It
 * fetches nothing: the page fetches, checks and unpacks while the worker itself is still loading.
 * A snapshot that cannot be restored, or whose Python then answers a question wrongly, gives way to Pyodide's ordinary
 * start, for which alone the library is asked for. One that does not answer at all, the page stops.
 *
 * In:  {type: "start", manifest, snapshot: boolean} · {type: "payload", name, content} or {type: "lost", name} ·
 *      {type: "call", id, request}
 * Out: {type: "starting"} · {type: "checking"} · {type: "wants", name} · {type: "ready", snapshot} ·
 *      {type: "failed", code, detail} · {type: "answer", id, response} · {type: "error", id, detail}
 */

/**
 * @typedef {(request: string) => string} Handle
 * @typedef {{interpreter: string, lock: object, check: {request: string, answer: string}}} WorkerManifest
 */

(() => {
  /** No address: Pyodide's requests below it are answered from memory. */
  const INDEX = "runtime:/";
  const MODULE = "target_calculator.interface";
  const scope = /** @type {any} */ (self);

  /** Who waits for which payload. @type {Record<string, {resolve: (content: any) => void, reject: Function}>} */
  const waiting = {};
  const wasm = delivery("wasm");
  const snapshot = delivery("snapshot");
  const stdlib = delivery("stdlib");
  // At once: the page is busy with the payloads, and its first message may be long in coming.
  const linked = quietly(Interpreter.link(wasm));

  /** @param {string} name @returns {Promise<any>} */
  function delivery(name) {
    return quietly(
      new Promise((resolve, reject) => {
        waiting[name] = { resolve, reject };
      }),
    );
  }

  /** The promise itself, awaited later: until then a rejection is no unhandled one.
   * @template T @param {Promise<T>} promise */
  function quietly(promise) {
    promise.catch(() => {});
    return promise;
  }

  /** @param {WorkerManifest} manifest @returns {Promise<Handle>} */
  async function startFromSnapshot(manifest) {
    const interpreter = await linked;
    Interpreter.restoreSnapshot(interpreter.python, await snapshot, manifest.interpreter);
    scope.postMessage({ type: "checking" });
    const handle = Interpreter.textFunction(interpreter, MODULE, "handle");
    const { request, answer } = manifest.check;
    if (handle(request) !== answer) throw new Error("its Python answers wrongly");
    return handle;
  }

  /** @param {WorkerManifest} manifest @returns {Promise<Handle>} */
  async function startOrdinarily(manifest) {
    scope.postMessage({ type: "wants", name: "stdlib" });
    const failure = servePyodide();
    const python = scope.loadPyodide({
      indexURL: INDEX,
      packageBaseUrl: INDEX,
      stdLibURL: `${INDEX}python_stdlib.zip`,
      lockFileContents: JSON.stringify(manifest.lock),
    });
    return (await Promise.race([python, failure])).pyimport(MODULE).handle;
  }

  /**
   * Answer what Pyodide fetches and instantiates from the payloads.
   *
   * Pyodide only logs a module or library that fails to arrive, and then waits for ever: the promise returned here
   * rejects instead, and never resolves.
   * @returns {Promise<never>}
   */
  function servePyodide() {
    scope.fetch = async (/** @type {RequestInfo | URL} */ resource) => {
      return String(resource).endsWith(".zip") ? new Response(await stdlib) : new Response();
    };
    return new Promise((_resolve, reject) => {
      WebAssembly.instantiateStreaming = async (_response, imports) => {
        try {
          const module = /** @type {WebAssembly.Module} */ (await wasm);
          return { module, instance: await WebAssembly.instantiate(module, imports) };
        } catch (error) {
          reject(error);
          throw error;
        }
      };
      stdlib.catch(reject);
    });
  }

  /** @param {WorkerManifest} manifest @param {boolean} withSnapshot */
  async function start(manifest, withSnapshot) {
    try {
      if (withSnapshot) return { handle: await startFromSnapshot(manifest), snapshot: true };
    } catch (error) {
      console.info(`calculator: ordinary start, the snapshot was not usable (${error})`);
    }
    return { handle: await startOrdinarily(manifest), snapshot: false };
  }

  /** @type {(handle: Handle) => void} */
  let run;
  /** Requests may come before Python does. @type {Promise<Handle>} */
  const running = new Promise((resolve) => {
    run = resolve;
  });

  /** @param {{id: number, request: string}} message */
  async function answer({ id, request: text }) {
    const handle = await running;
    try {
      scope.postMessage({ type: "answer", id, response: handle(text) });
    } catch (error) {
      scope.postMessage({ type: "error", id, detail: String(error) });
    }
  }

  /** @param {{manifest: WorkerManifest, snapshot: boolean}} message */
  async function begin({ manifest, snapshot: withSnapshot }) {
    scope.postMessage({ type: "starting" });
    try {
      const started = await start(manifest, withSnapshot);
      scope.postMessage({ type: "ready", snapshot: started.snapshot });
      run(started.handle);
    } catch (error) {
      scope.postMessage({ type: "failed", code: "start-failed", detail: String(error) });
    }
  }

  scope.onmessage = (/** @type {MessageEvent} */ { data }) => {
    if (data.type === "start") begin(data);
    else if (data.type === "call") answer(data);
    else if (data.type === "payload") waiting[data.name].resolve(data.content);
    else waiting[data.name].reject(new Error(`${data.name} did not arrive`));
  };
})();
