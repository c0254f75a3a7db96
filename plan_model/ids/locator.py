"""Where a provision stands in its plan, as people write it: `三（一）1 第2段第1句`; and back to its id."""

from __future__ import annotations

import difflib
import re
import unicodedata
from urllib.parse import unquote

from plan_model.shapes.collection import Collection

# Parts that the plans do not number; these names are ours.
UNNUMBERED = {"notice": "印发通知", "preface": "引言"}
_PARTS = {"p": "段", "s": "句", "r": "行"}
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9.]+)*")
_NUMERALS = {numeral: str(value) for value, numeral in enumerate("零一二三四五六七八九十")}
_ORDINAL = re.compile(r"第([零一二三四五六七八九十]|\d+)([段句行点])")
_DIVISION = re.compile(r"第(\(?[一二三四五六七八九十\d]+\)?)(?:章|节|部分|项)")


def locator(collection: Collection, identifier: str) -> str:
    """Return an id's place in its plan; raises KeyError for an unknown id.

    Items that the plan marks with a dash are counted: `二（三）第1点`.
    """
    place = collection.places[collection.paragraph_of(identifier)]
    if place.provision.kind == "table":
        head = place.provision.number.replace(" ", "")
    else:
        head = "".join(_number(collection, step) for step in place.path if not _is_paragraph(collection, step))
    tail = "".join(f"第{part[1:]}{_PARTS[part[0]]}" for part in identifier.split("-")[2:])
    return f"{head}{'' if head.endswith(('）', '点')) or not tail else ' '}{tail}"


def full_locator(collection: Collection, identifier: str) -> str:
    """Return an id's place with the name of its plan: `衢州市规划 三（一）1 第2段`."""
    return f"{collection.plan_of(identifier).info.short_title} {locator(collection, identifier)}"


def find_provision(collection: Collection, query: str) -> str | None:
    """Return the id of a query that is an id, an address (`…/m/zj-1.1-p1.html#s2`) or a place (`衢州 三（一）1 第2段`).

    What a messenger adds to an id or an address is passed over. None when there is none.
    """
    if query.strip() in collection.texts:
        return query.strip()
    return _id_in_address(collection, query) or _index(collection).get(_folded(query))


def _id_in_address(collection: Collection, query: str) -> str | None:
    """The most precise id that an address names: its fragment's, in a page of its own `s2`, else its page's."""
    address, _, fragment = unquote(query).strip().partition("#")
    page, anchor = _ID.findall(re.split("[?&]", address.lower())[0])[-1:], _ID.match(fragment.lower())
    owner = page[0].removesuffix(".html").rstrip(".-") if page else ""
    part = anchor[0].rstrip(".-") if anchor else ""
    return next((one for one in (part, f"{owner}-{part}", "" if part else owner) if one in collection.texts), None)


def nearest_provisions(collection: Collection, query: str, count: int = 3) -> list[str]:
    """Return the ids whose id or place reads most like the query, best first; empty when nothing is alike."""
    index = {identifier: identifier for identifier in collection.texts} | _index(collection)
    alike = difflib.get_close_matches(_folded(query), index, n=count * 2, cutoff=0.5)
    return list(dict.fromkeys(index[key] for key in alike))[:count]


def _index(collection: Collection) -> dict[str, str]:
    names = {
        key: (key, plan.info.place, plan.info.short_title, plan.info.title) for key, plan in collection.plans.items()
    }
    index: dict[str, str] = {}
    for identifier in collection.texts:
        key = identifier.partition("-")[0]
        place = locator(collection, identifier)
        for name in names[key]:
            index.setdefault(_folded(f"{name} {place}"), identifier)
            index.setdefault(_folded(f"{name.removesuffix('省').removesuffix('市')} {place}"), identifier)
    return index


def _folded(text: str) -> str:
    """A place as it is compared: widths folded, spaces gone, `第三章第（一）节` as `三(一)`, `第二段` as `第2段`."""
    text = re.sub(r"[\s,，、.《》]", "", unicodedata.normalize("NFKC", text)).lower()
    text = _DIVISION.sub(r"\1", text)
    return _ORDINAL.sub(lambda match: f"第{_NUMERALS.get(match[1], match[1])}{match[2]}", text)


def _number(collection: Collection, identifier: str) -> str:
    number = collection.places[identifier].provision.number
    if not number:
        return UNNUMBERED[identifier.partition("-")[2]]
    if number.startswith("—"):
        return f"第{identifier.rpartition('.')[2]}点"
    return number.replace("(", "（").replace(")", "）").strip("、. ")


def _is_paragraph(collection: Collection, identifier: str) -> bool:
    return collection.places[identifier].provision.kind == "paragraph"
