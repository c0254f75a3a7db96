// The explorer's state in the address: `#theme=innovation,talent&plan=qz&q=研发&view=table`. What the page does not
// know is left out, so that a hostile or outdated address does no harm; what messengers glue to an address likewise.
"use strict";

/** @typedef {{chosen: Map<string, Set<string>>, query: string, view: string}} ExploreChoice
 * @typedef {ExploreChoice & {unknown: string[]}} ExploreAddress  unknown: values that the page does not have */

var ExploreState = (() => {
  const VIEWS = ["list", "table", "timeline", "entities"];
  const LONGEST_ADDRESS = 8000;
  const LONGEST_QUERY = 500;

  /**
   * Reads an address's fragment.
   * @param {string} hash
   * @param {Map<string, Map<string, string>>} known  each facet's values with their names
   * @returns {ExploreAddress}
   */
  function read(hash, known) {
    /** @type {ExploreAddress} */
    const choice = { chosen: new Map(), query: "", view: VIEWS[0], unknown: [] };
    for (const pair of hash.slice(1, LONGEST_ADDRESS).split("&")) {
      const at = pair.indexOf("=");
      const key = pair.slice(0, Math.max(at, 0));
      const value = decoded(pair.slice(at + 1).replace(/[?#].*$/, "")); // written percent-coded by us
      if (key === "q") choice.query = value.replace(/[\s。，、；：！？…）”’》】.,;:!?)\]'"]+$/, "").slice(0, LONGEST_QUERY);
      else if (key === "view") choice.view = VIEWS.find((view) => view === word(value)) ?? VIEWS[0];
      else if (known.has(key)) {
        const isKnown = (/** @type {string} */ one) => known.get(key)?.has(one);
        const values = value.split(",").map((one) => (isKnown(one) ? one : word(one)));
        if (values.some(isKnown)) choice.chosen.set(key, new Set(values.filter(isKnown)));
        choice.unknown.push(...values.filter((one) => one && !isKnown(one)));
      }
    }
    return choice;
  }

  /** The fragment of a choice; a query too long for an address is not kept. @param {ExploreChoice} choice */
  function write({ chosen, query, view }) {
    const parts = [...chosen].filter(([, values]) => values.size).map(([facet, values]) => `${facet}=${[...values].join(",")}`);
    if (query.trim() && query.length <= LONGEST_QUERY) parts.push(`q=${encodeURIComponent(query.replace(/\p{Surrogate}/gu, "\ufffd"))}`);
    if (view !== VIEWS[0]) parts.push(`view=${view}`);
    return parts.length ? `#${parts.join("&")}` : "";
  }

  /** The word at a value's beginning, without what a sentence around the address adds to it. @param {string} text */
  const word = (text) => (/^[\w.-]*/.exec(text)?.[0] ?? "").replace(/[._-]+$/, "");

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
