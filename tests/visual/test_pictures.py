"""Every kind of page looks as it did when a person last looked at it; see tests/visual/references."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from scripts.building.steps import ROOT
from tests.visual.shots import (
    FONT,
    REFERENCES,
    TOLERATED,
    VIEWS,
    WINDOWS,
    Shot,
    all_shots,
    difference,
    font_in_use,
    snap,
    take,
)

pytestmark = pytest.mark.browser
FAILED = ROOT / "test-results/visual"
BUDGET = 3_000_000
PHONE, DESKTOP = WINDOWS
MOVE = "block => { block.style.position = 'relative'; block.style.%s = '12px' }"


def differs(shot: Shot, image: Image.Image) -> str:
    """Say how a picture departs from its reference, and leave both side by side to look at."""
    if not shot.file.is_file():
        return f"{shot.file.name}: there is no reference; make it with `python -m tests.visual`"
    reference = Image.open(shot.file)
    share = difference(image, reference)
    if share <= TOLERATED:
        return ""
    FAILED.mkdir(parents=True, exist_ok=True)
    _beside(reference, image).save(FAILED / shot.file.name)
    return f"{shot.file.name}: {share:.2%} of the picture differs, {TOLERATED:.2%} is tolerated"


def _beside(reference: Image.Image, image: Image.Image) -> Image.Image:
    """Reference, picture and what differs, from left to right."""
    parts = [part.convert("RGB") for part in (reference, image)]
    parts.append(ImageChops.difference(*parts) if parts[0].size == parts[1].size else parts[1])
    sheet = Image.new("RGB", (sum(part.width for part in parts), max(part.height for part in parts)))
    for index, part in enumerate(parts):
        sheet.paste(part, (sum(one.width for one in parts[:index]), 0))
    return sheet


@pytest.fixture(scope="session")
def with_font(camera: Page) -> Page:
    """Pictures hold for one typeface only."""
    camera.goto("about.html")
    used = font_in_use(camera)
    if not used.startswith(FONT):
        pytest.fail(
            f"pages are drawn in {used}; the pictures hold for {FONT}; run `python -m scripts.ensure_browsers` as "
            "root, or install the package fonts-noto-cjk"
        )
    return camera


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_looks_as_it_did(with_font: Page, view: str) -> None:
    found = [differs(shot, image) for window in WINDOWS for shot, image in take(with_font, view, *window)]
    assert [line for line in found if line] == [], (
        f"compare the pictures in {FAILED.relative_to(ROOT)} (reference, now, difference); "
        "when the change is meant, run `python -m tests.visual` and look at what git shows"
    )


@pytest.mark.parametrize(
    ("view", "block", "side"),
    [
        ("home", ".card-grid", "top"),
        ("overview", ".md-content dl", "left"),
        ("table of targets", "#qz-t2", "top"),
        ("indicator's charts", "figure.chart svg", "left"),
    ],
)
def test_a_block_that_moves_half_a_line_is_noticed(with_font: Page, view: str, block: str, side: str) -> None:
    before = [image for _, image in take(with_font, view, *DESKTOP)][-1]
    with_font.locator(block).first.evaluate(MOVE % side)
    assert difference(before, snap(with_font)) > TOLERATED


def test_softer_edges_of_letters_are_tolerated(with_font: Page) -> None:
    for shot, image in take(with_font, "chapter with a table", *DESKTOP):
        soft = image.convert("RGB").resize((image.width * 2, image.height * 2)).reduce(2)
        assert soft.tobytes() != image.convert("RGB").tobytes()
        assert differs(shot, soft) == ""


def test_references_are_small_and_all_used() -> None:
    files = set(REFERENCES.glob("*.png"))
    assert files == {shot.file for shot in all_shots()}
    assert sum(file.stat().st_size for file in files) <= BUDGET
