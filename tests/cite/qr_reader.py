"""Reads an undamaged QR code of version 4-M (33 modules) in byte mode, as ISO/IEC 18004 lays it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

SIZE = 33
DATA_CODEWORDS = 64  # in two blocks, interleaved
_MASKS: list[Callable[[int, int], int]] = [
    lambda r, c: (r + c) % 2,
    lambda r, c: r % 2,
    lambda r, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
]


def read_code(dark: set[tuple[int, int]]) -> str:
    """Return the text of a code; `dark` are (row, column) of its dark modules. Raises ValueError when it has none."""
    mask = _MASKS[_mask_number(dark)]
    bits = "".join(str(int(((r, c) in dark) != (mask(r, c) == 0))) for r, c in _data_modules())
    interleaved = [bits[at : at + 8] for at in range(0, DATA_CODEWORDS * 8, 8)]
    stream = "".join(interleaved[0::2] + interleaved[1::2])
    if stream[:4] != "0100":
        raise ValueError(f"mode {stream[:4]} is not byte mode")
    length = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * index : 20 + 8 * index], 2) for index in range(length)).decode()


def _mask_number(dark: set[tuple[int, int]]) -> int:
    """Bits 3 to 5 of the format information beside the top left finder, unmasked."""
    return int("".join(str(int((8, column) in dark)) for column in (2, 3, 4)), 2) ^ 0b101


def _data_modules() -> Iterator[tuple[int, int]]:
    """The modules that carry data, in the order of the stream: up and down in pairs of columns from the right."""
    upwards = True
    for right in (column - (column <= 6) for column in range(SIZE - 1, 0, -2)):
        for row in range(SIZE - 1, -1, -1) if upwards else range(SIZE):
            yield from ((row, column) for column in (right, right - 1) if not _is_pattern(row, column))
        upwards = not upwards


def _is_pattern(row: int, column: int) -> bool:
    corner = (row < 9 and (column < 9 or column >= SIZE - 8)) or (row >= SIZE - 8 and column < 9)
    return corner or row == 6 or column == 6 or (abs(row - 26) <= 2 and abs(column - 26) <= 2)
