/** Keep of Pyodide's WebAssembly module what the wanted exports reach, with Binaryen. */
import binaryen from "binaryen";

const { BulkMemory, ExceptionHandling, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } =
  binaryen.Features;
/** What the module uses. Not all that Binaryen knows: it would write encodings that browsers do not read yet. */
const FEATURES =
  BulkMemory | ExceptionHandling | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt;

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
  return module.emitBinary();
}
