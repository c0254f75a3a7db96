"""How a published column says what it holds: a title for the head of a list, a description for the data dictionary."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def column(title: str, description: str) -> Any:
    """Return what goes along with a column's type; both texts are Chinese and are published with the data package."""
    return Field(title=title, description=description)
