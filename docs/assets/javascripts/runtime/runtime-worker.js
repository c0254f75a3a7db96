"use strict";
/**
 * The worker that runs the calculator's Python: takes the payloads from the page, starts Pyodide, answers requests.
 *
 * The build puts Pyodide's two scripts before this one, so that the worker is a single file over http and a single
 * Blob over file://. It fetches nothing: the page fetches and compiles while the worker itself is still loading.
 * A snapshot that cannot be restored gives way to the ordinary start.
 *
 * In:  {type: "start", manifest, transport} · {type: "call", id, request} · payloads, over http
 *      {type: "module", module}, {type: "chunk", name, bytes}…, {type: "end", name} or {type: "lost", name}, over file://
 *      {type: "text", name, text} in base64
 * Out: {type: "starting"} · {type: "ready", snapshot} · {type: "failed", code, detail} ·
 *      {type: "answer", id, response} · {type: "error", id, detail}
 */

/**
 * @typedef {{name: string, size: number, sha256: string, unpacked: number}} Payload size and sha256 as stored
 * @typedef {{program: Payload, wasm: Payload, stdlib: Payload, snapshot?: Payload}} Payloads
 * @typedef {{lock: object, http: Payloads, file: Payloads}} Manifest
 * @typedef {{wasm: Promise<WebAssembly.Module>, stdlib: Promise<Bytes>, snapshot: Promise<Bytes> | null}} Parts
 *   snapshot is null where the manifest names none
 * @typedef {Uint8Array<ArrayBuffer>} Bytes
 * @typedef {(request: string) => string} Handle
 */

(() => {
  /** No address: Pyodide's requests below it are answered from memory. */
  const INDEX = "runtime:/";
  const scope = /** @type {any} */ (self);

  /** A failure with a code that the page has a sentence for. */
  class StartError extends Error {
    /** @param {string} code @param {string} detail */
    constructor(code, detail) {
      super(detail);
      this.code = code;
    }
  }

  // ---- payloads from the page ---------------------------------------------------------------------------------

  /** What to do with the next message about a payload, by its name. @type {Record<string, (data: any) => void>} */
  const inbox = {};

  /** The first message about a payload. @param {string} name @returns {Promise<any>} */
  function delivery(name) {
    return new Promise((resolve) => {
      inbox[name] = resolve;
    });
  }

  /** @param {string} name @returns {ReadableStream<Bytes>} the chunks as they arrive */
  function arriving(name) {
    return new ReadableStream({
      start(controller) {
        inbox[name] = ({ type, bytes }) => {
          if (type === "chunk") controller.enqueue(bytes);
          else if (type === "end") controller.close();
          else controller.error(new StartError("payload-missing", name));
        };
      },
      // Unpacking gave up half-way: what still arrives is for nobody.
      cancel() {
        inbox[name] = () => {};
      },
    });
  }

  /** @param {string} name @param {Payload} payload @returns {Promise<ReadableStream<Bytes>>} after its checksum agrees */
  async function checked(name, payload) {
    const { text } = await delivery(name);
    /** @type {Bytes} */
    let bytes;
    try {
      bytes = fromBase64(text);
    } catch (error) {
      throw new StartError("payload-corrupt", `${payload.name}: ${error}`);
    }
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== payload.sha256) throw new StartError("payload-corrupt", `${payload.name}: checksum`);
    return unpack(new Blob([bytes]).stream());
  }

  /** @param {string} text @returns {Bytes} */
  function fromBase64(text) {
    const native = /** @type {any} */ (Uint8Array).fromBase64;
    return native ? native.call(Uint8Array, text) : Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  }

  /** @param {Payloads} payloads @returns {Parts} */
  function partsOverHttp({ stdlib, snapshot }) {
    return {
      wasm: delivery("wasm").then(({ module }) => module),
      stdlib: collect(arriving("stdlib"), stdlib.unpacked),
      snapshot: snapshot ? collect(unpack(arriving("snapshot")), snapshot.unpacked) : null,
    };
  }

  /** @param {Payloads} payloads @returns {Parts} */
  function partsOverFile({ wasm, stdlib, snapshot }) {
    const headers = { "Content-Type": "application/wasm" };
    return {
      wasm: checked("wasm", wasm).then((body) => WebAssembly.compileStreaming(new Response(body, { headers }))),
      stdlib: checked("stdlib", stdlib).then((body) => collect(body, stdlib.unpacked)),
      snapshot: snapshot
        ? checked("snapshot", snapshot).then((body) => collect(body, snapshot.unpacked))
        : null,
    };
  }

  /** @param {ReadableStream<Bytes>} stream */
  function unpack(stream) {
    return stream.pipeThrough(new DecompressionStream("gzip"));
  }

  /** Read a stream of known length; a shorter or longer one is corrupt.
   * @param {ReadableStream<Bytes>} stream @param {number} size */
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

  // ---- Python -------------------------------------------------------------------------------------------------

  /**
   * Answer what Pyodide fetches and instantiates from the parts.
   *
   * Pyodide only logs a module or library that fails to arrive, and then waits for ever: the promise returned here
   * rejects instead, and never resolves.
   * @param {Parts} parts @returns {Promise<never>}
   */
  function serve(parts) {
    scope.fetch = async (/** @type {RequestInfo | URL} */ resource) => {
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

  /** @param {Manifest} manifest @param {"http" | "file"} transport */
  async function start(manifest, transport) {
    const parts = transport === "file" ? partsOverFile(manifest.file) : partsOverHttp(manifest.http);
    // Awaited later; until then a rejection is no unhandled one.
    for (const part of Object.values(parts)) part?.catch(() => {});
    scope.postMessage({ type: "starting" });
    try {
      if (parts.snapshot) return { handle: await boot(parts, manifest, true), snapshot: true };
    } catch (error) {
      await Promise.all([parts.wasm, parts.stdlib]);
      // On file:// a damaged snapshot is a damaged copy of the site: say so instead of working around it.
      if (transport === "file") await parts.snapshot;
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

  /** @param {{manifest: Manifest, transport: "http" | "file"}} message */
  async function begin({ manifest, transport }) {
    try {
      const started = await start(manifest, transport);
      handle = started.handle;
      scope.postMessage({ type: "ready", snapshot: started.snapshot });
    } catch (error) {
      const code = error instanceof StartError ? error.code : "start-failed";
      scope.postMessage({ type: "failed", code, detail: String(error) });
    }
  }

  scope.onmessage = (/** @type {MessageEvent} */ { data }) => {
    if (data.type === "start") begin(data);
    else if (data.type === "call") answer(data);
    else inbox[data.name](data);
  };
})();
