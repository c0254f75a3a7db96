// Quoting and citing: what the sentence menu, the measure pages and the basket share. The wording of citations is in
// macros/citations.py; here the slots of its templates are filled.
"use strict";

/**
 * @typedef {{key: string, templates: Record<string, string>, forms: Record<string, string>,
 *   locators: Record<string, string>, counterparts: Record<string, [string, string, string][]>,
 *   chapters?: Record<string, string>}} CitePlan  chapters: where paragraphs stand that have no page of their own
 * @typedef {{key: string, title: string, texts: Record<string, string>}} CiteTexts
 * @typedef {{quote: string, locator: string, address: string, accessed: string}} CiteSlots
 */

var PlanCite = (() => {
  const ORDINALS = /** @type {Record<string, string>} */ ({ s: "句", r: "行" });
  const { root, load } = PlanParts;
  /** @type {Record<string, CitePlan>} */
  const plans = {};
  /** @type {Record<string, CiteTexts>} */
  const texts = {};

  /** @param {CitePlan} plan */
  const register = (plan) => void (plans[plan.key] = plan);
  /** @param {CiteTexts} wording */
  const registerTexts = (wording) => void (texts[wording.key] = wording);

  /** The plan's key of an id: `zj-1.1-p1` → `zj`. @param {string} id */
  const planKey = (id) => id.slice(0, id.indexOf("-"));

  /** The paragraph or table that holds a sentence or row; any other id is its own owner. @param {string} id */
  const ownerOf = (id) => id.replace(/-[sr]\d+$/, "");

  /** An id's place with the name of its plan. @param {string} id */
  const fullLocator = (id) => {
    const inner = /-([sr])(\d+)$/.exec(id);
    const owner = plans[planKey(id)]?.locators[ownerOf(id)] ?? ownerOf(id);
    if (!inner) return owner;
    return `${owner}${owner.endsWith("段") ? "" : " "}第${inner[2]}${ORDINALS[inner[1]]}`;
  };

  /** An id's place in its plan. @param {string} id */
  const locator = (id) => fullLocator(id).replace(/^\S+ /, "");

  /** The page's public address: the canonical one where the site knows it. */
  const pageAddress = () => {
    const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href");
    return canonical || location.href.replace(/[?#].*$/s, "");
  };

  /** The public address of a path below the site's root. @param {string} path */
  const publicAddress = (path) => new URL(`${root}/${path}`, pageAddress()).href;

  /** The path of a provision's own page: `m/zj-1.1-p1.html#s2`, or its place in the chapter. @param {string} id */
  const ownPath = (id) => {
    const chapter = plans[planKey(id)]?.chapters?.[ownerOf(id)];
    if (chapter) return `${chapter.replace("-", "/")}.html#${id}`;
    const inner = id.slice(ownerOf(id).length + 1);
    return `m/${ownerOf(id)}.html${inner && `#${inner}`}`;
  };

  /** The public address of a provision's own page. @param {string} id */
  const ownAddress = (id) => publicAddress(ownPath(id));

  /** @type {Record<string, (text: string) => string>} */
  const escapes = {
    html: (text) =>
      text.replace(/[&<>"']/g, (mark) => /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" })[mark]),
    markdown: (text) => text.replace(/([\\`*_[\]<>#|])/g, "\\$1"),
  };

  /** Today as a citation writes it, where the reader is: 2021-06-30. */
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  /** A provision quoted or cited: `form` is `quote` or one of the plan's forms.
   * @param {string} form @param {string} id @param {string} text @param {string} address */
  const cite = (form, id, text, address) => {
    const slots = { quote: (escapes[form] ?? String)(text), locator: locator(id), address, accessed: today() };
    const template = plans[planKey(id)].templates[form];
    return template.replace(/\{(quote|locator|address|accessed)\}/g, (_, name) => slots[/** @type {keyof CiteSlots} */ (name)]);
  };

  /** The counterparts of an id in the other plan; a sentence without a row has its paragraph's, a paragraph also those
   * of its sentences. @param {string} id */
  const counterparts = (id) => {
    const known = plans[planKey(id)]?.counterparts ?? {};
    if (known[id]) return known[id];
    if (ownerOf(id) !== id) return known[ownerOf(id)] ?? [];
    return Object.keys(known).filter((key) => ownerOf(key) === id).flatMap((key) => known[key]);
  };

  /** Throws when the data that the page asks for have not come. */
  const check = () => {
    for (const tag of /** @type {NodeListOf<HTMLScriptElement>} */ (document.querySelectorAll("script[src]"))) {
      const [, wording, key] = /\/assets\/cite\/(text-)?([\w-]+)\.js/.exec(tag.src) ?? [];
      if (key && !(wording ? texts : plans)[key]) throw new Error(`${tag.src} did not come`);
    }
  };

  return { check, root, plans, texts, register, registerTexts, planKey, ownerOf, fullLocator, locator, pageAddress,
    publicAddress, ownAddress, ownPath, today, cite, counterparts, load };
})();
