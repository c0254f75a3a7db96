"use strict";
/** `CalculatorDownloads`: CSV, SVG, PNG and scenario files, made in the page; and scenario files read back in. */

const CalculatorDownloads = (() => {
  const FORMAT = "plan-calculator-scenarios";
  const VERSION = 1;
  const MAX_FILE = 100_000;

  const { offer } = PlanShare;

  /** One cell: quoted where needed, and never read as a formula by a spreadsheet. @param {string} text */
  function cell(text) {
    const isNumber = /^-?\d+(\.\d+)?%?$/.test(text);
    const safe = !isNumber && /^[\s]*[=+\-@|]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /** @param {string[][]} rows */
  function csv(rows) {
    // The mark at the start makes Excel read UTF-8.
    return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  /** @param {Scenario} scenario @param {Inputs} inputs @param {PathResult} result */
  function pathCsv(scenario, inputs, result) {
    const head = ["规划", "范围", "指标", "单位", "年份", "路径值", "比上年增量", "比上年增长%", "实际值（自填）"];
    const common = [PlanScenarios.plans()[scenario.plan], scenario.scopeName, scenario.indicator, scenario.unit];
    const path = CalculatorResults.asksForPath(result) ? (result.path ?? []) : [];
    const rows = path.map((row) => [
      ...common, String(row.year), row.value, row.increment ?? "", row.growth ?? "", inputs.observed[row.year] ?? "",
    ]);
    return csv([head, ...rows, ["说明", result.summary], ["出处", scenario.target.provision]]);
  }

  /** @param {HTMLElement} chart @param {string} name */
  async function png(chart, name) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(CalculatorChart.standalone(chart))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    const scale = 2;
    [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, "image/png"));
    if (blob) await offer(name, blob, "image/png");
  }

  /** @param {{name: string, inputs: Inputs}[]} scenarios */
  function scenarioFile(scenarios) {
    const listed = scenarios.map(({ name, inputs }) => ({ name, inputs }));
    return JSON.stringify({ format: FORMAT, version: VERSION, scenarios: listed }, null, 2);
  }

  /** Read a scenario file; the inputs still have to be put to Python. @param {string} text
   * @returns {{name: string, inputs: Inputs}[]} @throws {CalculatorLink.LinkError} */
  function readScenarioFile(text) {
    const { LinkError } = CalculatorLink;
    if (text.length > MAX_FILE) throw new LinkError("文件过大，没有导入");
    /** @type {any} */
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      throw new LinkError("文件不是有效的JSON，没有导入");
    }
    if (data?.format !== FORMAT) throw new LinkError("这不是计算器导出的方案文件，没有导入");
    if (data.version !== VERSION) throw new LinkError("方案文件的版本不受支持，没有导入");
    const listed = Array.isArray(data.scenarios) ? data.scenarios.slice(0, 6) : [];
    if (!listed.length) throw new LinkError("文件中没有方案");
    return listed.map((/** @type {any} */ one) => ({
      name: typeof one?.name === "string" ? one.name : "",
      inputs: CalculatorLink.check(one?.inputs && typeof one.inputs === "object" ? one.inputs : {}),
    }));
  }

  return { offer, csv, pathCsv, png, scenarioFile, readScenarioFile };
})();
