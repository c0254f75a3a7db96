// Reads {scripts, fields, asked} as JSON from standard input, loads the classic scripts as a page would, and prints the
// answer to each expression of `asked`. Node only; the browser runs the same files.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

const { scripts, fields, asked } = JSON.parse(fs.readFileSync(0, "utf8"));
for (const text of scripts) vm.runInThisContext(text);
for (const [id, own] of Object.entries(fields)) {
  ExploreText.add(id, own.map(({ texts, separator }) => ({ nodes: texts.map((text) => ({ text })), separator })));
}
const sets = (chosen) => new Map(Object.entries(chosen).map(([facet, values]) => [facet, new Set(values)]));
const plain = (map) => Object.fromEntries([...map].map(([key, value]) => [key, value instanceof Map ? plain(value) : value]));
const answers = {
  select({ chosen, query, facets }) {
    const withText = ExploreText.find(query);
    return {
      ids: ExploreFacets.select(ExploreData.rows, sets(chosen), withText).map((row) => row.id),
      counts: plain(ExploreFacets.counts(ExploreData.rows, sets(chosen), withText, facets)),
      dropped: ExploreFacets.ifDropped(ExploreData.rows, sets(chosen), withText),
    };
  },
  hash({ hash, known }) {
    const choice = ExploreState.read(hash, new Map(Object.entries(known).map(([key, values]) => [key, new Map(values.map((one) => [one, one]))])));
    return { written: ExploreState.write(choice), chosen: plain(new Map([...choice.chosen].map(([key, values]) => [key, [...values]]))), query: choice.query, view: choice.view };
  },
  csv: ({ records }) => ExploreDownloads.csv(records),
  reasons: ({ id, chosen }) => ExploreFacets.reasons(ExploreData.rows.find((row) => row.id === id), sets(chosen)),
};
process.stdout.write(JSON.stringify(asked.map(({ kind, ...rest }) => answers[kind](rest))));
