// Arriving at an address with a fragment, which arrival.js has freed of what ran into it: marks the sentence and says
// where the reader is. Nothing else is done with a fragment, whatever it holds.
"use strict";
PlanParts.start("cite/landing", () => {
  const LONGEST = 80;

  const fragment = () => {
    if (location.hash.length > LONGEST) return "";
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };

  /** By anchor, or by full id where the page has short ones. @param {string} name @returns {HTMLElement | null} */
  const find = (name) => {
    if (!/^[a-z][a-z0-9.-]*$/.test(name)) return null;
    const anchored = document.getElementById(name);
    if (anchored) return anchored;
    const named = [...document.querySelectorAll("[data-id]")].find((element) => element.getAttribute("data-id") === name);
    return /** @type {HTMLElement | null} */ (named ?? null);
  };

  const land = () => {
    for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
    const element = find(fragment());
    if (!element?.matches(".sentence, .provision, .plan-table tr, .plan-table")) return;
    element.classList.add("is-target");
    element.scrollIntoView({ block: element.getBoundingClientRect().height > innerHeight ? "start" : "center" });
    PlanFeedback.announce(`已定位到 ${PlanCite.fullLocator(element.dataset.id || element.id)}`);
  };

  addEventListener("hashchange", land);
  land();
});
