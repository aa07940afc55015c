"""Rules to choose from: what is chosen is written down for the site."""

from collections.abc import Sequence

from textual.app import ComposeResult

from reader.model.site import EVERYWHERE, SiteRule
from reader.tui.messages import Chosen
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows


class TeachScreen(Overlay):
    """Answers with the number of the rule, or None."""

    title_text = "Teach a rule      enter: write it down   esc: back"

    def __init__(self, proposals: Sequence[tuple[SiteRule, int]]) -> None:
        super().__init__()
        self._rows = [_row(rule, count) for rule, count in proposals]

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows(self._rows, id="list")

    def on_chosen(self, event: Chosen) -> None:
        """This one."""
        self.dismiss(event.index)


def _row(rule: SiteRule, count: int) -> Row:
    ((name, value),) = rule.conditions.items()
    where = "every page" if rule.host == EVERYWHERE else rule.host
    found = f"{count} block{'' if count == 1 else 's'} of this page"
    what = "keep" if rule.keep else "drop"
    return ((f"{what} {name} ", "quiet"), (str(value), "term"), (f"   on {where} · {found}", "quiet"))
