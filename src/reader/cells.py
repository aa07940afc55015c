"""How many cells a character takes: as Unicode says, or as a terminal that draws ambiguous characters wide.

“ ” … — ① × and Greek letters are as wide as their surroundings, says Unicode (East Asian Width, class A); terminals
give them one cell, or two where they are set up for Chinese. Reader, Textual and Rich all measure by Rich's table, so
that the setting changes that table, in this one place.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from rich import cells

_LAST = 0x1F1FF  # the last of the ambiguous characters that are not for private use
_COMBINING = frozenset(("Mn", "Me", "Cf", "Co"))  # what has no width of its own, or no meaning

Range = tuple[int, int, int]  # first, last, cells

_narrow_table = cells.load_cell_table  # type: ignore[attr-defined]  # it is imported there, and asked by this name
_narrow_test = cells._is_single_cell_widths  # noqa: SLF001 - see above
_forget: list[Callable[[], object]] = [cells.get_character_cell_size.cache_clear, cells.cached_cell_len.cache_clear]


def ambiguous_width(width: int) -> None:
    """Let ambiguous characters take ``width`` cells, 1 or 2, from now on, wherever something is measured."""
    wide = width == 2
    cells.load_cell_table = _wide_table if wide else _narrow_table  # type: ignore[attr-defined]  # see above
    cells._is_single_cell_widths = _is_narrow_ascii if wide else _narrow_test  # noqa: SLF001 - see above
    for forget in _forget:
        forget()


def forget_with(forget: Callable[[], object]) -> None:
    """Call ``forget`` whenever widths change: it drops what somebody has kept of them."""
    _forget.append(forget)


def _is_narrow_ascii(text: str) -> bool:
    return text.isascii() and text.isprintable()


@cache
def _wide_table(unicode_version: str = "auto") -> cells.CellTable:
    table = _narrow_table(unicode_version)
    return table._replace(widths=_merged(table.widths, tuple(_ambiguous())))


def _ambiguous() -> Iterator[Range]:
    """The ranges of ambiguous characters."""
    points = (point for point in range(0xA1, _LAST + 1) if _is_ambiguous(chr(point)))
    for _, run in groupby(enumerate(points), key=lambda pair: pair[1] - pair[0]):
        members = [point for _, point in run]
        yield members[0], members[-1], 2


def _is_ambiguous(character: str) -> bool:
    return unicodedata.east_asian_width(character) == "A" and unicodedata.category(character) not in _COMBINING


def _merged(table: Sequence[Range], over: Sequence[Range]) -> tuple[Range, ...]:
    """``table`` with the ranges ``over`` it; what it says of other characters stays."""
    taken = {point for first, last, _ in over for point in range(first, last + 1)}
    kept = [each for each in table if not any(point in taken for point in range(each[0], min(each[1], _LAST) + 1))]
    split = [each for each in table if each not in kept]
    singles = [(p, p, width) for first, last, width in split for p in range(first, last + 1) if p not in taken]
    return tuple(sorted((*kept, *singles, *over)))
