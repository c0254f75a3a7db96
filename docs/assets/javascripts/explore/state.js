// The explorer's state in the address: `#theme=innovation,talent&plan=qz&q=研发&view=table`. What the page does not
// know is left out, so that a hostile or outdated address does no harm.
"use strict";

/** @typedef {{chosen: Map<string, Set<string>>, query: string, view: string}} ExploreChoice */

var ExploreState = (() => {
  const VIEWS = ["list", "table", "timeline", "entities"];
  const LONGEST_ADDRESS = 8000;
  const LONGEST_QUERY = 500;

  /**
   * Reads an address's fragment.
   * @param {string} hash
   * @param {Map<string, Map<string, string>>} known  each facet's values with their names
   * @returns {ExploreChoice}
   */
  function read(hash, known) {
    /** @type {ExploreChoice} */
    const choice = { chosen: new Map(), query: "", view: VIEWS[0] };
    for (const pair of hash.slice(1, LONGEST_ADDRESS).split("&")) {
      const at = pair.indexOf("=");
      const key = pair.slice(0, Math.max(at, 0));
      const value = decoded(pair.slice(at + 1));
      if (key === "q") choice.query = value.slice(0, LONGEST_QUERY);
      else if (key === "view" && VIEWS.includes(value)) choice.view = value;
      else {
        const values = value.split(",").filter((one) => known.get(key)?.has(one));
        if (values.length) choice.chosen.set(key, new Set(values));
      }
    }
    return choice;
  }

  /** The fragment of a choice; a query too long for an address is not kept. @param {ExploreChoice} choice */
  function write({ chosen, query, view }) {
    const parts = [...chosen].filter(([, values]) => values.size).map(([facet, values]) => `${facet}=${[...values].join(",")}`);
    if (query.trim() && query.length <= LONGEST_QUERY) parts.push(`q=${encodeURIComponent(query.toWellFormed())}`);
    if (view !== VIEWS[0]) parts.push(`view=${view}`);
    return parts.length ? `#${parts.join("&")}` : "";
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  return { read, write, VIEWS };
})();
