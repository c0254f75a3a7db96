"use strict";
/**
 * `CalculatorRuntime`: brings the calculator's files to the page, whole and unaltered: fetched, checked, unpacked.
 *
 * A classic script, because over file:// browsers refuse modules and fetch; there the payloads come from script tags
 * that call `PlanCalculator.receive`, and their SHA-256 is taken here. Over http the browser itself checks it
 * (`integrity`), which also works on plain http, where pages may not hash. A bundle has the scripts alone, also where a
 * web server hands it out; on plain http the checksum inside gzip then has to do, which tells damage but no intent.
 */

/**
 * @typedef {{name: string, size: number, sha256: string, unpacked: number}} RuntimePayload
 *   size and sha256 as stored; over http a payload whose size is not `unpacked` is gzip, over file:// all are
 * @typedef {"program" | "wasm" | "stdlib" | "snapshot"} PayloadName
 * @typedef {{program: RuntimePayload, wasm: RuntimePayload, stdlib: RuntimePayload, snapshot?: RuntimePayload}}
 *   RuntimePayloads
 * @typedef {{interpreter: string, lock: object, check: object, http: RuntimePayloads, file: RuntimePayloads}}
 *   RuntimeManifest
 */

const CalculatorRuntime = (() => {
  const STILL_THERE = "正文、表格和预先算好的结果仍可查看。";
  const NEWER = "请换用 Chrome 或 Edge 98、Safari（iOS）16.4、Firefox 115 以上的版本";
  /** What the reader is told, by error code. */
  const MESSAGES = /** @type {Record<string, string>} */ ({
    "no-webassembly": `这个浏览器不支持 WebAssembly，或已将它关闭，无法运行计算器；${STILL_THERE}`,
    "old-webassembly": `这个浏览器版本过旧，无法运行计算器，${NEWER}；${STILL_THERE}`,
    "no-worker": `这个浏览器不支持后台线程，无法运行计算器；${STILL_THERE}`,
    "no-decompression": `这个浏览器版本过旧，无法解压计算器，${NEWER}；${STILL_THERE}`,
    ...(location.protocol === "file:"
      ? {
          "payload-missing": "计算器的文件不完整（缺少文件）。离线使用时请先把压缩包全部解压，再打开页面。",
          "payload-corrupt": "计算器的文件已损坏或被改动，没有启动。请重新下载并解压。",
        }
      : {
          "payload-missing": "计算器的文件没有取到：网络中断，或者服务器上缺少文件。请刷新页面再试。",
          "payload-corrupt": "计算器的文件在传输中损坏或被改动，没有启动。请刷新页面再试。",
        }),
    "start-failed": "计算器没有启动成功，请刷新页面再试。",
    "call-failed": `计算器出错后重新启动，这次计算仍没有完成；可以改动输入再算，或刷新页面。${STILL_THERE}`,
  });

  /** A rejected start or call: `code` is stable, `message` is the sentence for the reader. */
  class CalculatorError extends Error {
    /** @param {string} code @param {string} [detail] */
    constructor(code, detail = "") {
      super(messageOf(code));
      this.name = "CalculatorError";
      this.code = code;
      this.detail = detail;
    }
  }

  /** The Chinese sentence for an error code. @param {string} code */
  function messageOf(code) {
    return MESSAGES[code] ?? MESSAGES["start-failed"];
  }

  /** A module that does nothing, with whatever Python's module takes: exceptions in their first form, references,
   * several results, sign extension and conversions that saturate. In WebAssembly's text:
   * (func (param externref)) (func (result i32 i32) try catch_all end
   *   (i32.extend8_s (i32.const 0)) (i32.trunc_sat_f32_s (f32.const 0))) (tag (param i32)) */
  const SAMPLE = Uint8Array.of(
    ...[0, 97, 115, 109, 1, 0, 0, 0], // magic, version
    ...[1, 14, 3, 96, 1, 111, 0, 96, 0, 2, 127, 127, 96, 1, 127, 0], // types
    ...[3, 3, 2, 0, 1, 13, 3, 1, 0, 2], // functions, tag
    ...[10, 21, 2, 2, 0, 11, 16, 0, 6, 64, 25, 11, 65, 0, 192, 67, 0, 0, 0, 0, 252, 0, 11], // code
  );

  /** @returns {string | null} the code of what the browser lacks */
  function missingFeature() {
    if (typeof WebAssembly !== "object") return "no-webassembly";
    try {
      // Not only validated: before Chromium 97 the site's policy forbids WebAssembly altogether.
      void new WebAssembly.Module(SAMPLE);
    } catch {
      return "old-webassembly";
    }
    if (typeof Worker !== "function") return "no-worker";
    if (typeof DecompressionStream !== "function") return "no-decompression";
    return null;
  }

  /** A payload that lies in the page as a block of text, as in a bundle that is one file. @param {string} name */
  function embedded(name) {
    return document.getElementById(`payload-${name}`)?.textContent;
  }

  /** Whether the page is one of an offline bundle, wherever it was opened from. */
  function inBundle() {
    return Boolean(document.querySelector("meta[name=bundle]") || embedded("manifest"));
  }

  /** The payloads of one runtime folder, over whichever way the page itself came. */
  class PayloadSource {
    overFile = location.protocol === "file:" || inBundle();
    #folder;
    /** @type {Map<string, string>} */
    #received = new Map();

    /** @param {URL} folder */
    constructor(folder) {
      this.#folder = folder;
    }

    /** Take the text of a payload script. @param {string} name @param {string} text */
    receive(name, text) {
      this.#received.set(name, text);
    }

    /** Forget what was delivered: the manifest may be the stale part of a failed start. */
    forget() {
      this.#received.clear();
    }

    /** What a tag for manifest.js in the page delivered, which saves a round trip, else the newest.
     * @returns {Promise<RuntimeManifest>} */
    async manifest() {
      const given = this.#received.get("manifest");
      if (given) return JSON.parse(given);
      if (this.overFile) return JSON.parse(await this.#text("manifest", "manifest.js"));
      const response = await fetch(new URL("manifest.json", this.#folder), { cache: "no-cache" }).catch(() => null);
      if (!response?.ok) throw new CalculatorError("payload-missing", "manifest.json");
      return response.json();
    }

    /** The worker's script as an address to start it from. @param {RuntimePayload} payload */
    async program(payload) {
      return URL.createObjectURL(new Blob([await this.bytes("program", payload)], { type: "text/javascript" }));
    }

    /** Compile while it arrives; from a server that does not know the type, after it has.
     * @param {RuntimePayload} payload @returns {Promise<WebAssembly.Module>} */
    async module(payload) {
      const response = await (this.overFile ? this.#unpacked("wasm", payload) : this.#request(payload));
      const streams = response.headers.get("Content-Type") === "application/wasm"; // refused with a charset
      return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
    }

    /** @param {PayloadName} name @param {RuntimePayload} payload @returns {Promise<ArrayBuffer>} checked and unpacked */
    async bytes(name, payload) {
      const response = await (this.overFile ? this.#unpacked(name, payload) : this.#request(payload));
      const packed = !this.overFile && payload.size !== payload.unpacked;
      const bytes = await (packed ? gunzip(response.body) : response).arrayBuffer();
      if (bytes.byteLength !== payload.unpacked) throw new CalculatorError("payload-corrupt", payload.name);
      return bytes;
    }

    /** @param {RuntimePayload} payload */
    async #request(payload) {
      const address = new URL(payload.name, this.#folder);
      const response = await fetch(address, { integrity: integrityOf(payload) }).catch(() => null);
      if (response?.ok) return response;
      // A file that is there but fails the check looks like one that is not there: ask again without the check.
      const altered = !response && (await fetch(address, { cache: "reload" }).catch(() => null))?.ok;
      throw new CalculatorError(altered ? "payload-corrupt" : "payload-missing", payload.name);
    }

    /** @param {PayloadName} name @param {RuntimePayload} payload */
    async #unpacked(name, payload) {
      const text = await this.#text(name, payload.name);
      try {
        const bytes = fromBase64(text);
        const unpacked = gunzip(new Blob([bytes]).stream(), name === "wasm" ? "application/wasm" : "");
        if (!crypto.subtle) return new Response(await unpacked.blob()); // which fails where gzip's checksum does
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        if (hexOf(digest) !== payload.sha256) throw new Error("checksum");
        return unpacked;
      } catch (error) {
        throw new CalculatorError("payload-corrupt", `${payload.name}: ${error}`);
      }
    }

    /** Load a payload script and hand over the text it delivers. @param {string} name @param {string} path */
    async #text(name, path) {
      const inside = embedded(name);
      if (inside) return inside;
      const tag = document.createElement("script");
      await new Promise((resolve, reject) => {
        tag.src = new URL(path, this.#folder).href;
        tag.onload = resolve;
        tag.onerror = () => reject(new CalculatorError("payload-missing", path));
        document.head.append(tag);
      }).finally(() => tag.remove());
      const text = this.#received.get(name);
      this.#received.delete(name);
      // A script cut short or altered does not parse, so it loads without delivering.
      if (text === undefined) throw new CalculatorError("payload-corrupt", path);
      return text;
    }
  }

  /** @param {RuntimePayload} payload the hexadecimal digest, as `integrity` wants it */
  function integrityOf({ sha256 }) {
    const bytes = (sha256.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
    return `sha256-${btoa(String.fromCharCode(...bytes))}`;
  }

  /** @param {Uint8Array} bytes */
  function hexOf(bytes) {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
  function fromBase64(text) {
    const native = /** @type {any} */ (Uint8Array).fromBase64;
    return native ? native.call(Uint8Array, text) : Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  }

  /** @param {ReadableStream<Uint8Array<ArrayBuffer>> | null} stream @param {string} [type] of what is inside */
  function gunzip(stream, type = "") {
    const source = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (stream);
    return new Response(source.pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
  }

  return { CalculatorError, PayloadSource, messageOf, missingFeature };
})();
