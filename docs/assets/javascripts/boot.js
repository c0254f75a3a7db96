// Runs before the first paint: decides whether the page's scripts can work here, shows the colours that the reader chose
// or the system asks for, and keeps watch. Where a part of the page cannot work or breaks, the page keeps the form that
// it has without scripts, and a sentence in that part says so. In syntax that every browser parses (ECMAScript 5).
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

/**
 * `PlanParts`: the parts of the page that scripts bring to life. Each entry script hands its work over with
 *
 *     PlanParts.start("search/dialog", () => { … });
 *
 * which leaves it out where the browser lacks what it needs; an exception leaves the part's sentence.
 */
var PlanParts = (function () {
  var page = document.documentElement;
  var meta = document.querySelector("meta[name=site-root]");
  var root = (meta && meta.getAttribute("content")) || (meta ? "" : ".");

  // The scripts that call `start`; the others only serve these. The folder is the part.
  var ENTRIES = ["shell", "search/dialog", "cite/menu", "cite/landing", "cite/measure", "cite/basket", "cite/not-found",
    "explore/page", "charts/charts", "glossary/glossary", "calculator/page", "calculator/mini"];
  var FOLDERS = /** @type {Record<string, string>} */ ({ vega: "charts", runtime: "calculator" });

  // Where a part tells that it did not come, and in what words: the first of its places that the page has. Without the
  // shell the whole page keeps its form without scripts, which says so itself.
  var LOST = /** @type {Record<string, [string, string][]>} */ ({
    shell: [],
    search: [["#search-status", "检索没有载入，请刷新页面再试"]],
    cite: [
      [".basket", "会议篮没有载入，请刷新页面再试；也可以打开条文的单页，复制其中的引用。"],
      ["#nearest-ids", "相近的编号没有载入，请刷新页面再试。"],
      [".measure-acts", "复制、二维码和会议篮没有完全载入，请刷新页面再试；引用的文字可以自行选取。"],
      ["", "引用菜单没有完全载入，请刷新页面再试；“§”和“¶”仍是普通链接。"]],
    explore: [["#explore", "筛选没有载入，请刷新页面再试；下面是全部条文。"]],
    charts: [[".chart[data-spec] .chart__caption", "交互图表没有载入，以上为静态图；请刷新页面再试。"]],
    glossary: [["", "术语的浮动说明没有载入，请刷新页面再试；术语仍可点开。"]],
    calculator: [
      ["#calculator", "计算器没有载入，请刷新页面再试；下面是预先算好的结果。"],
      [".mini-calculator-fields", "测算没有载入，请刷新页面再试；以上结果是预先算好的。"]],
    page: [["", "本页的脚本出了错，个别功能可能不能用，请刷新页面再试；正文照常可读。"]],
  });
  var NEEDS_NEWER = "需要 Chrome 98、Safari 16.4（iOS 16.4）、Firefox 115 或更新的浏览器，并且没有关闭 WebAssembly";
  var OLD = /** @type {typeof LOST} */ ({
    calculator: [
      ["#calculator", "这个浏览器运行不了计算器，下面是预先算好的结果。测算" + NEEDS_NEWER + "。"],
      [".mini-calculator-fields", "这个浏览器不能改动数值测算，以上结果是预先算好的。测算" + NEEDS_NEWER + "。"]],
  });
  var TROUBLE = "刚才这一步出了错，没有完成；请刷新页面再试。";

  /** What is to be said, by part. @type {Record<string, [string, string][]>} */
  var said = {};
  var started = /** @type {Record<string, boolean>} */ ({});
  var seen = /** @type {Record<string, boolean>} */ ({});
  var ready = false;

  /** What the scripts use beyond the oldest browser that reads the pages. */
  function isModern() {
    return "replaceChildren" in Element.prototype && "replaceAll" in String.prototype && "fromEntries" in Object &&
      "PointerEvent" in window && "ResizeObserver" in window && "IntersectionObserver" in window &&
      "CSS" in window && CSS.supports("inset-inline-end", "0");
  }

  /** Compiling is tried, because a browser may know WebAssembly and yet not the policy that allows it. */
  function calculates() {
    try {
      new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    } catch (error) {
      return false;
    }
    return "Worker" in window && "DecompressionStream" in window && "structuredClone" in window;
  }

  var modern = isModern();

  /** @param {string} part */
  function isTooOld(part) {
    return part === "calculator" && !calculates();
  }

  /** Do an entry script's work, unless it cannot be done here. @param {string} entry @param {() => unknown} work */
  function start(entry, work) {
    var part = entry.split("/")[0];
    seen[entry] = true;
    if (!modern) return;
    if (isTooOld(part)) return forgo(part, OLD[part]);
    attempt(work, function () { forgo(part, LOST[part]); }, function () {
      if (started[part] === undefined) started[part] = true;
    });
  }

  /** A listener that leaves a sentence when it fails, at once or later.
   * @template {unknown[]} A @param {string} part @param {(...given: A) => unknown} work @returns {(...given: A) => void} */
  function guard(part, work) {
    return function () {
      var given = /** @type {any} */ (arguments);
      attempt(function () { return work.apply(null, given); }, function () { fail(part); });
    };
  }

  /** @param {() => unknown} work @param {() => void} lost @param {() => void} [done] */
  function attempt(work, lost, done) {
    /** @param {unknown} error */
    function failed(error) {
      console.error(error);
      lost();
    }
    try {
      var result = /** @type {any} */ (work());
      if (result && result.then) result.then(done, failed);
      else if (done) done();
    } catch (error) {
      failed(error);
    }
  }

  /** Say that a part broke: once the page runs, that a step failed; before, that it did not come. @param {string} part */
  function fail(part) {
    if (!modern) return; // the page has its form without scripts, and says so
    if (ready && started[part]) say(part, LOST[part].map(function (place) { return [place[0], TROUBLE]; }));
    else forgo(part, LOST[part]);
  }

  /** Give a part the form that it has without scripts. @param {string} part @param {[string, string][]} places */
  function forgo(part, places) {
    started[part] = false;
    if (part === "shell") page.className = page.className.replace(/(^| )js( |$)/, "$1no-js$2");
    page.classList.add("no-" + part);
    say(part, places);
  }

  /** @param {string} part @param {[string, string][]} places */
  function say(part, places) {
    said[part] = places;
    if (ready) tell(part);
  }

  /** @param {string} part */
  function tell(part) {
    var old = document.querySelectorAll(".part-notice[data-part=" + part + "]");
    for (var i = 0; i < old.length; i++) old[i].remove();
    for (i = 0; i < said[part].length; i++) {
      var found = said[part][i][0] ? document.querySelectorAll(said[part][i][0]) : [null];
      for (var j = 0; j < found.length; j++) put(part, said[part][i][1], found[j]);
      if (found.length) return;
    }
  }

  /** @param {string} part @param {string} text @param {Element | null} place */
  function put(part, text, place) {
    if (part === "search" && place) {
      var input = /** @type {HTMLInputElement} */ (document.getElementById("search-query"));
      input.disabled = !started[part];
      input.placeholder = place.textContent = text;
      return;
    }
    var notice = document.createElement("p");
    notice.className = "notice part-notice";
    notice.setAttribute("data-part", part);
    notice.setAttribute("role", "alert");
    notice.textContent = text;
    place = place || document.getElementById("page-notice") || document.body.firstElementChild;
    if (place && place.id === "page-notice") place.appendChild(notice);
    else if (place && place.parentNode) place.parentNode.insertBefore(notice, place);
  }

  /** The part that a script below assets/ belongs to. @param {string} address */
  function partOf(address) {
    var found = /\/assets\/(?:javascripts\/)?([\w-]+)/.exec(address);
    var name = found ? FOLDERS[found[1]] || found[1] : "";
    return LOST[name] ? name : "page";
  }

  /** @param {ErrorEvent} event */
  function onError(event) {
    var tag = /** @type {any} */ (event.target);
    if (tag instanceof HTMLScriptElement) {
      // What scripts load themselves is the business of those who wait for it.
      if (!ready) fail(partOf(tag.src));
      return;
    }
    var running = /** @type {HTMLScriptElement & {isBroken?: boolean} | null} */ (document.currentScript);
    if (running && running.isBroken === false) running.isBroken = true;
    else if (isOwn(event)) fail(partOf((running && running.src) || event.filename));
  }

  /** Not an extension's or a messenger's script; over file:// browsers keep to themselves whose it is.
   * @param {ErrorEvent} event */
  function isOwn(event) {
    if (location.protocol === "file:") return event.error || /^script error/i.test(event.message);
    return event.error && event.filename.indexOf(location.protocol + "//" + location.host + "/") === 0;
  }

  /** @param {PromiseRejectionEvent} event */
  function onRejection(event) {
    var trace = String(event.reason && event.reason.stack);
    if (trace.indexOf("/assets/") > 0) fail(partOf(trace));
  }

  var loads = /** @type {Record<string, Promise<void>>} */ ({});

  /** Load a classic script once, on the web and over file:// alike; scripts run in the order of asking. Rejects when it
   * is not there or breaks, and may then be asked for again. @param {string} path below the site's root
   * @returns {Promise<void>} */
  function load(path) {
    if (path in loads) return loads[path];
    var loading = new Promise(function (/** @type {(value: void) => void} */ resolve, reject) {
      var tag = /** @type {HTMLScriptElement & {isBroken?: boolean}} */ (document.createElement("script"));
      function lost() {
        tag.remove();
        delete loads[path];
        reject(new Error(path));
      }
      tag.isBroken = false;
      tag.async = false;
      tag.src = root + "/" + path;
      tag.onload = function () {
        if (tag.isBroken) lost();
        else resolve();
      };
      tag.onerror = lost;
      document.head.appendChild(tag);
    });
    loads[path] = loading;
    return loading;
  }

  /** Once all scripts of the page have had their turn: which did not come? */
  function onReady() {
    var tags = document.querySelectorAll("script[src]");
    for (var i = 0; i < tags.length; i++) {
      var found = /\/assets\/javascripts\/([\w\/-]+)\.js/.exec(/** @type {HTMLScriptElement} */ (tags[i]).src);
      if (found && ENTRIES.indexOf(found[1]) >= 0 && !seen[found[1]]) fail(found[1].split("/")[0]);
    }
    ready = true;
    for (var part in said) tell(part);
  }

  if (modern) page.className = page.className.replace("no-js", "js");
  else page.className += " is-old";
  window.addEventListener("error", onError, true);
  window.addEventListener("unhandledrejection", onRejection);
  document.addEventListener("DOMContentLoaded", onReady);
  return { start: start, guard: guard, load: load, root: root };
})();

(function () {
  if (!document.getElementById("palette-toggle")) return; // a page with colours of its own
  var choice = null;
  try {
    choice = PlanStore.get("palette");
  } catch (error) {
    // Storage may be refused (a browser's setting, file://); the system's preference then stands.
  }
  var dark = choice ? choice === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
})();
