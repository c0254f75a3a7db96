// A measure's own page: puts the day and the public address into its citations, copies them, draws its QR code.
"use strict";
PlanParts.start("cite/measure", () => {
  const id = document.querySelector(".measure-text, .plan-table")?.id ?? "";
  const address = PlanCite.pageAddress();
  const slots = /** @type {Record<string, string>} */ ({ address, accessed: PlanCite.today(), embed: PlanCite.publicAddress(`embed/${id}.html`) });
  for (const slot of document.querySelectorAll("[data-slot]")) slot.textContent = slots[slot.getAttribute("data-slot") ?? ""];

  /** @type {Record<string, (button: Element) => void>} */
  const acts = {
    copy: (button) => {
      const form = button.parentElement?.querySelector("[data-citation]");
      PlanFeedback.copy(form?.textContent ?? "", "已复制");
    },
    basket: () => {
      const fresh = PlanBasket.add(id);
      PlanFeedback.announce(`${fresh ? "已加入" : "已在"}会议篮，共 ${PlanBasket.ids().length} 条`);
    },
    qr: async (button) => {
      const figure = await PlanQr.figure(address, id).catch(() => null);
      if (figure) button.replaceWith(figure);
      else PlanFeedback.announce("二维码没有生成，请检查网络后再试");
    },
  };
  for (const button of document.querySelectorAll("[data-measure-act]"))
    button.addEventListener("click", () => acts[button.getAttribute("data-measure-act") ?? ""](button));
});
