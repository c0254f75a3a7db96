// What the explorer knows of each provision: facets that hold for the whole of it, and those of its sentences.
// Filled by the classic scripts assets/explore/<plan>.js. No page is needed, so that Node can test it.
"use strict";

/**
 * @typedef {Record<string, string[]>} FacetValues
 * @typedef {{id: string, facets: FacetValues, units: {id: string, facets: FacetValues}[]}} ExploreSource
 * @typedef {{row: string, id: string, indicator: string, scope: string, year: string, printed: string}} ExploreTarget
 * @typedef {{id: string, all: Map<string, Set<string>>, units: ExploreSource["units"]}} ExploreRow
 */

var ExploreData = (() => {
  // What is said of a provision that nothing says otherwise of; plan_model/published/explore_data.py has the same.
  const DEFAULTS = { figure: "no", note: "no", counterpart: "open" };
  /** @type {ExploreRow[]} */
  const rows = [];
  /** @type {ExploreTarget[]} */
  const targets = [];

  /** @param {{plan: string, rows: ExploreSource[], targets: ExploreTarget[]}} data */
  function register(data) {
    for (const { id, facets, units } of data.rows) {
      /** @type {ExploreRow["all"]} */
      const all = new Map();
      for (const own of [facets, ...units.map((unit) => unit.facets)]) {
        for (const [facet, values] of Object.entries(own)) all.set(facet, new Set([...(all.get(facet) ?? []), ...values]));
      }
      for (const [facet, value] of Object.entries(DEFAULTS)) if (!all.has(facet)) all.set(facet, new Set([value]));
      rows.push({ id, all, units });
    }
    targets.push(...data.targets);
  }

  return { rows, targets, register };
})();
