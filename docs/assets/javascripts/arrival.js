// Arriving at an address as messengers hand it on: with their own parameters, and with the words of the sentence around
// it run into the fragment. The page then stands where the address was meant to lead, and its address is clean again.
"use strict";

var PlanArrival = (() => {
  const LONGEST = 300;
  // Apps whose own browser saves no files.
  const IN_APP = /MicroMessenger|\bQQ\/|DingTalk|Weibo|AlipayClient|Feishu|\bLark\//;
  const FILES = "a[download], a[href$='.csv'], a[href$='.json'], a[href$='.zip'], a[href$='.docx']";
  const root = document.querySelector("meta[name=site-root]")?.getAttribute("content") ?? ".";

  /** Percent signs resolved as far as they can be. @param {string} text */
  const decoded = (text) =>
    text.replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });

  /** What a fragment may have meant, the likeliest first. What looks like code is nobody's message and means nothing.
   * @param {string} fragment decoded */
  const meanings = (fragment) => {
    const text = fragment.trim().replace(/[\])}>]+$/, "");
    if (/[<>[\]{}\\`]/.test(text)) return [];
    const word = /^[\p{L}\p{N}_.-]*/u.exec(text)?.[0] ?? "";
    const ascii = /^[\w.-]*/.exec(text)?.[0] ?? "";
    const found = [text, word, ascii, ascii.replace(/^(.*\d)[a-z][a-z._-]*$/i, "$1")].map((one) => one.replace(/[._-]+$/, ""));
    return [...new Set([...found, ...found.map((one) => one.toLowerCase())])].filter(Boolean);
  };

  /** An element's anchor: its id, or the full id that a page with short ones knows it by. @param {string} name */
  const isHere = (name) => Boolean(document.getElementById(name) ?? document.querySelector(`[data-id="${CSS.escape(name)}"]`));

  /** The fragment that an address's fragment means on this page; null where it means nothing. @param {string} hash */
  const meant = (hash) => {
    const raw = hash.replace(/^#/, "");
    if (isHere(raw)) return raw;
    if (raw.length > LONGEST) return null;
    const text = decoded(raw);
    return isHere(text) ? text : meanings(text).find(isHere) ?? null;
  };

  /** A sentence above the text for an address that leads nowhere on its page. @param {string} hash */
  const explain = (hash) => {
    document.getElementById("arrival-notice")?.remove();
    const wanted = meanings(decoded(hash.slice(1, LONGEST))).find((one) => /^[a-z][a-z0-9.-]{0,59}$/.test(one));
    const notice = document.createElement("p");
    notice.id = "arrival-notice";
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.textContent = `${wanted ? `本页没有编号 ${wanted}` : "本页没有地址中“#”后所指的内容"}，地址可能不全或有误。这里是本页的开头，也可以用页眉的检索查找。`;
    const heading = document.querySelector("article h1");
    if (heading) heading.after(notice);
    else document.querySelector("article")?.prepend(notice);
  };

  const arrive = () => {
    const { hash } = location;
    document.getElementById("arrival-notice")?.remove();
    // `#v=1&s=…` is the state of a page, which that page reads; `#from=…` alone is a messenger's.
    if (hash.length < 2 || /^#:~:|^#[\w-]+=/.test(hash)) return;
    const target = meant(hash);
    if (target === null) {
      if (!document.querySelector("[data-reads-fragment]")) explain(hash);
    } else if (`#${target}` !== hash && target !== decoded(hash.slice(1))) location.replace(`#${target}`);
  };

  /** No page reads a query: whatever stands there was put there on the way, and would be copied along. */
  const dropQuery = () => {
    try {
      if (location.search) history.replaceState(history.state, "", location.pathname + location.hash);
    } catch {
      // Over file:// the address stays as it is.
    }
  };

  /** A file that the app would not save is shown as an address to copy. @param {MouseEvent} event */
  const offerFile = (event) => {
    const link = event.target instanceof Element ? event.target.closest(FILES) : null;
    if (!(link instanceof HTMLAnchorElement) || link.href.startsWith("blob:")) return;
    event.preventDefault();
    const script = document.createElement("script");
    script.src = `${root}/assets/javascripts/share.js`;
    script.addEventListener("load", () => PlanShare.showAddress(link.href));
    script.addEventListener("error", () => location.assign(link.href));
    document.head.append(script);
  };

  dropQuery();
  addEventListener("hashchange", arrive);
  arrive();
  const inApp = IN_APP.test(navigator.userAgent);
  if (inApp) document.addEventListener("click", offerFile);

  return { decoded, inApp };
})();
