"""The search beside two peers over the same chapters: index size, time of a query, and what a query finds.

Run: python -m bench.search

The peers are Pagefind (npm, bench/search_peers/) and Material's stock search with jieba (pip, into a temporary folder).
All three answer the same stretches of the plans' text in Chromium over http. What they find is counted in pages, the
only unit that all of them list; the pages that contain a query are those of our own exact hits, which the tests hold
against a scan of the plans. Sizes are of the index alone, without the code that reads it. Pagefind's time includes the
pieces of its index that a query fetches; Material's includes the way to its worker and back. The browser's clock tells
tenths of a millisecond: a time of 0 is shorter than that. Many drawn queries cut through words, as a reader who copies
a few characters does; that is hard on the peers, which look for words.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import shutil
import statistics
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from bench.report import Row
from bench.web_server import web_server
from plan_model.files.load import load_plan, plan_keys
from scripts.building.node import install_browser_packages
from scripts.building.steps import BUILD, SITE, run_command
from scripts.ensure_browsers import find_chromium

PEERS = Path(__file__).parent / "search_peers"
QUERIES = 200
NAMED = ("资产负债率", "负债", "AA+")
NO_SUMMARY = shutil.ignore_patterns("index.*")  # these pages repeat the plans in part
OURS, PAGEFIND, MATERIAL = "ours", "Pagefind", "Material with jieba"

TIMED = """async function timed(queries, find) {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const pages = await find(query);
    answers.push([performance.now() - start, await pages()]);
  }
  return answers;
}"""
ASK = {
    OURS: """(queries) => timed(queries, (query) => {
  const hits = PlanSearch.search(query);
  return () => hits.map((hit) => hit.page);
})""",
    PAGEFIND: """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  return timed(queries, async (query) => {
    const { results } = await pagefind.search(query);
    return async () => (await Promise.all(results.map((one) => one.data()))).map((one) => one.url.slice(1));
  });
}""",
    MATERIAL: """async (queries) => {
  const worker = new Worker(JSON.parse(document.getElementById("__config").textContent).search.replace("..", ""));
  const ask = (type, data) => new Promise((done, failed) => {
    worker.onmessage = (event) => done(event.data.data);
    worker.onerror = failed;
    worker.postMessage({ type, data });
  });
  const index = await (await fetch("/search/search_index.json")).json();
  await ask(0, { ...index, options: { suggest: false } });
  return timed(queries, async (query) => {
    const { items } = await ask(2, query);
    return () => items.flat().map((item) => item.location.split("#")[0]);
  });
}""",
}

Answers = Mapping[str, tuple[float, frozenset[str]]]
"""For each query the milliseconds that it took and the paths of the pages found."""


def measure() -> list[Row]:
    """Return the sizes in kB, the times in ms, and the share of pages found and wrongly listed in percent."""
    queries = [*NAMED, *drawn_queries(QUERIES)]
    with TemporaryDirectory() as folder:
        pagefind, material = Path(folder, "pagefind-site"), Path(folder, "material")
        build_pagefind(pagefind)
        stock = build_material(material)
        sizes = {
            OURS: packed_size((SITE / "assets/search").glob("*.js")),
            PAGEFIND: packed_size((pagefind / "pagefind").rglob("*.pf_*")),
            MATERIAL: packed_size([stock / "search/search_index.json"]),
        }
        pages = {OURS: (SITE, "index.html"), PAGEFIND: (pagefind, "qz/1.html"), MATERIAL: (stock, "qz/1.html")}
        answers = {name: ask(name, root, page, queries) for name, (root, page) in pages.items()}
    return [*size_rows(sizes), *time_rows(answers), *finding_rows(answers)]


def drawn_queries(count: int) -> list[str]:
    """Draw stretches of 2–6 characters without punctuation from the plans' sentences, always the same ones."""
    draw = random.Random(5)  # noqa: S311
    sentences = [text for key in plan_keys() for one in load_plan(key).provisions() for text in one.sentences.values()]
    stretches: list[str] = [stretch for text in sentences for stretch in re.findall(r"\w{2,}", text)]

    def piece() -> str:
        text = draw.choice(stretches)
        length = min(draw.randint(2, 6), len(text))
        start = draw.randrange(len(text) - length + 1)
        return text[start : start + length]

    return [piece() for _ in range(count)]


def build_pagefind(target: Path) -> None:
    """Copy the built chapters to `target` and let Pagefind index their articles."""
    install_browser_packages(PEERS)
    for key in plan_keys():
        shutil.copytree(SITE / key, target / key, ignore=NO_SUMMARY)
        for page in (target / key).glob("*.html"):
            article = re.search(r"<article.*?</article>", page.read_text("utf-8"), re.DOTALL)
            body = article[0] if article else ""
            page.write_text(f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>{body}', "utf-8")
    tool = next(PEERS.glob("node_modules/@pagefind/*/bin/pagefind_extended"))
    run_command([str(tool), "--site", str(target), "--quiet"])


def build_material(folder: Path) -> Path:
    """Build the chapters' Markdown with Material's stock search into a subfolder; return that."""
    for key in plan_keys():
        shutil.copytree(BUILD / "pages" / key, folder / "docs" / key, ignore=NO_SUMMARY)
    packages = folder / "packages"
    listed = ["--no-deps", "--require-hashes", "-r", str(PEERS / "requirements.txt")]
    run_command([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(packages), *listed])
    (folder / "mkdocs.yml").write_text(
        "site_name: peer\nuse_directory_urls: false\ntheme: {name: material, language: zh, font: false}\n"
        "plugins: [search: {lang: zh}]\nmarkdown_extensions: [attr_list, md_in_html, tables]\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml")]
    run_command(command, {**os.environ, "PYTHONPATH": str(packages)})
    return folder / "site"


def packed_size(files: Iterable[Path]) -> float:
    """Return the sum of the files' sizes in kB, each packed with gzip."""
    return sum(len(gzip.compress(path.read_bytes())) for path in files) / 1000


@contextmanager
def opened(root: Path, page: str) -> Iterator[tuple[Page, str]]:
    """Serve a folder and open one of its pages in Chromium; yield the page and the folder's address."""
    with web_server(root) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        tab = browser.new_page()
        tab.goto(address + page)
        yield tab, address
        browser.close()


def ask(name: str, root: Path, page: str, queries: Sequence[str]) -> Answers:
    """Put every query to one search in the browser."""
    with opened(root, page) as (tab, address):
        if name == OURS:
            for script in ("javascripts/search/match", *(f"search/{key}" for key in plan_keys())):
                tab.add_script_tag(url=f"{address}assets/{script}.js")
        answers = tab.evaluate(f"(queries) => {{ {TIMED}\nreturn ({ASK[name]})(queries); }}", queries)
    return {query: (time, frozenset(pages)) for query, (time, pages) in zip(queries, answers, strict=True)}


def size_rows(sizes: Mapping[str, float]) -> Iterator[Row]:
    """Yield the size of each index."""
    for name, size in sizes.items():
        yield Row(f"Search index, gzip, {name}", "kB", [size], "≤ 150" if name == OURS else "")


def time_rows(answers: Mapping[str, Answers]) -> Iterator[Row]:
    """Yield the times of each search's queries, and the time that 95 of 100 queries keep to."""
    for name, answer in answers.items():
        times = [time for time, _ in answer.values()]
        yield Row(f"Search query, {name}", "ms", times)
        p95 = statistics.quantiles(times, n=20)[-1]
        yield Row(f"Search query, 95th percentile, {name}", "ms", [p95], "≤ 50" if name == OURS else "")


def finding_rows(answers: Mapping[str, Answers]) -> Iterator[Row]:
    """Yield what each peer finds of the pages that contain a query, and what it lists beyond them."""
    for name in (PAGEFIND, MATERIAL):
        for label, queries in (("drawn queries", [*answers[OURS]][len(NAMED) :]), *((word, [word]) for word in NAMED)):
            pairs = [(answers[OURS][query][1], answers[name][query][1]) for query in queries]
            found = sum(len(wanted & listed) for wanted, listed in pairs)
            recall = 100 * found / sum(len(wanted) for wanted, _ in pairs)
            yield Row(f"Pages with the words that are found, {label}, {name}", "%", [recall], "ours: 100")
            every = sum(len(listed) for _, listed in pairs)
            wrong = 100 * (every - found) / max(every, 1)
            yield Row(f"Pages without the words among those listed, {label}, {name}", "%", [wrong], "ours: 0")


def main() -> int:
    """Print the medians."""
    for row in measure():
        print(f"{row.name}: {row.median:.3g} {row.unit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
