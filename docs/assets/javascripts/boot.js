// Runs before the first paint: says that scripts work, and shows the colours that the reader chose or the system asks for.
"use strict";
(() => {
  document.documentElement.classList.replace("no-js", "js");
  let choice = null;
  try {
    choice = localStorage.getItem("palette");
  } catch {
    // Storage may be refused (a browser's setting, file://); the system's preference then stands.
  }
  const dark = choice ? choice === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = dark ? "slate" : "default";
})();
