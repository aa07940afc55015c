"""Widgets whose lines go to the screen as they are.

Textual dresses each line of a widget anew whenever the widget changes: border, padding, background, each a new strip
that forgets how it was cut and coded before. What scrolls changes all its lines with every key, of which most have been
drawn before; here the strips are kept by who draws them, and stay the same objects.

These classes come last among a widget's bases, as Textual takes names and styles from the first.
"""

from collections.abc import Iterable
from functools import reduce
from typing import Any

from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget


class Direct(Widget):
    """Its ``render_line`` tells whole lines, as wide as the widget, background included; it has no border or padding.

    What was drawn on a row stands until that row is to be drawn anew.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._drawn: dict[int, Strip] = {}

    def _set_dirty(self, *regions: Region) -> None:
        """Textual says so of whatever changes: all of the widget, or some of its rows."""
        super()._set_dirty(*regions)
        if not regions:
            self._drawn.clear()
        for region in regions:
            for y in region.line_range:
                self._drawn.pop(y, None)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of ``crop``."""
        drawn = self._drawn
        if missing := [y for y in crop.line_range if y not in drawn]:
            drawn.update(zip(missing, filtered(self, map(self.render_line, missing)), strict=True))
        return cropped([drawn[y] for y in crop.line_range], crop, self.outer_size.width)


class Bar(ScrollBar):
    """A vertical scrollbar: few strips, each of them drawn in many lines."""

    def __init__(self, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._drawn: tuple[object, list[Strip]] = None, []

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of ``crop``."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        height, ground, filters = self.outer_size.height, self.rich_style, self.get_line_filters()
        state = height, bar.virtual_size, bar.window_size, bar.position, bar.style, type(bar), ground, filters
        if self._drawn[0] != state:
            self._drawn = state, filtered(self, _bar(bar, height, ground))
        return cropped(self._drawn[1][crop.y : crop.bottom], crop, self.outer_size.width)


class Barred(Widget):
    """Has such a scrollbar."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for, as Textual makes its own."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)  # noqa: SLF001 - there is no other way to have another scrollbar
        return self._vertical_scrollbar


def filtered(widget: Widget, strips: Iterable[Strip]) -> list[Strip]:
    """``strips`` in the colours that the terminal has."""
    background, filters = widget.background_colors[1], widget.get_line_filters()
    return [reduce(lambda strip, each: strip.apply_filter(each, background), filters, strip) for strip in strips]


def cropped(strips: list[Strip], crop: Region, width: int) -> list[Strip]:
    """``strips``, which are ``width`` cells wide, as wide as ``crop``."""
    return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]


def _bar(bar: ScrollBarRender, height: int, ground: Style) -> list[Strip]:
    style = bar.style
    assert isinstance(style, Style)
    assert style.bgcolor is not None
    assert style.color is not None
    drawn = bar.render_bar(
        size=height,
        virtual_size=bar.virtual_size,
        window_size=bar.window_size,
        position=bar.position,
        thickness=bar.thickness,
        back_color=style.bgcolor,
        bar_color=style.color,
    )
    strips = {each: Strip([each], bar.thickness).apply_style(ground) for each in set(drawn.segments)}
    return [strips[each] for each in drawn.segments]
