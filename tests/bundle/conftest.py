"""Fixtures: the built bundle, unpacked as staff may unpack it, and readers that open it with the network cut."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from plan_model.shapes.collection import Collection
from scripts.build_bundle import build_single_file, build_zip
from scripts.bundle.agenda import Agenda
from scripts.bundle.whole import Edition, read_site
from tests.bundle.readers import ChromiumReader, FirefoxReader, Reader
from tests.bundle.small_site import ADDRESS
from tests.runtime.marionette import Firefox

# Deep, with spaces and Chinese characters, as on a meeting room's PC.
DEEP = "会议室 电脑/桌面/2025年 国资工作会议 材料/离线版 (1)"
EDITION = Edition("“十四五”国资国企规划（离线版）", "0.1.0", 1_700_000_000, ADDRESS)


@pytest.fixture(scope="session")
def site_files(site: Path) -> dict[str, bytes]:
    return read_site(site)


@pytest.fixture(scope="session")
def whole_zip(site_files: dict[str, bytes]) -> bytes:
    return build_zip(site_files, "plans-0.1.0", EDITION)


@pytest.fixture(scope="session")
def agenda(collection: Collection) -> Agenda:
    return Agenda(
        collection, "国资专题会", ("qz-2.3.1-p1-s1", "qz-t2-r1", "qz-3.1.1-p1"), ("qz-3", "qz-4"), "一楼会议室"
    )


@pytest.fixture(scope="session")
def meeting_zip(site_files: dict[str, bytes], agenda: Agenda) -> bytes:
    return build_zip(site_files, "meeting-0.1.0", EDITION, agenda)


@pytest.fixture(scope="session")
def bundle(whole_zip: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The top folder of the whole bundle, unpacked in a deep folder."""
    return unpacked(whole_zip, tmp_path_factory.mktemp("bundle") / DEEP)


@pytest.fixture(scope="session")
def meeting(meeting_zip: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(meeting_zip, tmp_path_factory.mktemp("meeting") / DEEP)


@pytest.fixture(scope="session")
def calculating_file(
    site_files: dict[str, bytes], collection: Collection, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A single file with the calculator."""
    agenda = Agenda(collection, "国资专题会", ("qz-t2-r1",), ("qz-3",), with_calculator=True)
    path = tmp_path_factory.mktemp("single") / "会议 资料.html"
    path.write_bytes(build_single_file(site_files, "meeting", EDITION, agenda))
    return path


def unpacked(content: bytes, folder: Path) -> Path:
    """Unpack a bundle's ZIP; return its top folder."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()
    return top


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for the fixture of pytest-base-url, which draws a deprecation warning from pytest 9."""


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox.started(tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture(params=["chromium", "firefox"])
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A browser with the network cut that logs no error and asks no host for anything."""
    made = _reader(request)
    yield made
    assert made.problems() == []


@pytest.fixture(params=["chromium", "firefox"])
def lenient_reader(request: pytest.FixtureRequest) -> Reader:
    """The same for damaged bundles, where the browser itself reports files that are missing."""
    return _reader(request)


def _reader(request: pytest.FixtureRequest) -> Reader:
    if request.param == "firefox":
        return FirefoxReader(request.getfixturevalue("firefox"))
    context: BrowserContext = request.getfixturevalue("context")
    return ChromiumReader(context)
