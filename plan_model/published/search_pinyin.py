"""Pinyin of the characters that the index holds, so that a reader without a Chinese keyboard layout finds them too."""

from __future__ import annotations

import json
from collections.abc import Iterable

from plan_model.published.search_index import Index, normalise


def readings(texts: Iterable[str]) -> dict[str, str]:
    """Return, for each reading without tones, the characters of `texts` that have it; ü is written v.

    A character with several readings stands under each of them, the reading in place being unknown to the reader.
    """
    from pypinyin import Style, pinyin  # noqa: PLC0415  its dictionaries load slowly, and few builds need them

    grouped: dict[str, list[str]] = {}
    for char in sorted({char for text in texts for char in normalise(text) if _is_han(char)}):
        for reading in pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")[0]:
            grouped.setdefault(reading, []).append(char)
    return {reading: "".join(chars) for reading, chars in sorted(grouped.items())}


def pinyin_script(indexes: Iterable[Index]) -> str:
    """Return the text of `assets/search/pinyin.js`, which hands the readings to the search dialog."""
    characters = readings(_texts(indexes))
    return f"PlanPinyin.register({json.dumps(characters, ensure_ascii=False, separators=(',', ':'))});\n"


def _texts(indexes: Iterable[Index]) -> Iterable[str]:
    for index in indexes:
        for entry in index["entries"]:
            yield entry["heading"]
            yield from (text for _, text in entry["parts"])


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"
