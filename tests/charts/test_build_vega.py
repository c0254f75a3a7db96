"""The script that makes charts interactive."""

from pathlib import Path

import pytest

from scripts.building import vega as build_vega
from scripts.building.steps import BuildError


def test_script_is_classic_and_sets_both_globals(tmp_path: Path) -> None:
    build_vega.build(output=tmp_path)
    script = (tmp_path / "vega.js").read_text(encoding="utf-8")
    assert "globalThis.vegaInterpreter = { expressionInterpreter: expression };" in script
    assert "\nimport " not in script
    assert "\nexport " not in script
    assert "sourceMappingURL" not in script
    assert script.count("Redistribution and use in source and binary forms") == 2


def test_changed_package_is_refused_with_a_remedy() -> None:
    with pytest.raises(BuildError, match=r"change scripts/building/vega\.py"):
        build_vega.classic("export default 1;")
