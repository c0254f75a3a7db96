"""Bundles of the real site are sound and small enough to be sent."""

from __future__ import annotations

from scripts.build_bundle import build_single_file
from scripts.bundle.agenda import Agenda
from scripts.bundle.archive import unzip
from scripts.verify_bundle import bundle_problems
from tests.bundle.conftest import EDITION

MEGABYTE = 1_000_000


def test_the_whole_site_is_at_most_15_mb_and_sound(whole_zip: bytes) -> None:
    assert len(whole_zip) <= 15 * MEGABYTE
    assert bundle_problems(*unzip(whole_zip)) == []


def test_a_meeting_pack_without_calculator_is_at_most_1_5_mb_and_sound(meeting_zip: bytes) -> None:
    assert len(meeting_zip) <= 1.5 * MEGABYTE
    assert bundle_problems(*unzip(meeting_zip)) == []


def test_a_single_file_without_calculator_is_at_most_1_mb(site_files: dict[str, bytes], agenda: Agenda) -> None:
    assert len(build_single_file(site_files, "meeting", EDITION, agenda)) <= MEGABYTE


def test_the_whole_bundle_holds_every_page_of_the_site(whole_zip: bytes, site_files: dict[str, bytes]) -> None:
    held = {path.removeprefix("site/") for path in unzip(whole_zip)[1]}
    assert set(site_files) <= held
