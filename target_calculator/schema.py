"""A small declarative schema: what each field of a request holds; all problems come at once, with paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from target_calculator.quantity import CalculatorError, parse_number

FIRST_YEAR, LAST_YEAR = 1900, 2200
MAX_ITEMS = 100
MAX_NAME = 100


class Problem(NamedTuple):
    """One thing wrong with a request: field path, code for programs, Chinese message for the reader."""

    field: str
    code: str
    message: str


class Field(NamedTuple):
    """What one field holds.

    `kind` is number, year, integer, text, choice, list, map or object. `item` describes the values of a list or
    map, `keys` the keys of a map, `fields` the fields of an object.
    """

    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    item: Field | None = None
    keys: Field | None = None
    fields: Mapping[str, Field] | None = None


NUMBER = Field("number")
YEAR = Field("year")
TEXT = Field("text")


def required(field: Field) -> Field:
    """Return the same field as one that must be filled in."""
    return field._replace(required=True)


def choice(*choices: str) -> Field:
    """Return a field that holds one of `choices`."""
    return Field("choice", choices=choices)


def integer(low: int, high: int) -> Field:
    """Return a field that holds a whole number from `low` to `high`."""
    return Field("integer", low=low, high=high)


def list_of(item: Field) -> Field:
    """Return a field that holds up to 100 items."""
    return Field("list", item=item)


def map_of(keys: Field, item: Field) -> Field:
    """Return a field that maps keys to items, up to 100 of them."""
    return Field("map", keys=keys, item=item)


def record(fields: Mapping[str, Field]) -> Field:
    """Return a field that holds an object with exactly these fields."""
    return Field("object", fields=fields)


def check(schema: Field, raw: object, path: str) -> tuple[Any, list[Problem]]:
    """Read `raw` (parsed JSON) by `schema`; return the value, Decimals and ints in place, and all problems.

    Optional fields that are absent, null or empty strings come back as None. The value is only meaningful
    when there are no problems.
    """
    problems: list[Problem] = []
    return _read(schema, raw, path, problems), problems


def _read(field: Field, raw: object, path: str, problems: list[Problem]) -> Any:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        if field.required:
            problems.append(Problem(path, "required", "此项必填"))
        return None
    try:
        return _READERS[field.kind](field, raw, path, problems)
    except CalculatorError as error:
        problems.append(Problem(path, error.code, error.message))
        return None


def _text_of(raw: object, what: str) -> str:
    if isinstance(raw, str):
        return raw
    raise CalculatorError("wrong_type", f"此项应为{what}")


def _read_number(_field: Field, raw: object, _path: str, _problems: list[Problem]) -> Decimal:
    return parse_number(_text_of(raw, "数字"))


def _whole_number(raw: object, low: int, high: int, what: str) -> int:
    number = parse_number(_text_of(raw, what))
    if number != number.to_integral_value() or not low <= number <= high:
        raise CalculatorError("out_of_range", f"{what}须为{low}到{high}之间的整数")
    return int(number)


def _read_year(_field: Field, raw: object, _path: str, _problems: list[Problem]) -> int:
    return _whole_number(raw, FIRST_YEAR, LAST_YEAR, "年份")


def _read_integer(field: Field, raw: object, _path: str, _problems: list[Problem]) -> int:
    return _whole_number(raw, field.low, field.high, "数值")


def _read_text(_field: Field, raw: object, _path: str, _problems: list[Problem]) -> str:
    text = _text_of(raw, "文字")
    if len(text) > MAX_NAME:
        raise CalculatorError("too_long", f"文字过长，最多{MAX_NAME}个字符")
    if not all(letter.isprintable() for letter in text):
        raise CalculatorError("bad_text", "文字中含有不可显示的字符")
    return text


def _read_choice(field: Field, raw: object, _path: str, _problems: list[Problem]) -> str:
    if isinstance(raw, str) and raw in field.choices:
        return raw
    raise CalculatorError("not_a_choice", f"可选值为：{'、'.join(field.choices)}")


def _read_list(field: Field, raw: object, path: str, problems: list[Problem]) -> list[Any]:
    if not isinstance(raw, list):
        raise CalculatorError("wrong_type", "此项应为列表")
    _limit(len(raw))
    item = field.item or TEXT
    return [_read(item, value, f"{path}[{index}]", problems) for index, value in enumerate(raw)]


def _read_map(field: Field, raw: object, path: str, problems: list[Problem]) -> dict[Any, Any]:
    entries = _object(raw)
    _limit(len(entries))
    keys, item = required(field.keys or TEXT), field.item or TEXT
    read: dict[Any, Any] = {}
    for raw_key, raw_value in entries.items():
        place = f"{path}.{_short(raw_key)}"
        key = _read(keys, raw_key, place, problems)
        if key is not None and key in read:
            problems.append(Problem(place, "duplicate", "此项重复"))
        read[key] = _read(item, raw_value, place, problems)
    return {key: value for key, value in read.items() if value is not None}


def _read_object(field: Field, raw: object, path: str, problems: list[Problem]) -> dict[str, Any]:
    entries, fields = _object(raw), field.fields or {}
    for key in entries:
        if key not in fields:
            problems.append(Problem(f"{path}.{_short(key)}", "unknown_field", "不认识的字段"))
    return {name: _read(part, entries.get(name), f"{path}.{name}", problems) for name, part in fields.items()}


def _object(raw: object) -> dict[str, object]:
    if isinstance(raw, dict):
        return raw
    raise CalculatorError("wrong_type", "此项应为对象")


def _limit(count: int) -> None:
    if count > MAX_ITEMS:
        raise CalculatorError("too_many", f"项目过多，最多{MAX_ITEMS}项")


def _short(key: str) -> str:
    """Keep a hostile key from filling the message."""
    return "".join(letter if letter.isprintable() else "?" for letter in key[:40])


_READERS: dict[str, Callable[[Field, object, str, list[Problem]], Any]] = {
    "number": _read_number,
    "year": _read_year,
    "integer": _read_integer,
    "text": _read_text,
    "choice": _read_choice,
    "list": _read_list,
    "map": _read_map,
    "object": _read_object,
}
