"use strict";
/** `CalculatorDom`: building the page. Text is always set as text, never as HTML. */

const CalculatorDom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

  /** @param {Element} node @param {Attributes} attributes */
  function setAttributes(node, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) node.removeAttribute(name);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
  }

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag @param {Attributes} [attributes] @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  function element(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    setAttributes(node, attributes);
    node.append(...children);
    return node;
  }

  /** @param {string} tag @param {Attributes} attributes @param {(Node | string)[]} children */
  function svg(tag, attributes, ...children) {
    const node = document.createElementNS(SVG, tag);
    setAttributes(node, attributes);
    node.append(...children);
    return node;
  }

  /**
   * The element with an id that the page's own shell holds.
   * @template {HTMLElement} [T=HTMLElement]
   * @param {string} id @returns {T}
   */
  function byId(id) {
    const node = document.getElementById(id);
    if (!node) throw new Error(`the page has no #${id}`);
    return /** @type {T} */ (node);
  }

  /** @param {string} label @param {() => void} action @param {Attributes} [attributes] */
  function button(label, action, attributes = {}) {
    const node = element("button", { type: "button", class: "calculator-button", ...attributes }, label);
    node.addEventListener("click", action);
    return node;
  }

  /**
   * A data table whose first column names the row.
   * @param {string} caption @param {(string | Node)[]} head @param {(string | Node)[][]} rows
   */
  function table(caption, head, rows) {
    const cells = (/** @type {(string | Node)[]} */ row) =>
      row.map((cell, index) => (index ? element("td", {}, cell) : element("th", { scope: "row" }, cell)));
    const body = element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row))));
    const titles = element("tr", {}, ...head.map((title) => element("th", { scope: "col" }, title)));
    const content = element(
      "table", { class: "data-table" }, element("caption", {}, caption), element("thead", {}, titles), body,
    );
    return element("div", { class: "table-scroll", role: "region", tabindex: 0, "aria-label": caption }, content);
  }

  return { element, svg, byId, button, table, setAttributes };
})();
