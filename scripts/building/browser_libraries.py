"""Small browser libraries, loaded when a reader asks: fflate packs Word files, qrcode-generator draws codes."""

from __future__ import annotations

from pathlib import Path

from scripts.building.steps import ROOT, BuildError

MODULES = ROOT / "node_modules"
# Published file → (package, its classic script, its licence where the script does not carry one).
LIBRARIES = {
    "assets/cite/fflate.js": ("fflate", "umd/index.js", "LICENSE"),
    "assets/cite/qrcode.js": ("qrcode-generator", "dist/qrcode.js", ""),
}


def library_files(modules: Path = MODULES) -> dict[str, str]:
    """Return the published scripts by path; raises BuildError when a package is not installed."""
    return {name: _script(modules / package, script, licence) for name, (package, script, licence) in LIBRARIES.items()}


def _script(package: Path, script: str, licence: str) -> str:
    try:
        text = (package / script).read_text(encoding="utf-8")
        notice = (package / licence).read_text(encoding="utf-8") if licence else ""
    except FileNotFoundError as error:
        raise BuildError(
            f"{error.filename} is missing; run `python -m scripts.build_site`, which installs it"
        ) from None
    return f"/*\n{notice.strip()}\n*/\n{text}" if notice else text
