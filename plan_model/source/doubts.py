"""What a reading of a document is not sure of: listed for the editor, never settled silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# A doubt of structure has to be settled before the plan is accepted; a remark is there to be read.
Weight = Literal["structure", "remark"]


@dataclass(frozen=True)
class Doubt:
    """One thing to look at: the line of source.txt, what was found, how it was read, and what would settle it."""

    line: int
    what: str
    read_as: str
    settle: str
    weight: Weight = "structure"

    def __str__(self) -> str:
        """`line: what was found; how it was read; what settles it`."""
        return f"{self.line}: {self.what}; {self.read_as}; {self.settle}"
