// The meeting basket's page: the chosen provisions in order, and their exports.
"use strict";
PlanParts.start("cite/basket", () => {
  const { make, announce, download } = PlanFeedback;
  PlanCite.check();
  const list = /** @type {HTMLElement} */ (document.getElementById("basket-list"));
  const notice = /** @type {HTMLElement} */ (document.getElementById("basket-notice"));
  const input = /** @type {HTMLTextAreaElement} */ (document.getElementById("basket-ids"));
  const TITLE = "会议用条文";

  /** A provision's wording; a paragraph's or table's is that of all it holds. @param {string} id @returns {string | null} */
  const textOf = (id) => {
    const texts = PlanCite.texts[PlanCite.planKey(id)]?.texts ?? {};
    if (Object.prototype.hasOwnProperty.call(texts, id)) return texts[id];
    const inner = Object.keys(texts).filter((key) => PlanCite.ownerOf(key) === id);
    return inner.length ? inner.map((key) => texts[key]).join(/-r\d+$/.test(inner[0]) ? "\n" : "") : null;
  };

  /** What is exported of the ids that the plans hold. */
  const entries = () =>
    PlanBasket.ids().flatMap((id) => {
      const text = textOf(id);
      if (text === null) return [];
      const address = PlanCite.ownAddress(id);
      const source = PlanCite.cite("plain", id, text, "").replace(/。$/, "");
      return [{ id, place: PlanCite.fullLocator(id), text, source, address }];
    });

  /** @param {string[]} ids @param {string} said */
  const change = (ids, said) => {
    PlanBasket.save(ids);
    render();
    announce(said);
  };

  /** @param {number} from @param {number} to */
  const move = (from, to) => {
    const ids = PlanBasket.ids().slice();
    if (to < 0 || to >= ids.length) return;
    ids.splice(to, 0, ...ids.splice(from, 1));
    change(ids, `已移到第 ${to + 1} 条`);
    const moved = list.children[to]?.querySelectorAll("button")[to > from ? 1 : 0];
    (moved instanceof HTMLButtonElement && !moved.disabled ? moved : list.children[to]?.querySelector("button:enabled"))
      // @ts-ignore  a button can be focused
      ?.focus();
  };

  /** @param {string} label @param {string} about @param {boolean} enabled @param {() => void} act */
  const tool = (label, about, enabled, act) => {
    const button = make("button", { type: "button", "aria-label": `${label}：${about}`, ...(enabled ? {} : { disabled: "" }) }, label);
    button.addEventListener("click", act);
    return button;
  };

  /** @param {string} id @param {number} index @param {string[]} all */
  const row = (id, index, all) => {
    const place = PlanCite.fullLocator(id);
    const tools = make("div", { class: "basket-tools" },
      tool("上移", place, index > 0, () => move(index, index - 1)),
      tool("下移", place, index < all.length - 1, () => move(index, index + 1)),
      tool("移除", place, true, () => {
        change(all.filter((other) => other !== id), `已移除，剩 ${all.length - 1} 条`);
        /** @type {HTMLElement} */ (list.querySelector("button") ?? input).focus();
      }));
    const text = textOf(id);
    const known = make("p", {}, text ?? "没有这个编号，或者它的条文没有载入（请检查网络后刷新）；不会导出。");
    return make("li", { "data-id": id }, make("a", { href: PlanCite.ownAddress(id) }, place), known, tools);
  };

  /** Loads the wording of the plans that the ids are of, each plan once; what cannot be loaded is said row by row.
   * @param {string[]} ids */
  const loadPlans = (ids) => {
    const keys = [...new Set(ids.map(PlanCite.planKey))];
    const files = keys.flatMap((key) => [`assets/cite/${key}.js`, `assets/cite/text-${key}.js`]);
    return Promise.allSettled(files.map(PlanCite.load));
  };

  /** Shows the basket as soon as its plans are there. */
  const show = () => loadPlans(PlanBasket.ids()).then(render);

  const render = () => {
    const ids = PlanBasket.ids();
    list.replaceChildren(...ids.map(row));
    const kept = PlanBasket.isStored() ? "保存在本机浏览器中" : "浏览器不允许保存，离开本页前请导出";
    notice.textContent = ids.length ? `共 ${ids.length} 条，${kept}。` : "会议篮是空的。在条文的引用菜单中选“加入会议篮”，或在下面粘贴编号。";
    if (!PlanBasket.isStored()) history.replaceState(null, "", ids.length ? `#ids=${ids.join(",")}` : location.pathname);
  };

  /** A cell for a spreadsheet: quoted, and never run as a formula. @param {string} text */
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;

  /** The address at which another browser has the same basket. */
  const carrying = () => ({ address: `${PlanCite.pageAddress()}#ids=${PlanBasket.ids().join(",")}` });

  /** @type {Record<string, () => Promise<void>>} */
  const exports = {
    ids: () => download("会议篮编号.txt", entries().map((entry) => `${entry.id}\n`).join(""), "text/plain", carrying()),
    markdown: () => {
      const quotes = entries().map((entry) => PlanCite.cite("markdown", entry.id, entry.text.replace(/\n/g, "\n> "), entry.address));
      return download("会议篮.md", `# ${TITLE}\n\n${quotes.join("\n\n")}\n`, "text/markdown", carrying());
    },
    csv: () => {
      const rows = [["编号", "位置", "原文", "出处", "地址"], ...entries().map((entry) => [entry.id, entry.place, entry.text, entry.source, entry.address])];
      return download("会议篮.csv", `\ufeff${rows.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`, "text/csv", carrying());
    },
    docx: async () => {
      await Promise.all([PlanCite.load("assets/cite/fflate.js"), PlanCite.load("assets/javascripts/cite/docx.js")]);
      const text = entries().map(({ text: wording, source, address }) => `${wording}\n——${source} ${address}`).join("\n\n");
      return download("会议篮.docx", PlanDocx.make(TITLE, entries()), PlanDocx.type, { ...carrying(), text });
    },
  };

  for (const button of document.querySelectorAll("[data-export]"))
    button.addEventListener("click", async () => {
      try {
        await exports[button.getAttribute("data-export") ?? ""]();
      } catch {
        announce("没有导出，请检查网络后再试");
      }
    });
  document.getElementById("basket-add")?.addEventListener("click", () => {
    const added = PlanBasket.parse(input.value).filter((id) => PlanBasket.add(id));
    void show();
    announce(`加入 ${added.length} 条`);
  });
  document.getElementById("basket-clear")?.addEventListener("click", () => change([], "会议篮已清空"));

  const carried = /^#ids=([a-z0-9.,-]{1,8000})/.exec(PlanArrival.decoded(location.hash.slice(0, 12_000)));
  if (carried) {
    PlanBasket.parse(carried[1]).forEach(PlanBasket.add);
    history.replaceState(null, "", location.pathname); // or what is taken out would come back with the next visit
  }
  return show();
});
