// On the page for unknown addresses: goes to the page whose address somebody's text ran into, else proposes the
// provisions whose ids are nearest to the one asked for.
"use strict";

/** @typedef {Record<string, string>} KnownIds  id → address below the site's root */

var PlanIds = (() => {
  const MOST = 5;

  /** What was asked for: the last thing in the address that looks like an id; `zj/12.html` asks for `zj-12`.
   * @param {string} address */
  const wanted = (address) => {
    const plain = address.slice(0, 300).toLowerCase().replace(/\/([a-z]{2})\/([a-z0-9]+)\.html/, "/$1-$2");
    return plain.match(/[a-z]{2,8}-[a-z0-9.]+(?:-[a-z0-9]+)*/g)?.pop()?.replace(/\.html$/, "") ?? "";
  };

  /** How many letters differ between two ids. @param {string} one @param {string} other */
  const distance = (one, other) => {
    let row = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++)
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      row = next;
    }
    return row[other.length];
  };

  /** How far the numbers of two ids are apart, so that 9 is nearer to 8 than to 1. @param {string} one @param {string} other */
  const spread = (one, other) => {
    const [left, right] = [one, other].map((id) => (id.match(/\d+/g) ?? []).map(Number));
    return left.reduce((sum, number, index) => sum + Math.abs(number - (right[index] ?? 0)), 0);
  };

  /** @param {string} asked @param {KnownIds} ids */
  const nearest = (asked, ids) =>
    Object.keys(ids)
      .map((id) => ({ id, far: distance(asked, id) - (id.slice(0, 3) === asked.slice(0, 3) ? 0.5 : 0) }))
      .filter(({ far }) => far <= Math.max(2, asked.length / 2))
      .sort((one, other) => one.far - other.far || spread(asked, one.id) - spread(asked, other.id))
      .slice(0, MOST)
      .map(({ id }) => id);

  /** An address without what stands behind its page's name, `/m/zj-1.1-p1.html。` or `….html%23s2`; null where nothing
   * does. @param {string} path @param {string} hash */
  const corrected = (path, hash) => {
    const found = /^(.{1,200}?\.html)(?=[^\w/-])(.*)$/s.exec(path);
    if (!found) return null;
    const [, page, tail] = found;
    return page + (hash || (/^%23([\w.-]+)/.exec(tail) ? `#${/^%23([\w.-]+)/.exec(tail)?.[1]}` : ""));
  };

  /** @param {KnownIds} ids */
  const propose = (ids) => {
    const address = corrected(location.pathname, location.hash);
    if (address) return location.replace(address);
    const asked = wanted(location.pathname + location.hash).slice(0, 60);
    const found = asked ? nearest(asked, ids) : [];
    const place = document.getElementById("nearest-ids");
    if (!place || !found.length) return;
    const items = found.map((id) => {
      const link = document.createElement("a");
      link.href = `${PlanParts.root}/${ids[id]}`;
      link.textContent = id;
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    const title = document.createElement("p");
    title.textContent = asked in ids ? `要找的也许是：` : `没有编号 ${asked}，相近的编号：`;
    const list = document.createElement("ul");
    list.append(...items);
    place.replaceChildren(title, list);
  };

  return {
    /** @param {KnownIds} ids */
    propose: (ids) => PlanParts.start("cite/not-found", () => propose(ids)),
  };
})();
