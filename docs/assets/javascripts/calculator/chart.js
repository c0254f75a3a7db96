"use strict";
/**
 * `CalculatorChart`: draws numbers that Python returned; it works out positions, never results.
 * Everything it shows stands in the table beside it, so the drawing itself is hidden from screen readers.
 */

/**
 * @typedef {{year: number, value: string, text?: string}} ChartPoint
 * @typedef {{name: string, style: "path" | "aspiration" | "plan" | "own" | "saved", points: ChartPoint[],
 *   label?: boolean}} ChartSeries
 * @typedef {{value: string, high?: string, kind: "floor" | "ceiling" | "band" | "aspiration", text: string}} ChartBound
 * @typedef {{unit: string, firstYear: number, lastYear: number, series: ChartSeries[], bounds: ChartBound[],
 *   title: string}} ChartModel
 * @typedef {{x: (year: number) => number, y: (value: number) => number, left: number, right: number, top: number,
 *   bottom: number, width: number, height: number}} ChartFrame
 */

const CalculatorChart = (() => {
  const { svg } = CalculatorDom;
  const MARGIN = { left: 52, right: 30, top: 26, bottom: 26 };
  const PROPERTIES = [
    "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-family", "font-weight",
    "text-anchor", "paint-order",
  ];

  /** Replace what `container` shows. @param {HTMLElement} container @param {ChartModel} model */
  function draw(container, model) {
    const width = Math.max(280, container.clientWidth || 640);
    const height = Math.round(Math.min(330, Math.max(230, width * 0.5)));
    const ticks = niceTicks(values(model));
    const frame = makeFrame(model, width, height, ticks);
    container.replaceChildren(
      svg(
        "svg",
        { class: "calculator-chart", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
        ...grid(frame, ticks, model),
        ...model.bounds.flatMap((bound) => boundMarks(frame, bound)),
        ...model.series.flatMap((series, index) => seriesMarks(frame, series, index, model)),
      ),
    );
  }

  /** @param {ChartModel} model @returns {number[]} */
  function values(model) {
    const points = model.series.flatMap((series) => series.points.map((point) => Number(point.value)));
    return [...points, ...model.bounds.flatMap(({ value, high }) => [Number(value), Number(high ?? value)])];
  }

  /** Round marks on the axis; from zero unless all values lie close together. @param {number[]} all */
  function niceTicks(all) {
    const high = Math.max(...all, 0);
    const low = Math.min(...all);
    const from = low > high * 0.7 || low < 0 ? low - (high - low) * 0.25 : 0;
    const rough = (high * 1.04 - from || 1) / 5;
    const size = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * size).find((candidate) => candidate >= rough) ?? rough;
    const first = Math.floor(from / step) * step;
    const count = Math.ceil((high * 1.02 - first) / step) + 1;
    return Array.from({ length: Math.max(2, count) }, (_, index) => first + index * step);
  }

  /** @param {ChartModel} model @param {number} width @param {number} height @param {number[]} ticks
   * @returns {ChartFrame} */
  function makeFrame(model, width, height, ticks) {
    const [left, right] = [MARGIN.left, width - MARGIN.right];
    const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
    const [low, high] = [ticks[0], ticks[ticks.length - 1]];
    const years = Math.max(1, model.lastYear - model.firstYear);
    return {
      left, right, top, bottom, width, height,
      x: (year) => left + ((year - model.firstYear) / years) * (right - left),
      y: (value) => bottom - ((value - low) / (high - low)) * (bottom - top),
    };
  }

  /** @param {ChartFrame} frame @param {number[]} ticks @param {ChartModel} model */
  function grid(frame, ticks, model) {
    const decimals = Math.max(0, -Math.floor(Math.log10(ticks[1] - ticks[0]) + 1e-9));
    const lines = ticks.flatMap((tick) => [
      svg("line", { class: "grid", x1: frame.left, x2: frame.right, y1: frame.y(tick), y2: frame.y(tick) }),
      svg("text", { class: "tick end", x: frame.left - 6, y: frame.y(tick) + 4 }, tick.toFixed(Math.min(6, decimals))),
    ]);
    const every = Math.ceil((model.lastYear - model.firstYear) / Math.floor((frame.right - frame.left) / 44));
    const years = [];
    for (let year = model.firstYear; year <= model.lastYear; year += Math.max(1, every)) {
      years.push(svg("text", { class: "tick middle", x: frame.x(year), y: frame.height - 6 }, String(year)));
    }
    return [svg("text", { class: "tick", x: 4, y: 12 }, model.unit), ...lines, ...years];
  }

  /** @param {ChartFrame} frame @param {ChartBound} bound */
  function boundMarks(frame, bound) {
    const y = frame.y(Number(bound.value));
    const line = { class: `bound ${bound.kind}`, x1: frame.left, x2: frame.right, y1: y, y2: y };
    const label = svg("text", { class: `bound-label ${bound.kind}`, x: frame.left + 6, y: y - 6 }, bound.text);
    if (bound.kind === "band") {
      const top = frame.y(Number(bound.high ?? bound.value));
      const area = { class: "band", x: frame.left, y: top, width: frame.right - frame.left, height: y - top };
      return [svg("rect", area), label];
    }
    if (bound.kind === "ceiling") {
      const above = { class: "beyond", x: frame.left, y: frame.top, width: frame.right - frame.left };
      return [svg("rect", { ...above, height: Math.max(0, y - frame.top) }), svg("line", line), label];
    }
    return [svg("line", line), label];
  }

  /** @param {ChartFrame} frame @param {ChartSeries} series @param {number} rank @param {ChartModel} model */
  function seriesMarks(frame, series, rank, model) {
    const place = (/** @type {ChartPoint} */ point) => [frame.x(point.year), frame.y(Number(point.value))];
    const places = series.points.map(place);
    const line = svg("polyline", { class: `line ${series.style}`, points: places.map((at) => at.join(",")).join(" ") });
    const dots = places.map(([cx, cy], index) => dot(series, cx, cy, index === places.length - 1));
    const names = series.label ? series.points.flatMap((point, index) => valueLabel(frame, point, index, series, model)) : [];
    return [line, ...dots, ...names, ...seriesName(frame, series, rank)];
  }

  /** @param {ChartSeries} series @param {number} cx @param {number} cy @param {boolean} last */
  function dot(series, cx, cy, last) {
    if (series.style === "own") {
      return svg("rect", { class: "dot own", x: cx - 4.5, y: cy - 4.5, width: 9, height: 9, transform: `rotate(45 ${cx} ${cy})` });
    }
    return svg("circle", { class: `dot ${series.style}${last && series.label ? " goal" : ""}`, cx, cy, r: last && series.label ? 5.5 : 3.5 });
  }

  /** @param {ChartFrame} frame @param {ChartPoint} point @param {number} index @param {ChartSeries} series
   * @param {ChartModel} model */
  function valueLabel(frame, point, index, series, model) {
    const text = point.text ?? point.value;
    const last = index === series.points.length - 1;
    const room = (frame.right - frame.left) / Math.max(1, model.lastYear - model.firstYear);
    if (index && !last && room < text.length * 7.5) return [];
    const anchor = index === 0 ? "start" : last ? "end" : "middle";
    const [x, y] = [frame.x(point.year), frame.y(Number(point.value))];
    const shift = { start: -4, middle: 0, end: MARGIN.right - 8 }[anchor];
    // Above the line, unless a bound and its name are there.
    const down = model.bounds.some(({ kind }) => kind === "floor") ? 21 : -11;
    return [svg("text", { class: `value ${anchor}${last ? " goal" : ""}`, x: x + shift, y: y + down }, text)];
  }

  /** The name of a line of comparison, below it, each at another year so that names keep apart.
   * @param {ChartFrame} frame @param {ChartSeries} series @param {number} rank */
  function seriesName(frame, series, rank) {
    if (series.label || series.style === "aspiration" || series.points.length < 2) return [];
    const last = series.points.length - 1;
    const at = series.points[last < 3 ? last : 1 + ((rank + 3) % (last - 1))];
    const [x, y] = [frame.x(at.year), frame.y(Number(at.value))];
    const beside = series.style === "own" ? { class: "name own", x: x + 8 } : { class: `name ${series.style} middle`, x };
    return [svg("text", { ...beside, y: y + 18 }, series.name)];
  }

  /** A copy that stands alone: the colours of the page's stylesheet written into it. @param {HTMLElement} container */
  function standalone(container) {
    const shown = container.querySelector("svg");
    if (!shown) throw new Error("no chart is drawn yet");
    const copy = /** @type {SVGSVGElement} */ (shown.cloneNode(true));
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.removeAttribute("class");
    copy.removeAttribute("aria-hidden");
    const originals = shown.querySelectorAll("*");
    copy.querySelectorAll("*").forEach((node, index) => {
      const style = getComputedStyle(originals[index]);
      for (const name of PROPERTIES) node.setAttribute(name, style.getPropertyValue(name));
      node.removeAttribute("class");
    });
    const ground = getComputedStyle(document.body).getPropertyValue("--md-default-bg-color").trim() || "#fff";
    copy.prepend(svg("rect", { width: "100%", height: "100%", fill: ground }));
    return new XMLSerializer().serializeToString(copy);
  }

  return { draw, standalone };
})();
