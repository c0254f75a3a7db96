"use strict";
/**
 * `Interpreter`: CPython as Pyodide builds it, started from the memory of one that has started before.
 *
 * Pyodide's own interface to JavaScript takes longer to come up than Python itself, and the calculator needs none of
 * it: text goes in, text comes out, through CPython's embedding interface. The build runs this same script to make the
 * snapshot (scripts/runtime/make_snapshot.mjs), because a snapshot holds the addresses of functions: whoever restores
 * it must have linked exactly as whoever took it.
 *
 * A snapshot is the id of the interpreter it fits (16 characters), the length of its memory, the number of pages,
 * their numbers (32 bits each, little-endian), then the pages: those in which the memory differs from one just linked.
 */

/**
 * @typedef {{HEAPU8: Uint8Array, FS: any, ENV: Record<string, string>, stringToNewUTF8: (text: string) => number,
 *   UTF8ToString: (address: number) => string} & Record<string, any>} LinkedPython Emscripten's module object
 * @typedef {{python: LinkedPython, complaints: string[]}} LinkedInterpreter complaints: lines written to stderr
 */

const Interpreter = (() => {
  const PAGE = 4096;
  const ID = 16;
  const scope = /** @type {any} */ (self);

  /**
   * Link the module with Emscripten's script. With `prepare`, which may fill the file system, CPython also starts.
   * @param {Promise<WebAssembly.Module>} module @param {(python: LinkedPython) => void} [prepare]
   * @returns {Promise<LinkedInterpreter>}
   */
  function link(module, prepare) {
    /** @type {string[]} */
    const complaints = [];
    return new Promise((resolve, reject) => {
      /** @type {Promise<LinkedPython>} */
      const linked = scope._createPyodideModule({
        API: { config: { jsglobals: self }, runtimeEnv: { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true } },
        arguments: [],
        noInitialRun: !prepare,
        preRun: prepare ? [prepare] : [],
        printErr: (/** @type {string} */ line) => complaints.push(line),
        instantiateWasm(/** @type {any} */ imports, /** @type {Function} */ done) {
          instantiate(module, imports).then(([instance, code]) => done(instance, code)).catch(reject);
          return {};
        },
      });
      linked.then((python) => resolve({ python, complaints }), reject);
    });
  }

  /** @param {Promise<WebAssembly.Module>} module @param {any} imports
   * @returns {Promise<[WebAssembly.Instance, WebAssembly.Module]>} */
  async function instantiate(module, imports) {
    const marker = Symbol("error marker");
    imports.sentinel = {
      create_sentinel: () => marker,
      is_sentinel: (/** @type {unknown} */ value) => value === marker,
    };
    const code = await module;
    return [await WebAssembly.instantiate(code, imports), code];
  }

  /** Write the pages of memory that linking alone does not give.
   * @param {Uint8Array} memory of the interpreter to restore from
   * @param {Uint8Array} linked memory of one just linked @param {string} id */
  function takeSnapshot(memory, linked, id) {
    if (memory.length !== linked.length) throw new Error("Python outgrew the memory it is linked with");
    const changed = [];
    for (let page = 0; page * PAGE < memory.length; page++) {
      const end = (page + 1) * PAGE;
      for (let at = page * PAGE; at < end; at++) {
        if (memory[at] !== linked[at]) {
          changed.push(page);
          break;
        }
      }
    }
    const pages = ID + 4 * (2 + changed.length);
    const snapshot = new Uint8Array(pages + PAGE * changed.length);
    new TextEncoder().encodeInto(id, snapshot);
    new Uint32Array(snapshot.buffer, ID, 2 + changed.length).set([memory.length, changed.length, ...changed]);
    changed.forEach((page, index) => {
      snapshot.set(memory.subarray(page * PAGE, (page + 1) * PAGE), pages + index * PAGE);
    });
    return snapshot;
  }

  /** Make a linked interpreter the one that the snapshot was taken of; Python need not have started.
   * @param {LinkedPython} python @param {ArrayBuffer} snapshot @param {string} id */
  function restoreSnapshot(python, snapshot, id) {
    const found = new TextDecoder().decode(new Uint8Array(snapshot, 0, ID));
    const [length, count] = new Uint32Array(snapshot, ID, 2);
    if (found !== id || length !== python.HEAPU8.length) throw new Error(`snapshot of interpreter ${found}, not ${id}`);
    const pages = ID + 4 * (2 + count);
    new Uint32Array(snapshot, ID + 8, count).forEach((page, index) => {
      python.HEAPU8.set(new Uint8Array(snapshot, pages + index * PAGE, PAGE), page * PAGE);
    });
  }

  /** Run Python source in `__main__`. @param {LinkedInterpreter} interpreter @param {string} source */
  function run({ python, complaints }, source) {
    const address = python.stringToNewUTF8(source);
    const failed = python._PyRun_SimpleString(address);
    python._free(address);
    if (failed) throw new Error(complaints.splice(0).join("\n"));
  }

  /** A Python function of one str that returns a str, as a JavaScript function.
   * @param {LinkedInterpreter} interpreter @param {string} module @param {string} name
   * @returns {(text: string) => string} throws with Python's traceback */
  function textFunction({ python, complaints }, module, name) {
    /** @param {number} object a new reference, or 0 with Python's exception set */
    const checked = (object) => {
      if (object) return object;
      python._PyErr_Print();
      throw new Error(complaints.splice(0).join("\n"));
    };
    const encoder = new TextEncoder();
    /** @param {string} text @returns {number} a new Python str */
    const toPython = (text) => {
      const bytes = encoder.encode(text);
      const address = python._PyMem_Malloc(bytes.length + 1);
      python.HEAPU8.set(bytes, address);
      const object = python._PyUnicode_FromStringAndSize(address, bytes.length);
      python._PyMem_Free(address);
      return checked(object);
    };
    const callable = checked(python._PyObject_GetAttr(checked(python._PyImport_Import(toPython(module))), toPython(name)));
    return (text) => {
      const argument = toPython(text);
      const result = python._PyObject_CallOneArg(callable, argument);
      python._Py_DecRef(argument);
      const answer = python.UTF8ToString(checked(python._PyUnicode_AsUTF8(checked(result))));
      python._Py_DecRef(result);
      return answer;
    };
  }

  return { link, restoreSnapshot, run, takeSnapshot, textFunction };
})();
