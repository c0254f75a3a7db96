// The chosen provisions as files and as citations, made in the page.
"use strict";

/**
 * @typedef {{id: string, plan: string, planTitle: string, place: string, kind: string, role: string, themes: string[],
 *   entities: string[], indicators: string[], text: string, url: string}} ExploreRecord
 */

var ExploreDownloads = (() => {
  const COLUMNS = /** @type {const} */ (["编号", "规划", "位置", "层级", "角色（本站判断）", "主题（本站判断）", "名称", "指标", "文字", "地址"]);

  /** A cell: quoted where needed, and never run as a formula by a spreadsheet. @param {string} text */
  function cell(text) {
    const safe = /^\s*[=+\-@|]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /** @param {ExploreRecord[]} records */
  function csv(records) {
    const rows = records.map((one) => [
      one.id, one.planTitle, one.place, one.kind, one.role, one.themes.join("；"), one.entities.join("；"),
      one.indicators.join("；"), one.text, one.url,
    ]);
    // The mark at the start makes Excel read UTF-8.
    return `\uFEFF${[[...COLUMNS], ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  /** @param {ExploreRecord[]} records */
  const json = (records) => `${JSON.stringify(records, null, 1)}\n`;

  /** One id a line, as `scripts.build_bundle --measures` reads it. @param {ExploreRecord[]} records */
  const ids = (records) => records.map((record) => `${record.id}\n`).join("");

  /** @param {ExploreRecord[]} records */
  const citations = (records) =>
    records
      .map(({ text, planTitle, place, id, url }) => `“${text}”（${planTitle}${place ? `，${place}` : ""}，条文 ${id}，${url}）`)
      .join("\n\n");

  return { csv, json, ids, citations };
})();
