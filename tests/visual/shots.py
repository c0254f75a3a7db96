"""Takes the pictures that the visual tests compare, and tells how far two pictures differ.

Pictures are the window's content at half size in few colours: small files, in which anti-aliasing averages out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.accessibility.pages import PAGES, show

REFERENCES = Path(__file__).parent / "references"
WINDOWS = ((390, 844), (1280, 800))
SCHEMES = {"light": "default", "dark": "slate"}
FONT = "Noto Sans CJK SC"
DAY = "2026-01-05T09:00:00"
COLOURS = 48

CELL = 4  # pixels of a picture, 8 of the screen: half a line of text
DIFFERENT = 20  # of 255: how much darker, lighter or more coloured a cell must be to count
TOLERATED = 0.004  # share of the cells

VIEWS = {
    **{name: (path, "") for name, path in PAGES.items() if name not in {"explorer, names", "calculator, own values"}},
    "chapter's text": ("zj/3.html", "h2"),
    "table of targets": ("qz/2.html", "#qz-t2"),
    "sentence that a link leads to": ("zj/1.html#zj-1.1-p1-s2", ""),
    "indicator's charts": ("indicators/total-assets.html", "figure.chart"),
    "home's charts": ("index.html", "figure.chart"),
    "calculator's path": ("calculator.html", ".calculator-path"),
    "paragraph's ways to quote": ("m/qz-2.3.1-p1.html", ".md-content h2"),
}


@dataclass(frozen=True)
class Shot:
    """One picture: which view, how wide the window, light or dark."""

    view: str
    width: int
    scheme: str

    @property
    def file(self) -> Path:
        """Where its reference lies."""
        name = self.view.replace("'s", "").replace(",", "").replace(" ", "-")
        return REFERENCES / f"{name}-{self.width}-{self.scheme}.png"


def all_shots() -> list[Shot]:
    return [Shot(view, width, scheme) for view in VIEWS for width, _ in WINDOWS for scheme in SCHEMES]


def still(page: Page) -> None:
    """Let it be the same day whenever pictures are taken; timers run on, for the calculator needs them."""
    page.add_init_script(
        f"Date = class extends Date {{ constructor(...a) {{ super(...(a.length ? a : ['{DAY}'])) }} }};"
    )


def take(page: Page, view: str, width: int, height: int) -> Iterator[tuple[Shot, Image.Image]]:
    """Open a view in a window and yield its pictures, light and dark."""
    path, part = VIEWS[view]
    page.set_viewport_size({"width": width, "height": height})
    show(page, path)
    if path.startswith("calculator"):
        page.keyboard.press("Shift")  # a sign of a reader, so that the calculator starts and says so no longer
        page.wait_for_selector("#calculator[data-engine=ready]", timeout=60_000)
    if part:
        page.locator(part).first.evaluate("part => part.scrollIntoView({ block: 'start', behavior: 'instant' })")
    for scheme, name in SCHEMES.items():
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        page.evaluate("name => { document.body.dataset.mdColorScheme = name }", name)
        yield Shot(view, width, scheme), snap(page)


def snap(page: Page) -> Image.Image:
    """Return what the window shows at half size in few colours."""
    whole = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    return whole.reduce(2).quantize(COLOURS, dither=Image.Dither.NONE)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of cells that differ, 1 for pictures of unlike size."""
    if one.size != other.size:
        return 1.0
    cells = ImageChops.difference(one.convert("RGB").reduce(CELL), other.convert("RGB").reduce(CELL))
    red, green, blue = cells.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    return sum(strongest[DIFFERENT + 1 :]) / sum(strongest)


def font_in_use(page: Page) -> str:
    """Return the typeface in which the page's heading is really drawn."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return str(max(fonts, key=lambda font: font["glyphCount"])["familyName"])
