"""Takes all reference pictures anew, after a change that is meant to be seen: `python -m tests.visual`.

Look at what git shows as changed before committing it. Exit codes: 0 done.
"""

from __future__ import annotations

import sys

from PIL import Image
from playwright.sync_api import sync_playwright

from bench.web_server import web_server
from scripts.building.steps import SITE
from scripts.ensure_browsers import find_chromium
from tests.conftest import CHROMIUM_FLAGS
from tests.visual.shots import REFERENCES, TOLERATED, VIEWS, WINDOWS, all_shots, difference, still, take


def main() -> int:
    """Write the pictures that differ visibly, remove those of views that are no more."""
    REFERENCES.mkdir(exist_ok=True)
    known = {shot.file for shot in all_shots()}
    for file in set(REFERENCES.glob("*.png")) - known:
        file.unlink()
    wanted = sys.argv[1:] or list(VIEWS)
    with sync_playwright() as playwright, web_server(SITE) as address:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        page = browser.new_context(base_url=address, reduced_motion="reduce").new_page()
        still(page)
        for view in wanted:
            for window in WINDOWS:
                for shot, image in take(page, view, *window):
                    if not shot.file.exists() or difference(image, Image.open(shot.file)) > TOLERATED:
                        image.save(shot.file, optimize=True)
                        print(shot.file.name, flush=True)  # noqa: T201
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
