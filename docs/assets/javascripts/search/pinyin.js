// The second tier of the search: words typed as pinyin, in full (zichan, zichanfuzh) or by initials (zcfzl).
"use strict";

var PlanPinyin = (() => {
  /** @type {Map<string, string[]>} */
  const readings = new Map();

  /** Takes the characters of each reading: `{"zi": "资自子"}`. @param {Record<string, string>} characters */
  function register(characters) {
    for (const [reading, chars] of Object.entries(characters)) {
      for (const char of chars) readings.set(char, [...(readings.get(char) ?? []), reading]);
    }
  }

  /** @param {string} char */
  const of = (char) => readings.get(char) ?? [char];

  /** How many characters from `at` the word spells by their first letters. @param {string} text @param {number} at @param {string} word */
  function initials(text, at, word) {
    for (let letter = 0; letter < word.length; letter++) {
      const char = text[at + letter];
      if (char === undefined || !of(char).some((reading) => reading[0] === word[letter])) return 0;
    }
    return word.length;
  }

  /**
   * How many characters from `at` the rest of the word spells in full; the last syllable may be unfinished.
   * @param {string} text @param {number} at @param {string} word @param {number} done @returns {number}
   */
  function inFull(text, at, word, done) {
    const char = text[at];
    if (char === undefined) return 0;
    for (const reading of of(char)) {
      const rest = word.slice(done);
      if (rest === reading || (done > 0 && reading.startsWith(rest))) return 1;
      const more = rest.startsWith(reading) ? inFull(text, at + 1, word, done + reading.length) : 0;
      if (more) return more + 1;
    }
    return 0;
  }

  /** @type {Matcher} */
  function matcher(folded, word) {
    if (!isPinyin(word)) return PlanSearch.exact(folded, word);
    /** @type {[number, number][]} */
    const ranges = [];
    for (let at = 0; at < folded.text.length; at++) {
      if (!readings.has(folded.text[at])) continue;
      const length = initials(folded.text, at, word) || inFull(folded.text, at, word, 0);
      if (length) ranges.push([folded.from[at], folded.to[at + length - 1]]);
    }
    return ranges;
  }

  /** @param {string} word */
  const isPinyin = (word) => word.length > 1 && word.length <= 60 && [...word].every((char) => char >= "a" && char <= "z");

  /** Hits whose reading matches, less those already found. @param {string} query @param {Set<string>} found */
  function search(query, found) {
    if (!PlanSearch.words(query).some(isPinyin)) return [];
    return PlanSearch.search(query, matcher).filter((hit) => !found.has(hit.id));
  }

  return { register, search };
})();
