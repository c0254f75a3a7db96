// Reads {scripts, queries} as JSON from standard input, loads the classic scripts as a page would, and prints for
// each query the ids of its hits in order. Node only; the browser runs the same files.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

const { scripts, queries } = JSON.parse(fs.readFileSync(0, "utf8"));
for (const text of scripts) vm.runInThisContext(text);
const started = process.hrtime.bigint();
const answers = queries.map((query) => {
  const exact = PlanSearch.search(query);
  const found = new Set(exact.map((hit) => hit.id));
  return { exact, pinyin: PlanPinyin.search(query, found) };
});
const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
process.stdout.write(JSON.stringify({ answers, milliseconds }));
