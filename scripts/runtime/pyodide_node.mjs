/**
 * Start Pyodide under Node with nothing left to chance: fixed clock, fixed random bytes, fixed hash seed.
 *
 * The memory snapshot keeps whatever these return, so two builds agree byte for byte only when they do too.
 */
import crypto from "node:crypto";
import { readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Milliseconds that the build's Python sees as "now": 2021-01-01, the first day of the plans. */
const FIXED_NOW = 1609459200000;

/** Replace the clock and the random source of this process. */
function freezeWorld() {
  const OriginalDate = Date;
  globalThis.Date = class extends OriginalDate {
    /** @param {...any} values */
    constructor(...values) {
      super(...(values.length ? values : [FIXED_NOW]));
    }
    static now() {
      return FIXED_NOW;
    }
  };
  performance.now = () => 0;
  Math.random = () => 0.5;
  globalThis.crypto.getRandomValues = (array) => array.fill(0);
  crypto.randomFillSync = (array) => array.fill(0);
  syncBuiltinESMExports();
}

/** An empty lock: the runtime needs no package beyond the standard library. */
export function emptyLock(packageFolder) {
  const lock = JSON.parse(readFileSync(join(packageFolder, "pyodide-lock.json"), "utf8"));
  return JSON.stringify({ info: lock.info, packages: {} });
}

/**
 * @param {string} packageFolder the installed npm package `pyodide`
 * @param {object} options further options of loadPyodide
 */
export async function startPyodide(packageFolder, options = {}) {
  freezeWorld();
  const { loadPyodide } = await import(pathToFileURL(join(packageFolder, "pyodide.mjs")).href);
  return loadPyodide({
    indexURL: `${packageFolder}/`,
    lockFileContents: emptyLock(packageFolder),
    packageBaseUrl: "./",
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", LANG: "C.UTF-8" },
    args: [],
    ...options,
  });
}
