"""Rules to choose from: what is chosen is written down for the site."""

from collections.abc import Sequence

from textual.app import ComposeResult

from reader.localization import mark
from reader.localization import translate as _
from reader.localization import translate_count as _n
from reader.model.site import EVERYWHERE, SiteRule
from reader.tui.messages import Chosen
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows


class TeachScreen(Overlay):
    """Answers with the number of the rule, or None."""

    name_text = mark("Teach a rule")
    offers = (("list.choose", mark("write it down")), Overlay.BACK)

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
    where = _("every page") if rule.host == EVERYWHERE else rule.host
    found = _n("{count} block of this page", "{count} blocks of this page", count)
    what = _("keep {condition}", condition=name) if rule.keep else _("drop {condition}", condition=name)
    return (
        (f"{what} ", "quiet"),
        (str(value), "term"),
        ("   " + _("on {where} · {found}", where=where, found=found), "quiet"),
    )
