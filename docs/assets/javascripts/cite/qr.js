// QR codes, drawn with qrcode-generator when a reader asks for one.
"use strict";

var PlanQr = (() => {
  const SPACE = "http://www.w3.org/2000/svg";
  const QUIET = 4; // modules of white around the code, as the standard asks
  const PNG_SCALE = 12;

  /** The dark modules of an address's code. @param {string} address */
  const modules = (address) => {
    // @ts-ignore  the library's global
    const code = qrcode(0, "M");
    code.addData(address);
    code.make();
    const size = code.getModuleCount();
    const dark = [];
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) if (code.isDark(row, column)) dark.push([column + QUIET, row + QUIET]);
    return { size: size + 2 * QUIET, dark };
  };

  /** @param {ReturnType<typeof modules>} code @param {string} address */
  const toSvg = (code, address) => {
    const svg = document.createElementNS(SPACE, "svg");
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${code.size} ${code.size}`, role: "img", "aria-label": `二维码：${address}` }))
      svg.setAttribute(name, value);
    const ground = document.createElementNS(SPACE, "path");
    ground.setAttribute("d", `M0 0h${code.size}v${code.size}H0z`);
    ground.setAttribute("fill", "#fff");
    const path = document.createElementNS(SPACE, "path");
    path.setAttribute("d", code.dark.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join(""));
    svg.append(ground, path);
    return svg;
  };

  /** @param {ReturnType<typeof modules>} code @param {(png: Blob) => void} done */
  const toPng = (code, done) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = code.size * PNG_SCALE;
    const context = canvas.getContext("2d");
    if (!context) return;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = "#000";
    for (const [x, y] of code.dark) context.fillRect(x * PNG_SCALE, y * PNG_SCALE, PNG_SCALE, PNG_SCALE);
    canvas.toBlob((png) => png && done(png), "image/png");
  };

  /** @param {string} label @param {() => void} act */
  const button = (label, act) => {
    const element = PlanFeedback.make("button", { type: "button" }, label);
    element.addEventListener("click", act);
    return element;
  };

  /** A figure with the code of an address and its downloads; says why there is none over file://.
   * @param {string} address @param {string} name of the files */
  const figure = async (address, name) => {
    if (!/^https?:/.test(address)) return PlanFeedback.make("p", {}, "离线文件没有公开地址，手机扫码打不开；请在网站上生成二维码。");
    await PlanCite.load("assets/cite/qrcode.js");
    const code = modules(address);
    const svg = toSvg(code, address);
    const source = new XMLSerializer().serializeToString(svg);
    const save = PlanFeedback.make("p", {},
      button("下载 SVG", () => PlanFeedback.download(`${name}.svg`, source, "image/svg+xml")), " ",
      button("下载 PNG", () => toPng(code, (png) => PlanFeedback.download(`${name}.png`, png, "image/png"))));
    const caption = PlanFeedback.make("figcaption", {}, address);
    return PlanFeedback.make("figure", { class: "qr" }, svg, caption, save);
  };

  return { figure };
})();
