"""The line at the bottom: what is read, where one stands, how it is shown, and where the help is."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from reader.tui.drawn import visible
from reader.tui.keymap import clickable
from reader.wrap import padded, shorten

_BETWEEN = " · "
_SAID = 4.0  # seconds that a notice stays


class Status(Widget):
    """One line. A notice takes the title's place for some seconds."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._title, self._facts, self._notice = "", (), ""
        self._timer: Timer | None = None

    _title: str
    _facts: Sequence[str]

    def show(self, title: str, facts: Sequence[str]) -> None:
        """``facts`` stand at the right, the dispensable ones first."""
        self._title, self._facts = title, facts
        self.refresh()

    def say(self, notice: str) -> None:
        """Say something in passing."""
        self._notice = notice
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SAID, self._fall_silent)
        self.refresh()

    @property
    def notice(self) -> str:
        """What is being said."""
        return self._notice

    def _fall_silent(self) -> None:
        self._notice = ""
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  # Textual's signature
        """The line; there is only one."""
        style, width = self.rich_style, self.size.width
        left, facts = fitted(visible(self._notice or self._title), self._facts, width)
        segments = [Segment(left, style)]
        for number, fact in enumerate(facts):
            segments += [Segment(_BETWEEN if number else "", style), clickable(fact, style)]
        return Strip(segments).adjust_cell_length(width, style)


def fitted(title: str, facts: Sequence[str], width: int) -> tuple[str, Sequence[str]]:
    """``title``, padded, and the ``facts`` that stand to its right in ``width`` cells.

    Facts are left out from the first on until the title has a third of the line; then the title is cut.

    >>> fitted("大模型行业报告", ("3/17", "42 %", "? help"), 30)
    (' 大模型行业报告  ', ['42 %', '? help'])
    """
    facts = list(facts)
    while len(facts) > 1 and cell_len(_BETWEEN.join(facts)) > width - 4 - min(cell_len(title), width // 3):
        del facts[0]
    room = max(width - cell_len(_BETWEEN.join(facts)) - 4, 0)
    return f" {padded(shorten(title, room), room)}  ", facts
