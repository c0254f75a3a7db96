// The text filter: the same exact matching as the search dialog, over the provisions that the page lists.
"use strict";

/**
 * @typedef {{nodes: {text: string, node?: Text}[], separator: string}} ExploreField
 * @typedef {{folded: FoldedText, starts: number[], nodes: ExploreField["nodes"]}} FoldedField
 */

var ExploreText = (() => {
  /** @type {Map<string, FoldedField[]>} */
  const provisions = new Map();

  /** A provision's heading and body; no match reaches across two fields. @param {string} id @param {ExploreField[]} fields */
  function add(id, fields) {
    provisions.set(id, fields.map(({ nodes, separator }) => {
      /** @type {number[]} */
      const starts = [];
      let text = "";
      for (const node of nodes) {
        starts.push(text.length);
        text += node.text + separator;
      }
      return { folded: PlanSearch.fold(text), starts, nodes };
    }));
  }

  /** The ids that contain every word of the query, or null when it has none. @param {string} query */
  function find(query) {
    const words = PlanSearch.words(query);
    if (!words.length) return null;
    const found = [...provisions].filter(([, fields]) =>
      words.every((word) => fields.some((field) => field.folded.text.includes(word))));
    return new Set(found.map(([id]) => id));
  }

  /** Where the words of the query stand in a provision, as ranges of the page. @param {string} id @param {string} query */
  function ranges(id, query) {
    /** @type {Range[]} */
    const found = [];
    for (const word of PlanSearch.words(query)) {
      for (const field of provisions.get(id) ?? []) {
        for (const [from, to] of PlanSearch.exact(field.folded, word)) found.push(range(field, from, to));
      }
    }
    return found;
  }

  /** @param {FoldedField} field @param {number} from @param {number} to */
  function range({ starts, nodes }, from, to) {
    const first = starts.filter((start) => start <= from).length - 1;
    const last = starts.filter((start) => start < to).length - 1;
    const result = document.createRange();
    result.setStart(/** @type {Text} */ (nodes[first].node), from - starts[first]);
    result.setEnd(/** @type {Text} */ (nodes[last].node), Math.min(to - starts[last], nodes[last].text.length));
    return result;
  }

  return { add, find, ranges };
})();
