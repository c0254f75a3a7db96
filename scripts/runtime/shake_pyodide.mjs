/**
 * Write pyodide.asm.js and pyodide.asm.wasm without what this site never uses.
 *
 * node shake_pyodide.mjs <pyodide package> <interpreter.js> <output folder>
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shakeModule } from "./shake_module.mjs";
import { dropUnusedExports, dropUnusedFunctions } from "./shake_script.mjs";

const [packageFolder, interpreter, output] = process.argv.slice(2);
const read = (name) => readFileSync(join(packageFolder, name), "utf8");

const users = read("pyodide.js") + readFileSync(interpreter, "utf8");
const { script, exports } = dropUnusedExports(read("pyodide.asm.js"), users);
const module = shakeModule(readFileSync(join(packageFolder, "pyodide.asm.wasm")), exports);
const imports = new Set(WebAssembly.Module.imports(new WebAssembly.Module(module)).map(({ name }) => name));

mkdirSync(output, { recursive: true });
writeFileSync(join(output, "pyodide.asm.wasm"), module);
writeFileSync(join(output, "pyodide.asm.js"), await dropUnusedFunctions(script, imports));
console.log(`${exports.size} exports, module ${module.length} bytes`);
