// The meeting basket's ids, kept in this browser; where storage is refused, for as long as the page is open, and
// carried to the basket's page in its address.
"use strict";

var PlanBasket = (() => {
  const KEY = "meeting-basket";
  const ID = /^[a-z]{2,8}-[a-z0-9.]+(-[a-z0-9]+)*$/;
  const MOST = 200;
  /** @type {string[]} */
  let memory = [];
  let stored = true;

  /** The ids in a text, one a line or apart by commas; anything else is passed over, each id is kept once.
   * @param {string} text */
  const parse = (text) => [...new Set(text.split(/[\s,;，；、]+/).map((id) => id.replace(/[.-]+$/, "")).filter((id) => id.length <= 60 && ID.test(id)))].slice(0, MOST);

  const ids = () => {
    if (!stored) return memory;
    try {
      return parse(PlanStore.get(KEY) ?? "");
    } catch {
      stored = false;
      return memory;
    }
  };

  /** @param {string[]} list */
  const save = (list) => {
    memory = list.slice(0, MOST);
    try {
      PlanStore.set(KEY, memory.join("\n"));
    } catch {
      stored = false;
    }
  };

  /** @param {string} id @returns {boolean} whether it was not there before */
  const add = (id) => {
    const list = ids();
    if (list.includes(id)) return false;
    save([...list, id]);
    return true;
  };

  /** The basket's page, with the ids in its address where they are not stored. */
  const address = () => {
    const list = ids();
    return `${PlanCite.root}/basket.html${stored || !list.length ? "" : `#ids=${list.join(",")}`}`;
  };

  return { ids, save, add, parse, address, isStored: () => stored };
})();
