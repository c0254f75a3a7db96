// Which provisions a choice leaves: all chosen facets must hold, of one facet's values any. No page is needed.
"use strict";

var ExploreFacets = (() => {
  /** @typedef {Map<string, Set<string>>} Chosen */

  /** @param {ExploreRow} row @param {Chosen} chosen @param {string} [except]  a facet to leave out of account */
  function holds(row, chosen, except) {
    for (const [facet, values] of chosen) {
      if (facet === except || !values.size) continue;
      const own = row.all.get(facet);
      if (!own || ![...values].some((value) => own.has(value))) return false;
    }
    return true;
  }

  /**
   * @param {ExploreRow[]} rows @param {Chosen} chosen
   * @param {Set<string> | null} withText  the ids that contain the words looked for; null when none are
   */
  const select = (rows, chosen, withText) =>
    rows.filter((row) => (!withText || withText.has(row.id)) && holds(row, chosen));

  /**
   * How many provisions each value would leave if it were the only one chosen of its facet.
   * @param {ExploreRow[]} rows @param {Chosen} chosen @param {Set<string> | null} withText
   * @param {Iterable<string>} facets
   */
  function counts(rows, chosen, withText, facets) {
    /** @type {Map<string, Map<string, number>>} */
    const found = new Map();
    for (const facet of facets) {
      /** @type {Map<string, number>} */
      const values = new Map();
      for (const row of rows) {
        if ((withText && !withText.has(row.id)) || !holds(row, chosen, facet)) continue;
        for (const value of row.all.get(facet) ?? []) values.set(value, (values.get(value) ?? 0) + 1);
      }
      found.set(facet, values);
    }
    return found;
  }

  /**
   * What each condition costs: how many provisions would be left without it. `text` names the words looked for.
   * @param {ExploreRow[]} rows @param {Chosen} chosen @param {Set<string> | null} withText
   * @returns {{facet: string, count: number}[]}
   */
  function ifDropped(rows, chosen, withText) {
    const without = [...chosen.keys()].filter((facet) => chosen.get(facet)?.size).map((facet) => ({
      facet,
      count: rows.filter((row) => (!withText || withText.has(row.id)) && holds(row, chosen, facet)).length,
    }));
    if (withText) without.push({ facet: "text", count: select(rows, chosen, null).length });
    return without.sort((a, b) => b.count - a.count);
  }

  /** The sentences of a provision that a chosen value holds for of themselves. @param {ExploreRow} row @param {Chosen} chosen */
  const reasons = (row, chosen) =>
    row.units
      .filter(({ facets }) => [...chosen].some(([facet, values]) => facets[facet]?.some((value) => values.has(value))))
      .map((unit) => unit.id);

  return { select, counts, ifDropped, reasons };
})();
