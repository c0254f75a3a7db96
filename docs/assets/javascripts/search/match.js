// The matching core: exact substrings over normalised text. No page is needed, so that Node can test it.
// The same normalisation is in plan_model/published/search_index.py.
"use strict";

/**
 * @typedef {{id: string, kind: string, page: string, heading: string, parts: [string, string][], parent?: number}} SearchEntry
 * @typedef {{key: string, title: string, entries: SearchEntry[]}} SearchIndex
 * @typedef {{text: string, from: number[], to: number[]}} FoldedText  normalised text; the stretch of the original behind each unit
 * @typedef {{index: SearchIndex, entry: SearchEntry, heading: FoldedText, body: FoldedText, starts: number[]}} SearchUnit
 * @typedef {[number, number]} Span
 * @typedef {{text: string, marks: Span[]}} MarkedText
 * @typedef {{id: string, page: string, anchor: string, path: string[], heading: MarkedText, snippet: MarkedText,
 *   headingWords: number, density: number}} SearchHit
 * @typedef {(folded: FoldedText, word: string) => Span[]} Matcher  stretches of the original text that a word matches
 */

var PlanSearch = (() => {
  const IGNORED = new Set(
    "\t\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b" +
      "\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff",
  );
  const SNIPPET = 72;
  const BEFORE = 18;
  /** @type {SearchUnit[]} */
  const units = [];
  /** @type {string[]} */
  const keys = [];

  /** @param {string} text @returns {FoldedText} */
  function fold(text) {
    const from = [];
    const to = [];
    let folded = "";
    let at = 0;
    for (const original of text) {
      for (const char of original.normalize("NFKC").toLowerCase()) {
        if (IGNORED.has(char)) continue;
        folded += char;
        for (let unit = 0; unit < char.length; unit++) {
          from.push(at);
          to.push(at + original.length);
        }
      }
      at += original.length;
    }
    return { text: folded, from, to };
  }

  /** @param {string} query @returns {string[]} */
  function words(query) {
    const spaced = [...query].map((char) => (IGNORED.has(char) || char === "\n" ? " " : char)).join("");
    return [...new Set(spaced.split(" ").map((word) => fold(word).text))].filter(Boolean);
  }

  /** @param {SearchIndex} index */
  function register(index) {
    for (const entry of index.entries) {
      const separator = entry.kind === "paragraph" ? "" : "\n";
      const starts = [];
      let body = "";
      for (const [, text] of entry.parts) {
        starts.push(body.length);
        body += text + separator;
      }
      units.push({ index, entry, heading: fold(entry.heading), body: fold(body), starts });
    }
  }

  /** @type {Matcher} Every place where the word stands, found without regular expressions. */
  function exact(folded, word) {
    /** @type {Span[]} */
    const ranges = [];
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      ranges.push([folded.from[at], folded.to[at + word.length - 1]]);
    }
    return ranges;
  }

  /**
   * Returns every unit that contains all words, headings first, then by how much of the text the words make up.
   * @param {string} query
   * @param {Matcher} [matcher]
   * @returns {SearchHit[]}
   */
  function search(query, matcher = exact) {
    const wanted = words(query);
    if (!wanted.length) return [];
    const hits = [];
    for (const unit of units) {
      const hit = match(unit, wanted, matcher);
      if (hit) hits.push(hit);
    }
    return hits.sort((a, b) => b.headingWords - a.headingWords || b.density - a.density);
  }

  /** @param {SearchUnit} unit @param {string[]} wanted @param {Matcher} matcher @returns {SearchHit | null} */
  function match(unit, wanted, matcher) {
    /** @type {Span[]} */
    const inHeading = [];
    /** @type {Span[]} */
    const inBody = [];
    let headingWords = 0;
    for (const word of wanted) {
      const heading = matcher(unit.heading, word);
      const body = matcher(unit.body, word);
      if (!heading.length && !body.length) return null;
      if (heading.length) headingWords++;
      inHeading.push(...heading);
      inBody.push(...body);
    }
    const marked = [...inHeading, ...inBody].reduce((sum, [start, end]) => sum + end - start, 0);
    const { anchor, snippet } = excerpt(unit, merged(inBody));
    return {
      id: unit.entry.id,
      page: unit.entry.page,
      anchor,
      path: path(unit),
      heading: { text: unit.entry.heading, marks: merged(inHeading) },
      snippet,
      headingWords,
      density: marked / (unit.heading.text.length + unit.body.text.length),
    };
  }

  /** The sentence with most marks, cut to length around the first of them. @param {SearchUnit} unit @param {Span[]} marks */
  function excerpt(unit, marks) {
    let best = -1;
    let most = 0;
    unit.starts.forEach((start, part) => {
      const end = start + unit.entry.parts[part][1].length;
      const count = marks.filter(([from]) => from >= start && from < end).length;
      if (count > most) [best, most] = [part, count];
    });
    if (best < 0) return { anchor: unit.entry.id, snippet: { text: "", marks: [] } };
    const [anchor, text] = unit.entry.parts[best];
    const own = marks
      .filter(([from]) => from >= unit.starts[best] && from < unit.starts[best] + text.length)
      .map(([from, to]) => /** @type {Span} */ ([from - unit.starts[best], to - unit.starts[best]]));
    return { anchor, snippet: cut(text.replaceAll("\n", " "), own) };
  }

  /** @param {string} text @param {Span[]} marks @returns {MarkedText} */
  function cut(text, marks) {
    const start = text.length <= SNIPPET ? 0 : Math.max(0, Math.min(marks[0][0] - BEFORE, text.length - SNIPPET));
    const end = Math.min(text.length, Math.max(start + SNIPPET, Math.min(marks[0][1], start + 4 * SNIPPET)));
    const lead = start > 0 ? "…" : "";
    const shift = lead.length - start;
    return {
      text: lead + text.slice(start, end) + (end < text.length ? "…" : ""),
      marks: marks.filter(([from]) => from < end).map(([from, to]) => [from + shift, Math.min(to, end) + shift]),
    };
  }

  /** @param {Span[]} ranges @returns {Span[]} */
  function merged(ranges) {
    /** @type {Span[]} */
    const result = [];
    for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
      const last = result[result.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else result.push([start, end]);
    }
    return result;
  }

  /** The headings above a unit, from the plan's title down. @param {SearchUnit} unit @returns {string[]} */
  function path(unit) {
    const headings = [];
    for (let at = unit.entry.parent; at !== undefined; at = unit.index.entries[at].parent) {
      headings.unshift(unit.index.entries[at].heading);
    }
    return [unit.index.title, ...headings.filter(Boolean)];
  }

  /** @param {string[]} names */
  const announce = (names) => void keys.push(...names);

  return { register, announce, keys, fold, words, exact, search };
})();
