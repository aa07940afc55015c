"""The line at the bottom: what is read, where one stands, how it is shown, and where the help is."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment

from reader.tui.drawn import visible
from reader.tui.keymap import clickable
from reader.tui.widgets.notices import Notices
from reader.wrap import padded, shorten

_BETWEEN = " · "


class Status(Notices):
    """What is read and where; a notice takes the title's place for some seconds, and that of facts if it needs to."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._title, self._facts = "", ()

    _title: str
    _facts: Sequence[str]

    def show(self, title: str, facts: Sequence[str]) -> None:
        """``facts`` stand at the right, the dispensable ones first."""
        self._title, self._facts = title, facts
        self.refresh()

    def at_rest(self, width: int) -> list[Segment]:
        """The notice or the title, then the facts."""
        style = self.rich_style
        left, facts = fitted(visible(self._title), self._facts, width)
        if self.notice:
            left, facts = fitted(self.notice, self._facts, width, whole=True)
        segments = [Segment(left, style)]
        for number, fact in enumerate(facts):
            segments += [Segment(_BETWEEN if number else "", style), clickable(fact, style)]
        return segments


def fitted(title: str, facts: Sequence[str], width: int, *, whole: bool = False) -> tuple[str, Sequence[str]]:
    """``title``, padded, and the ``facts`` that stand to its right in ``width`` cells.

    Facts are left out from the first on until the title has a third of the line, or with ``whole`` all it needs; then
    the title is cut. The last fact stays, unless the title is to be whole.

    >>> fitted("大模型行业报告", ("3/17", "42 %", "? help"), 31)
    (' 大模型行业报告  ', ['42 %', '? help'])
    >>> fitted("没有更多标题了", ("42 %", "? help"), 20, whole=True)
    (' 没有更多标题了     ', [])
    """
    facts = list(facts)
    needed = cell_len(title) if whole else min(cell_len(title), width // 3)
    while len(facts) > (0 if whole else 1) and cell_len(_BETWEEN.join(facts)) > width - 4 - needed:
        del facts[0]
    room = max(width - cell_len(_BETWEEN.join(facts)) - (4 if facts else 2), 0)
    return f" {padded(shorten(title, room), room)}{'  ' if facts else ' '}", facts
