/** Start Pyodide as its package ships it, under Node. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** An empty lock: the runtime needs no package beyond the standard library. @param {string} packageFolder */
function emptyLock(packageFolder) {
  const lock = JSON.parse(readFileSync(join(packageFolder, "pyodide-lock.json"), "utf8"));
  return JSON.stringify({ info: lock.info, packages: {} });
}

/** @param {string} packageFolder the installed npm package `pyodide` */
export async function startPyodide(packageFolder) {
  const { loadPyodide } = await import(pathToFileURL(join(packageFolder, "pyodide.mjs")).href);
  return loadPyodide({
    indexURL: `${packageFolder}/`,
    lockFileContents: emptyLock(packageFolder),
    packageBaseUrl: "./",
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", LANG: "C.UTF-8" },
    args: [],
  });
}
