"""YAML files read strictly: one document, no duplicate keys, every fault with its line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plan_model.errors import PlanDataError, Problem

ModelT = TypeVar("ModelT", bound=BaseModel)
MAX_LINE = 200_000  # characters; a longer line is a broken file, not a plan


class _StrictLoader(yaml.CSafeLoader):
    """The safe loader, made to refuse a key that stands twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int):
                raise yaml.constructor.ConstructorError(
                    problem="a key that is no plain text or number", problem_mark=key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"duplicate key {key!r}", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_text(path: Path, name: str) -> str:
    """Return a file's text, without the byte order mark and with the plain line ends that spreadsheets write otherwise.

    Raises PlanDataError when it is missing, empty, not UTF-8, or has a line longer than MAX_LINE.
    """
    try:
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except FileNotFoundError:
        raise _fault(name, 1, "the file is missing", "a file", "restore it from git") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fix = "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"
        raise _fault(name, line, f"byte {error.start} is not UTF-8", "UTF-8 text", fix) from None
    if not text.strip():
        raise _fault(name, 1, "the file is empty", "data", "restore it from git")
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > MAX_LINE:
            what = f"the line has {len(line_text)} characters"
            raise _fault(name, number, what, f"at most {MAX_LINE}", "break it up")
    return text


def read_yaml(path: Path, name: str) -> Any:
    """Return the data of a YAML file; raises PlanDataError when it is not well-formed."""
    text = read_text(path, name)
    try:
        _refuse_aliases(text, name)
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _fault(name, line, f"broken YAML: {error.problem}", "well-formed YAML", "mend the line") from None
    except yaml.reader.ReaderError as error:
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)  # the error counts bytes
        at = found.start() if found else min(error.position, len(text) - 1)
        line, what = text.count("\n", 0, at) + 1, f"the character U+{ord(text[at]):04X}"
        raise _fault(name, line, what, "no control characters", "remove it") from None
    except ValueError as error:  # a date that no calendar has
        raise _fault(name, 1, f"broken YAML: {error}", "values that exist", "correct or quote the value") from None


def _refuse_aliases(text: str, name: str) -> None:
    """Raise PlanDataError for an alias (`*name`): a few lines of them multiply into more than memory holds."""
    if "*" not in text:
        return
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line, what = event.start_mark.line + 1 if event.start_mark else 1, f"the alias *{event.anchor}"
            raise _fault(
                name, line, what, "every value written out", "write the value, or quote a text that begins with *"
            )


def read_model(path: Path, name: str, model: type[ModelT]) -> ModelT:
    """Return a YAML file as a pydantic model; raises PlanDataError with a line for every field at fault."""
    try:
        return _validated(path, name, model)
    except RecursionError:
        raise _fault(name, 1, "lists nested too deeply", "a plain structure", "restore the file from git") from None


def _validated(path: Path, name: str, model: type[ModelT]) -> ModelT:
    data = read_yaml(path, name)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        root = yaml.compose(read_text(path, name), Loader=yaml.CSafeLoader)
        raise PlanDataError(
            Problem(
                name,
                _line_of(root, fault["loc"]),
                *_field_fault(".".join(map(str, fault["loc"])) or "(file)", fault),
            )
            for fault in error.errors()
        ) from None


def _field_fault(field: str, fault: ErrorDetails) -> tuple[str, str, str]:
    """What is wrong with a field, what was expected, how to fix it."""
    kind, message = fault["type"], fault["msg"]
    if kind == "missing":
        return f"field {field} is missing", "a value", "add the field"
    if kind == "extra_forbidden":
        return f"field {field} is unknown", "a field of the model in plan_model/shapes", "correct the field's name"
    return f"field {field} is {str(fault['input'])[:60]!r}", sentence(message), "correct the value"


def sentence(message: str) -> str:
    """Return pydantic's message as it stands inside a sentence."""
    return message[:1].lower() + message[1:]


def _line_of(node: yaml.Node | None, path: Sequence[int | str]) -> int:
    """The line of the deepest node that the path reaches."""
    line = node.start_mark.line + 1 if node else 1
    for step in path:
        node = _child(node, step)
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _child(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None


def _fault(name: str, line: int, what: str, expected: str, fix: str) -> PlanDataError:
    return PlanDataError([Problem(name, line, what, expected, fix)])
