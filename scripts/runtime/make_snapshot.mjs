/**
 * Write the memory of a Python that has already imported the calculator and answered, as far as linking alone does not
 * give it.
 *
 * node make_snapshot.mjs <shaken pyodide> <python_stdlib.zip> <interpreter.js> <requests.json> <id> <snapshot.bin>
 *
 * Runs the browser's own scripts in a context that looks like a worker and leaves nothing to chance: fixed clock,
 * fixed random bytes, fixed hash seed. The memory keeps whatever these return, so two builds agree byte for byte only
 * when they do too.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const [packageFolder, stdlibFile, interpreterFile, requestsFile, id, output] = process.argv.slice(2);
const [emscripten, interpreter] = [join(packageFolder, "pyodide.asm.js"), interpreterFile].map((file) => {
  return new vm.Script(readFileSync(file, "utf8"), { filename: file });
});
const wasm = readFileSync(join(packageFolder, "pyodide.asm.wasm"));
const stdlib = readFileSync(stdlibFile);
const requests = readFileSync(requestsFile, "utf8");
const beforeSnapshot = readFileSync(new URL("before_snapshot.py", import.meta.url), "utf8");

// Node would print the line of source that threw, which is a quarter of a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(error.stack ?? error);
  process.exit(1);
});

/** Milliseconds that the build's Python sees as "now": 2021-01-01, the first day of the plans. */
const FIXED_NOW = 1609459200000;
const FREEZE = `{
  const OriginalDate = Date;
  globalThis.Date = class extends OriginalDate {
    constructor(...values) { super(...(values.length ? values : [${FIXED_NOW}])); }
    static now() { return ${FIXED_NOW}; }
  };
  Math.random = () => 0.5;
  globalThis.self = globalThis;
}`;
const ENVIRONMENT = { HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONHASHSEED: "0", PYTHONINSPECT: "1" };

/** A worker's global scope, frozen in time. */
function workerScope() {
  const scope = vm.createContext({
    clearTimeout,
    console,
    crypto: { getRandomValues: (array) => array.fill(0) },
    location: { href: "runtime:/program.js" },
    performance: { now: () => 0 },
    setTimeout,
    TextDecoder,
    TextEncoder,
    WorkerGlobalScope: class {},
  });
  vm.runInContext(FREEZE, scope);
  emscripten.runInContext(scope);
  interpreter.runInContext(scope);
  const module = vm.runInContext("(bytes) => WebAssembly.compile(bytes)", scope)(wasm);
  return { Interpreter: vm.runInContext("Interpreter", scope), module };
}

/** Give Python its library and surroundings. @param {any} python */
function furnish(python) {
  python.FS.mkdirTree("/lib/python3.13/site-packages");
  python.FS.writeFile("/lib/python313.zip", stdlib);
  python.FS.mkdirTree(ENVIRONMENT.HOME);
  python.FS.chdir(ENVIRONMENT.HOME);
  Object.assign(python.ENV, ENVIRONMENT);
}

/** What the calculator answers to the sample requests. */
function answersOf({ Interpreter }, linked) {
  const handle = Interpreter.textFunction(linked, "target_calculator.interface", "handle");
  return JSON.stringify(JSON.parse(requests).map((request) => handle(JSON.stringify(request))));
}

const started = workerScope();
const running = await started.Interpreter.link(started.module, furnish);
const answers = answersOf(started, running);
started.Interpreter.run(running, beforeSnapshot);

const restored = workerScope();
const linked = await restored.Interpreter.link(restored.module);
const snapshot = restored.Interpreter.takeSnapshot(running.python.HEAPU8, linked.python.HEAPU8, id);
restored.Interpreter.restoreSnapshot(linked.python, snapshot.buffer, id);
if (answersOf(restored, linked) !== answers) throw new Error("the restored Python answers otherwise");

writeFileSync(output, snapshot);
console.log(`${snapshot.length} bytes of ${running.python.HEAPU8.length}`);
process.exit(0);
