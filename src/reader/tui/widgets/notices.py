"""A line at the bottom that says something in passing: whole, on as many rows as the sentence needs."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from reader.tui.drawn import visible
from reader.wrap import folded, shorten

_LEAST, _PACE = 4.0, 15  # seconds that a notice stays at least, and cells that are read in a second
_MOST = 4  # rows; what does not fit them is cut


class Notices(Widget):
    """One line, `at_rest`; while a notice that is longer than it is said, more."""

    _notice = ""
    _timer: Timer | None = None

    def say(self, notice: str) -> None:
        """Say something for as long as it takes to read it."""
        self._notice = visible(notice)
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if notice:
            self._timer = self.set_timer(max(_LEAST, cell_len(self._notice) / _PACE), self._fall_silent)
        self._fit()

    @property
    def notice(self) -> str:
        """What is being said."""
        return self._notice

    def at_rest(self, width: int) -> list[Segment]:
        """What stands in ``width`` cells while nothing long is said."""
        raise NotImplementedError

    def _fall_silent(self) -> None:
        self.say("")

    def _lines(self, width: int) -> list[str]:
        """The notice in lines of ``width`` cells."""
        lines = folded(self._notice, max(width, 1))
        return lines if len(lines) <= _MOST else [*lines[: _MOST - 1], shorten("".join(lines[_MOST - 1 :]), width)]

    def _fit(self) -> None:
        """As high as what is said."""
        room = self.size.width - 2  # a cell of margin on either side
        rows = len(self._lines(room)) if room > 0 and cell_len(self._notice) > room else 1
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """A notice may need other lines."""
        if event.size.width:
            self._fit()

    def render_line(self, y: int) -> Strip:
        """The line at rest, or a line of the notice."""
        style, width = self.rich_style, self.size.width
        if self.size.height > 1:
            lines = self._lines(width - 2)
            segments = [Segment(f" {lines[y]}" if y < len(lines) else "", style)]
        else:
            segments = self.at_rest(width)
        return Strip(segments).adjust_cell_length(width, style)
