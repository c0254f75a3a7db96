/** Keep of Pyodide's WebAssembly module what the wanted exports reach, with Binaryen, and lay its data ready. */
import binaryen from "binaryen";

const { BulkMemory, ExceptionHandling, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } =
  binaryen.Features;
/** What the module uses. Not all that Binaryen knows: it would write encodings that browsers do not read yet. */
const FEATURES =
  BulkMemory | ExceptionHandling | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt;
/** Writes the addresses that the data holds: half a megabyte of code that runs once a start, always to one result. */
const RELOCATIONS = "__wasm_apply_data_relocs";
/** Where Emscripten's script puts the data and the table (`___memory_base`, `___table_base`). */
const BASES = { __memory_base: 1024, __table_base: 1 };
const DATA_SECTION = 11;

/** @param {Uint8Array} content @param {Set<string>} exports names to keep @returns {Uint8Array} */
export function shakeModule(content, exports) {
  const module = binaryen.readBinary(content);
  module.setFeatures(FEATURES);
  const names = Array.from({ length: module.getNumExports() }, (_none, index) => {
    return binaryen.getExportInfo(module.getExportByIndex(index)).name;
  });
  const unknown = [...exports].filter((name) => !names.includes(name));
  if (unknown.length) throw new Error(`the module does not export ${unknown.join(", ")}`);
  for (const name of names.filter((name) => !exports.has(name))) module.removeExport(name);
  module.runPasses(["remove-unused-module-elements"]);
  const relocated = relocatedMemory(module.emitBinary());
  const { value } = binaryen.getExportInfo(module.getExport(RELOCATIONS));
  module.removeFunction(value);
  module.addFunction(value, binaryen.none, binaryen.none, [], module.nop());
  module.runPasses(["remove-unused-module-elements"]);
  return withData(module.emitBinary(), relocated);
}

/** The memory of the module once its addresses are written, linked to nothing but memory and table.
 * @param {Uint8Array} content @returns {Uint8Array} */
function relocatedMemory(content) {
  const module = new WebAssembly.Module(content);
  const memory = new WebAssembly.Memory({ initial: 320, maximum: 65536 });
  const table = new WebAssembly.Table({ initial: 8192, element: "anyfunc" });
  const stubs = {
    function: () => () => 0,
    global: (name) => new WebAssembly.Global({ value: "i32", mutable: !(name in BASES) }, BASES[name] ?? 0),
    memory: () => memory,
    table: () => table,
    tag: () => new WebAssembly.Tag({ parameters: ["i32"] }),
  };
  const imports = {};
  for (const { module: owner, name, kind } of WebAssembly.Module.imports(module)) {
    imports[owner] = { ...imports[owner], [name]: stubs[kind](name) };
  }
  new WebAssembly.Instance(module, imports).exports[RELOCATIONS]();
  return new Uint8Array(memory.buffer);
}

/** The module with the data that its memory shall begin with. @param {Uint8Array} content @param {Uint8Array} memory */
function withData(content, memory) {
  const result = content.slice();
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = content[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  for (let id = content[at++]; id !== DATA_SECTION; id = content[at++]) {
    const length = number();
    at += length;
    if (at >= content.length) throw new Error("the module has no data");
  }
  // One segment, placed by its first global: length of the section, 1 segment, flags 0, global.get 0, end.
  number();
  const head = [1, 0, 0x23, 0, 0x0b];
  if (!head.every((byte) => content[at++] === byte)) throw new Error("the module's data is not one segment");
  const length = number();
  result.set(memory.subarray(BASES.__memory_base, BASES.__memory_base + length), at);
  return result;
}
