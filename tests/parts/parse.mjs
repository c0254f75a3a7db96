// Parses scripts as an engine of a given year would: one JSON line in, {path: ecmaVersion}, and the complaints out.
import { readFileSync } from "node:fs";
import { parse } from "../../node_modules/acorn/dist/acorn.mjs";

const complaints = [];
for (const [path, ecmaVersion] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  try {
    parse(readFileSync(path, "utf8"), { ecmaVersion, sourceType: "script" });
  } catch (error) {
    complaints.push(`${path}: ${error.message}`);
  }
}
console.log(JSON.stringify(complaints));
