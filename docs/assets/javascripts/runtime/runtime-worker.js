"use strict";
/**
 * The worker that runs the calculator's Python: collects the payloads, starts Pyodide, answers requests.
 *
 * Over http it fetches the payloads. Over file://, where nothing can be fetched, the page sends them as base64 and
 * this script runs from a Blob in which the Pyodide scripts stand before it. Everything is fetched and compiled at
 * once; Pyodide then finds it all ready. A snapshot that cannot be restored gives way to the ordinary start.
 *
 * In:  {type: "start", base, manifest} · {type: "start", manifest} + {type: "payload", name, text} each ·
 *      {type: "call", id, request}
 * Out: {type: "progress", stage, loaded, total} · {type: "ready", snapshot} · {type: "failed", code, detail} ·
 *      {type: "answer", id, response} · {type: "error", id, detail}
 */

/**
 * @typedef {{name: string, size: number, sha256: string, unpacked: number}} Payload size and sha256 as stored
 * @typedef {{wasm: Payload, stdlib: Payload, snapshot?: Payload}} Shared
 * @typedef {{lock: object, http: Shared & {loader: Payload, engine: Payload}, file: Shared}} Manifest
 * @typedef {{wasm: Promise<WebAssembly.Module>, stdlib: Promise<Uint8Array<ArrayBuffer>>,
 *   snapshot: Promise<Uint8Array<ArrayBuffer>> | null}} Parts snapshot: null where the manifest names none
 * @typedef {(request: string) => string} Handle
 */

(() => {
  /** No address: Pyodide's requests below it are answered from memory. */
  const INDEX = "runtime:/";
  const scope = /** @type {any} */ (self);
  const networkFetch = self.fetch.bind(self);

  /** A failure with a code that the page has a sentence for. */
  class StartError extends Error {
    /** @param {string} code @param {string} detail */
    constructor(code, detail) {
      super(detail);
      this.code = code;
    }
  }

  const progress = { loaded: 0, total: 0 };

  /** @param {string} stage */
  function report(stage) {
    scope.postMessage({ type: "progress", stage, ...progress });
  }

  /** @param {number} bytes */
  function count(bytes) {
    progress.loaded += bytes;
    report("download");
  }

  // ---- payloads over http -------------------------------------------------------------------------------------

  /** @param {string} base @param {Payload} payload */
  async function request(base, payload) {
    const response = await networkFetch(base + payload.name).catch((error) => {
      throw new StartError("payload-missing", `${payload.name}: ${error}`);
    });
    if (!response.ok || !response.body) {
      throw new StartError("payload-missing", `${payload.name}: status ${response.status}`);
    }
    return response;
  }

  /** @param {string} base @param {Payload} payload */
  async function compileFromNetwork(base, payload) {
    const response = await request(base, payload);
    const streams = (response.headers.get("Content-Type") ?? "").startsWith("application/wasm");
    const module = await (streams
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer()));
    count(payload.size);
    return module;
  }

  /** @param {string} base @param {Payload} payload @param {boolean} packed */
  async function download(base, payload, packed) {
    const { body } = await request(base, payload);
    const counted = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (body).pipeThrough(
      new TransformStream({
        transform(chunk, controller) {
          count(chunk.length);
          controller.enqueue(chunk);
        },
      }),
    );
    return collect(packed ? unpack(counted) : counted, payload.unpacked);
  }

  /** @param {string} base @param {Manifest} manifest @returns {Parts} */
  function partsFromNetwork(base, manifest) {
    const { wasm, stdlib, snapshot, loader, engine } = manifest.http;
    progress.total = wasm.size + stdlib.size + (snapshot?.size ?? 0);
    const parts = {
      wasm: compileFromNetwork(base, wasm),
      snapshot: snapshot ? download(base, snapshot, true) : null,
      stdlib: download(base, stdlib, false),
    };
    quiet(parts);
    try {
      scope.importScripts(base + loader.name, base + engine.name);
    } catch (error) {
      throw new StartError("payload-missing", String(error));
    }
    return parts;
  }

  // ---- payloads over file:// ----------------------------------------------------------------------------------

  /** @type {Record<string, (text: string) => void>} */
  const expected = {};

  /** @param {string} name @returns {Promise<string>} */
  function fromPage(name) {
    return new Promise((resolve) => {
      expected[name] = resolve;
    });
  }

  /** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
  function fromBase64(text) {
    const native = /** @type {any} */ (Uint8Array).fromBase64;
    return native ? native.call(Uint8Array, text) : Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  }

  /** @param {string} name @param {Payload} payload */
  async function checked(name, payload) {
    const text = await fromPage(name);
    /** @type {Uint8Array<ArrayBuffer>} */
    let bytes;
    try {
      bytes = fromBase64(text);
    } catch (error) {
      throw new StartError("payload-corrupt", `${payload.name}: ${error}`);
    }
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== payload.sha256) throw new StartError("payload-corrupt", `${payload.name}: checksum`);
    count(bytes.length);
    return unpack(new Blob([bytes]).stream());
  }

  /** @param {Manifest} manifest @returns {Parts} */
  function partsFromPage(manifest) {
    const { wasm, stdlib, snapshot } = manifest.file;
    progress.total = wasm.size + stdlib.size + (snapshot?.size ?? 0);
    const headers = { "Content-Type": "application/wasm" };
    const parts = {
      wasm: checked("wasm", wasm).then((body) => WebAssembly.compileStreaming(new Response(body, { headers }))),
      snapshot: snapshot
        ? checked("snapshot", snapshot).then((body) => collect(body, snapshot.unpacked))
        : null,
      stdlib: checked("stdlib", stdlib).then((body) => collect(body, stdlib.unpacked)),
    };
    quiet(parts);
    return parts;
  }

  // ---- streams ------------------------------------------------------------------------------------------------

  /** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream */
  function unpack(stream) {
    return stream.pipeThrough(new DecompressionStream("gzip"));
  }

  /** Read a stream of known length; a shorter or longer one is corrupt.
   * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @param {number} size */
  async function collect(stream, size) {
    const bytes = new Uint8Array(size);
    const reader = stream.getReader();
    let end = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (end + part.value.length > size) throw new StartError("payload-corrupt", "too long");
      bytes.set(part.value, end);
      end += part.value.length;
    }
    if (end !== size) throw new StartError("payload-corrupt", "too short");
    return bytes;
  }

  /** The parts are awaited later; until then a rejection is no unhandled one. @param {Parts} parts */
  function quiet(parts) {
    for (const part of Object.values(parts)) part?.catch(() => {});
  }

  // ---- Python -------------------------------------------------------------------------------------------------

  /**
   * Answer what Pyodide fetches and instantiates from the parts.
   *
   * Pyodide only logs a module or library that fails to arrive, and then waits for ever: the promise returned here
   * rejects instead, and never resolves.
   * @param {Parts} parts @returns {Promise<never>}
   */
  function serve(parts) {
    scope.fetch = async (/** @type {RequestInfo | URL} */ resource, /** @type {RequestInit} */ options) => {
      if (!String(resource).startsWith(INDEX)) return networkFetch(resource, options);
      return String(resource).endsWith(".zip") ? new Response(await parts.stdlib) : new Response();
    };
    return new Promise((_resolve, reject) => {
      WebAssembly.instantiateStreaming = async (_response, imports) => {
        try {
          const module = await parts.wasm;
          return { module, instance: await WebAssembly.instantiate(module, imports) };
        } catch (error) {
          reject(error);
          throw error;
        }
      };
      parts.stdlib.catch(reject);
    });
  }

  /** @param {Parts} parts @param {Manifest} manifest @param {boolean} withSnapshot @returns {Promise<Handle>} */
  async function boot(parts, manifest, withSnapshot) {
    const failure = serve(parts);
    const python = scope.loadPyodide({
      indexURL: INDEX,
      packageBaseUrl: INDEX,
      stdLibURL: `${INDEX}python_stdlib.zip`,
      lockFileContents: JSON.stringify(manifest.lock),
      ...(withSnapshot ? { _loadSnapshot: parts.snapshot } : {}),
    });
    const ready = await Promise.race([python, failure]);
    const handle = ready.pyimport("target_calculator.interface").handle;
    JSON.parse(handle("{}"));
    if (withSnapshot) ready.pyimport("random").seed();
    return handle;
  }

  /** @param {Manifest} manifest @param {string | undefined} base */
  async function start(manifest, base) {
    const parts = base === undefined ? partsFromPage(manifest) : partsFromNetwork(base, manifest);
    // On file:// a damaged payload is a damaged copy of the site: say so instead of working around it.
    if (base === undefined) await parts.snapshot;
    report("start");
    try {
      if (parts.snapshot) return { handle: await boot(parts, manifest, true), snapshot: true };
    } catch (error) {
      await Promise.all([parts.wasm, parts.stdlib]);
      console.info(`calculator: ordinary start, the snapshot was not usable (${error})`);
    }
    return { handle: await boot(parts, manifest, false), snapshot: false };
  }

  /** @type {Handle | undefined} */
  let handle;

  /** @param {{id: number, request: string}} message */
  function answer({ id, request: text }) {
    try {
      if (!handle) throw new Error("called before ready");
      scope.postMessage({ type: "answer", id, response: handle(text) });
    } catch (error) {
      scope.postMessage({ type: "error", id, detail: String(error) });
    }
  }

  /** @param {{manifest: Manifest, base?: string}} message */
  async function begin({ manifest, base }) {
    try {
      const started = await start(manifest, base);
      handle = started.handle;
      scope.postMessage({ type: "ready", snapshot: started.snapshot });
    } catch (error) {
      const code = error instanceof StartError ? error.code : "start-failed";
      scope.postMessage({ type: "failed", code, detail: String(error) });
    }
  }

  scope.onmessage = (/** @type {MessageEvent} */ { data }) => {
    if (data.type === "start") begin(data);
    else if (data.type === "payload") expected[data.name]?.(data.text);
    else if (data.type === "call") answer(data);
  };
})();
