"""The sites that the tests of this folder share, each built once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.plans.sites import SITES, Built


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Each site by its name, built when it is first asked for."""

    @cache
    def tried(name: str) -> Built | AssertionError:
        try:
            return Built(SITES[name](tmp_path_factory.mktemp(name) / "project"))
        except AssertionError as error:  # told by each test, and not tried again
            return error

    def built(name: str) -> Built:
        outcome = tried(name)
        if isinstance(outcome, AssertionError):
            raise outcome
        return outcome

    return built
