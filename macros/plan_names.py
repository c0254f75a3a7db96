"""The plans of the site in words: how many there are, of which places; texts say what is there and no more."""

from __future__ import annotations

from plan_model.shapes.collection import Collection

_DIGITS = "零一二三四五六七八九"


def plans_in_words(collection: Collection) -> str:
    """Return `一份规划`, `两份规划`, `十二份规划`, as many as the site publishes; `规划` while there is none."""
    return f"{count_in_words(len(collection.plans))}份规划" if collection.plans else "规划"


def count_in_words(count: int) -> str:
    """Return a count below 100 in Chinese as one says it before a measure word (`两`, not `二`); larger in digits."""
    if count == 2:
        return "两"
    if count < 10:
        return _DIGITS[count]
    if count > 99:
        return str(count)
    tens, ones = divmod(count, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def places_in_words(collection: Collection) -> str:
    """Return the places whose plans the site publishes, each once, in the order of the plans: `浙江省、衢州市`."""
    return "、".join(dict.fromkeys(plan.info.place for plan in collection.plans.values() if plan.info.place))
