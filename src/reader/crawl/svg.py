"""Elements of HTML and SVG whose text is escaped where they are made, and bars drawn of them."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from reader.model.escape import printable


class Markup(str):
    """Text that is markup already; nothing but `element` and `join` makes it."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: object) -> Markup:
    """An element; ``class_`` is class, ``stroke_width`` stroke-width. Content that is no Markup is escaped."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(str(value))}"' for key, value in attributes.items()
    )
    return Markup(f"<{name}{told}>{''.join(map(_markup, content))}</{name}>")


def join(parts: Sequence[str]) -> Markup:
    """Markup, one after the other."""
    return Markup("".join(map(_markup, parts)))


def _markup(part: str) -> str:
    return part if isinstance(part, Markup) else _escaped(part)


def _escaped(text: str) -> str:
    return escape(printable(text))


class Bar(NamedTuple):
    """A name, a figure, and what is said when it is pointed at."""

    name: str
    figure: float
    said: str = ""


_ROW, _LABEL, _WIDTH, _ROOM = 22, 190, 680, 70  # pixels
_COLUMN, _HEIGHT = 150, 40  # height of columns, and room below and above them
_LONGEST = 26  # characters of a label


def rows(bars: Sequence[Bar], title: str) -> Markup:
    """Horizontal bars with names at the left, for names that are read."""
    most = max((bar.figure for bar in bars), default=0) or 1
    drawn = [_row(bar, place * _ROW, (_WIDTH - _LABEL - _ROOM) * bar.figure / most) for place, bar in enumerate(bars)]
    return _picture(len(bars) * _ROW, title, drawn)


def _row(bar: Bar, top: int, width: float) -> Markup:
    middle = top + _ROW - 7
    return element(
        "g",
        element("title", bar.said or f"{bar.name}: {figure(bar.figure)}"),
        element("text", shortened(bar.name), x=_LABEL - 8, y=middle, text_anchor="end"),
        element("rect", x=_LABEL, y=top + 3, width=f"{max(width, 1):.1f}", height=_ROW - 6),
        element("text", figure(bar.figure), x=f"{_LABEL + max(width, 1) + 6:.1f}", y=middle, class_="figure"),
    )


def columns(bars: Sequence[Bar], title: str) -> Markup:
    """Upright bars in the order of their classes, for distributions."""
    most = max((bar.figure for bar in bars), default=0) or 1
    wide = _WIDTH / max(len(bars), 1)
    drawn = [_column(bar, place * wide, wide, _COLUMN * bar.figure / most) for place, bar in enumerate(bars)]
    return _picture(_COLUMN + _HEIGHT, title, drawn)


def _column(bar: Bar, left: float, wide: float, height: float) -> Markup:
    base, middle = _COLUMN + 20, f"{left + wide / 2:.1f}"
    parts = [
        element("title", bar.said or f"{bar.name}: {figure(bar.figure)}"),
        element("rect", x=f"{left + 2:.1f}", y=f"{base - height:.1f}", width=f"{wide - 4:.1f}", height=f"{height:.1f}"),
        element("text", bar.name, x=middle, y=base + 15, text_anchor="middle"),
    ]
    if bar.figure:
        shown = figure(bar.figure)
        parts.append(
            element("text", shown, x=middle, y=f"{base - height - 4:.1f}", text_anchor="middle", class_="figure")
        )
    return element("g", *parts)


def _picture(height: float, title: str, drawn: Sequence[Markup]) -> Markup:
    return element("svg", element("title", title), *drawn, viewBox=f"0 0 {_WIDTH} {height}", role="img")


def figure(number: float) -> str:
    """1,234; 12.3k; 4.5M: as long as a label may be."""
    for limit, unit in ((1e9, "G"), (1e6, "M"), (1e5, "k")):
        if number >= limit:
            return f"{number / (1e3 if unit == 'k' else limit):,.1f}{unit}"
    return f"{number:,.0f}"


def shortened(name: str) -> str:
    """A name that fits beside its bar."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
