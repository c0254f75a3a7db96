/**
 * Write the memory of a Python that has already imported the calculator and answered once.
 *
 * node make_snapshot.mjs <pyodide package> <python_stdlib.zip> <requests.json> <snapshot.bin>
 *
 * Uses two private options of loadPyodide (`_makeSnapshot` here, `_loadSnapshot` in the worker), which is why the
 * pyodide version is pinned exactly and the worker can always start the ordinary way.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { startPyodide } from "./pyodide_node.mjs";

const [packageFolder, stdlib, requestsFile, output] = process.argv.slice(2);

const pyodide = await startPyodide(packageFolder, { stdLibURL: resolve(stdlib), _makeSnapshot: true });
pyodide.FS.writeFile("/requests.json", readFileSync(requestsFile));
pyodide.runPython(readFileSync(new URL("before_snapshot.py", import.meta.url), "utf8"));
pyodide.FS.unlink("/requests.json");
const snapshot = pyodide.makeMemorySnapshot();
writeFileSync(output, snapshot);
console.log(`${snapshot.length} bytes`);
process.exit(0);
