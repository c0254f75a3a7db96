// The basket as a Word document: a .docx file is a ZIP of a few XML parts; fflate packs it.
"use strict";

/** @typedef {{place: string, text: string, source: string, address: string}} BasketEntry */

var PlanDocx = (() => {
  const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

  /** @param {string} text without the control characters that XML refuses */
  const escape = (text) =>
    // eslint-disable-next-line no-control-regex
    text.replace(/[\0-\x08\v\f\x0e-\x1f]/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /** @param {string} text @param {{bold?: boolean, points: number, font: string}} look */
  const paragraph = (text, look) =>
    `<w:p><w:r><w:rPr><w:rFonts w:ascii="${look.font}" w:hAnsi="${look.font}" w:eastAsia="${look.font}"/>` +
    `${look.bold ? "<w:b/>" : ""}<w:sz w:val="${look.points * 2}"/></w:rPr><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;

  /** @param {string} title @param {BasketEntry[]} entries */
  const body = (title, entries) =>
    paragraph(title, { bold: true, points: 16, font: "黑体" }) +
    entries
      .map((entry, index) =>
        paragraph(`${index + 1}. ${entry.place}`, { bold: true, points: 12, font: "黑体" }) +
        paragraph(entry.text, { points: 12, font: "宋体" }) +
        paragraph(`——${entry.source} ${entry.address}`, { points: 9, font: "楷体" }))
      .join("");

  /** The file's bytes. @param {string} title @param {BasketEntry[]} entries */
  const make = (title, entries) => {
    const parts = {
      "[Content_Types].xml":
        `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Override PartName="/word/document.xml" ContentType="${MAIN}.main+xml"/></Types>`,
      "_rels/.rels":
        `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
      "word/document.xml":
        `<w:document xmlns:w="${WORD}"><w:body>${body(title, entries)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>',
    };
    const bytes = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, new TextEncoder().encode(DECLARATION + xml)]));
    // @ts-ignore  the library's global
    return new Blob([fflate.zipSync(bytes)], { type: MAIN });
  };

  return { make, type: MAIN };
})();
