"""The configurations for other servers and hosts say what the pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.building.steps import ROOT
from scripts.web.host_headers import EVERYWHERE, FOREVER, FRAMED_POLICY, HASHED, PAGE_POLICY, headers_file


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_each_configuration_states_the_policies_of_the_pages(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    assert sorted(re.findall(r'"(default-src [^"]*)"', text)) == sorted([PAGE_POLICY, FRAMED_POLICY])
    assert [value for value in (*EVERYWHERE.values(), FOREVER) if f'"{value}"' not in text] == []
    assert HASHED.pattern.removeprefix("^") in text


def rules(text: str) -> dict[str, dict[str, str]]:
    """Read `_headers`: pattern → header → value."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            current = found.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            current[name] = value
    return found


def headers_of(path: str, patterns: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """What a host sends for a path: the headers of every pattern that matches."""
    return [
        header
        for pattern, headers in patterns.items()
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(":page", "[^/]+"), path)
        for header in headers.items()
    ]


def test_static_hosts_get_one_policy_a_page(web: Path) -> None:
    patterns = rules((web / "_headers").read_text(encoding="utf-8"))
    for file in web.rglob("*.html"):
        path = "/" + file.relative_to(web).as_posix()
        policies = [value for name, value in headers_of(path, patterns) if name == "Content-Security-Policy"]
        assert policies == [FRAMED_POLICY if path.startswith("/embed/") else PAGE_POLICY], path


def test_static_hosts_keep_hashed_files_and_no_others(web: Path) -> None:
    patterns = rules((web / "_headers").read_text(encoding="utf-8"))
    for file in web.rglob("*.*"):
        name = file.relative_to(web).as_posix()
        kept = ("Cache-Control", FOREVER) in headers_of(f"/{name}", patterns)
        assert kept == bool(HASHED.match(name)), name


def test_the_number_of_header_rules_stays_below_what_hosts_accept(site: Path) -> None:
    assert len(rules(headers_file(site))) < 100


def test_a_web_folder_is_refused_without_a_site(tmp_path: Path) -> None:
    from scripts.building.steps import BuildError
    from scripts.precompress import precompress

    with pytest.raises(BuildError, match="expected a built site"):
        precompress(tmp_path, tmp_path / "web")
    assert not (tmp_path / "web").exists()
