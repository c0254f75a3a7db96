/**
 * Write the compiled modules that Pyodide's start and the calculator import, and nothing else.
 *
 * node trim_stdlib.mjs <pyodide package> <calculator package> <requests.json> <output folder>
 *
 * Which modules those are is measured, not listed: start Pyodide, answer the sample requests, read sys.modules.
 * They are compiled by the very CPython that will load them, as unchecked hash-based .pyc files, which hold no
 * time stamp. Docstrings are dropped from the standard library, kept where Pyodide reads them.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { startPyodide } from "./pyodide_node.mjs";

const [packageFolder, calculator, requestsFile, output] = process.argv.slice(2);

const pyodide = await startPyodide(packageFolder);
const target = `/source/${basename(calculator)}`;
const modules = readdirSync(calculator, { recursive: true }).filter((name) => name.endsWith(".py"));
for (const name of modules) {
  pyodide.FS.mkdirTree(dirname(`${target}/${name}`));
  pyodide.FS.writeFile(`${target}/${name}`, readFileSync(join(calculator, name)));
}
pyodide.FS.writeFile("/requests.json", readFileSync(requestsFile));
pyodide.runPython(readFileSync(new URL("trim_stdlib.py", import.meta.url), "utf8"));

const compiled = Object.entries(pyodide.globals.get("compiled").toJs({ dict_converter: Object.fromEntries }));
for (const [path, bytes] of compiled) {
  const file = join(output, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
console.log(`${compiled.length} modules`);
process.exit(0);
