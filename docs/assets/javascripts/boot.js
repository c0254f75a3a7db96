// Runs before the first paint: says that scripts work, and shows the colours that the reader chose or the system asks for.
"use strict";

/** What a reader has this site keep. It belongs to this bundle, or to this place on its server: over file:// Chromium
 * shares one storage among all files of the computer. Both throw where a browser refuses storage. */
var PlanStore = (function () {
  /** @param {string} name */
  function meta(name) {
    var found = document.querySelector("meta[name=" + name + "]");
    return found && found.getAttribute("content");
  }

  var root = meta("site-root");
  var place = meta("bundle") || new URL((root === null ? "." : root) + "/", location.href).pathname;
  /** @param {string} name */
  function key(name) {
    return name + " " + place;
  }

  /** @param {string} name @param {string} value */
  function set(name, value) {
    localStorage.setItem(key(name), value);
  }

  /** @param {string} name */
  function get(name) {
    var former = location.protocol === "file:" ? null : localStorage.getItem(name);
    if (former !== null) {
      // Kept before places were told apart, by this site: its server is its own.
      if (localStorage.getItem(key(name)) === null) set(name, former);
      localStorage.removeItem(name);
    }
    return localStorage.getItem(key(name));
  }

  return { get: get, set: set };
})();

(() => {
  document.documentElement.classList.replace("no-js", "js");
  let choice = null;
  try {
    choice = PlanStore.get("palette");
  } catch {
    // Storage may be refused (a browser's setting, file://); the system's preference then stands.
  }
  const dark = choice ? choice === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = dark ? "slate" : "default";
})();
