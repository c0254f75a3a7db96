/**
 * Keep of Emscripten's script what this site runs, and find out which of the module's functions that needs.
 *
 * Pyodide links so that any extension module may be loaded later: 9,700 exports, each assigned to a variable and put
 * into tables at every start, and JavaScript for OpenGL, SDL and the like. The site loads no extension module.
 * What is kept is decided by the words of the remaining script: an export whose name occurs nowhere is not used.
 */
import { minify } from "terser";

/** `var _X=Module["_X"]=wasmExports["X"];` */
const EXPORT = /var (_\w+)=Module\["(\w+)"\]=wasmExports\["(\w+)"\];/g;
/** `var _X=Module["_X"]=123;`: the address of a C variable. */
const ADDRESS = /var (_\w+)=Module\["\w+"\]=\d[\de]*;/g;
/** `Module["x"]=x;` */
const PUBLISHED = /(?<=[;}])Module\["([\w$]+)"\]=\1;/g;
/** `x.sig="vi";`: how to put a JavaScript function into the table, which only extension modules ask for. */
const SIGNATURE = /(?<=[;}\n])[A-Za-z_$][\w$]*\.sig="[^"]*";/g;
/** Direct eval, which the site's policy forbids anyway, would keep the minifier from seeing what is unused. */
const EVAL = /(?<![\w.$])eval\(/g;

/** Where the script lies, which a Blob cannot tell. An exception, even a caught one, makes the engine read the
 * functions around it a second time, to know its place: milliseconds in a script of this size. */
const OWN_FOLDER = /try\{scriptDirectory=new URL\("\.",_scriptName\)\.href\}catch\{\}/g;
/** Whether a name is taken, asked by catching an exception, some twenty times at every start. */
const NAME_TAKEN = /try\{var node=FS\.lookupNode\(dir,name\);return 20\}catch\(e\)\{\}/g;
/** The same asked of a folder in memory, the only kind there is here. */
const NAME_TAKEN_IN_MEMORY = "if(Object.hasOwn(dir.contents??{},name))return 20;";

/** The addresses of all exports and a list of the whole table, kept for extension modules that would link to them. */
const EXPORT_ADDRESSES = /updateGOT\(relocated,replace\);(?=return relocated\})/g;
const TABLE_LIST = /(?<=functionsInTableMap=new WeakMap);updateTableMap\(0,wasmTable\.length\)/g;

/** Python calls a function of fewer arguments than it passes through JavaScript, which bears that, or, faster, through
 * a function that counts them. The latter takes WebAssembly with garbage collection, and Emscripten's script makes it
 * where there is any and the browser is none of an iPhone. Its place in the table would be part of the snapshot, which
 * then fits none but the browsers that have made it too: so nobody makes it, and all browsers run the same. */
const COUNT_ARGUMENTS = /(?<=function getPyEMCountArgsPtr\(\)\{).*?catch\(e\)\{return 0\}(?=\})/gs;

/** @param {string} script @returns {Set<string>} */
const wordsOf = (script) => new Set(script.match(/[A-Za-z_$][\w$]*/g));

/** A replacement that must find something: a new Pyodide may be written otherwise.
 * @param {string} script @param {RegExp} pattern @param {(...groups: string[]) => string} replacement */
function replaceAll(script, pattern, replacement) {
  if (script.search(pattern) < 0) throw new Error(`pyodide.asm.js has nothing like ${pattern.source}`);
  return script.replace(pattern, replacement);
}

/**
 * @param {string} script pyodide.asm.js @param {string} users the scripts that use it
 * @returns {{script: string, exports: Set<string>}} without unused assignments, and the exports that it still names
 */
export function dropUnusedExports(script, users) {
  const words = wordsOf(script.replace(EXPORT, "").replace(ADDRESS, "") + users);
  const properties = new Set([...(script + users).matchAll(/\.([A-Za-z_$][\w$]*)/g)].map((match) => match[1]));
  const kept = [EXPORT, ADDRESS].reduce(
    (text, pattern) => replaceAll(text, pattern, (all, name, _alias, symbol) => {
      return words.has(name) || (pattern === EXPORT && words.has(symbol)) ? all : "";
    }),
    script,
  );
  const slim = replaceAll(kept, PUBLISHED, (all, name) => (properties.has(name) ? all : ""));
  const exports = new Set([...slim.matchAll(/wasmExports\["(\w+)"\]/g)].map((match) => match[1]));
  return { script: slim, exports };
}

/**
 * @param {string} script @param {Set<string>} imports what the module imports
 * @returns {Promise<string>} without the functions that nothing calls any more, in short names
 */
export async function dropUnusedFunctions(script, imports) {
  const table = /var wasmImports=\{([^}]*)\}/;
  const offered = replaceAll(script, table, (_all, entries) => {
    const kept = entries.split(",").filter((entry) => imports.has(entry.split(":")[0].replaceAll('"', "")));
    return `var wasmImports={${kept.join(",")}}`;
  });
  const bare = [SIGNATURE, OWN_FOLDER, EXPORT_ADDRESSES, TABLE_LIST].reduce((text, pattern) => replaceAll(text, pattern, () => ""), offered);
  const compress = { defaults: false, unused: true, dead_code: true, side_effects: true, pure_getters: true, passes: 3 };
  const even = replaceAll(bare, COUNT_ARGUMENTS, () => "return 0");
  const calm = replaceAll(even, NAME_TAKEN, () => NAME_TAKEN_IN_MEMORY);
  const { code } = await minify(replaceAll(calm, EVAL, () => "globalThis.eval("), { compress, mangle: true });
  if (!code) throw new Error("terser returned nothing");
  return code;
}
