"""Rules to choose from: what is chosen is written down for the site."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from reader.localization import mark
from reader.localization import translate as _
from reader.localization import translate_count as _n
from reader.model.site import EVERYWHERE, SiteRule
from reader.tui.drawn import visible
from reader.tui.messages import Chosen, Highlighted
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Row, Rows


class TeachScreen(Overlay):
    """Answers with the number of the rule, or None."""

    name_text = mark("Teach a rule")
    offers = (Overlay.BACK, ("list.choose", mark("write it down")))

    def __init__(self, proposals: Sequence[tuple[SiteRule, int]]) -> None:
        super().__init__()
        self._proposals = proposals

    def compose(self) -> ComposeResult:
        """The list, and below it the rule under the cursor in full, however narrow the terminal is."""
        yield from super().compose()
        yield Rows([_row(*proposal) for proposal in self._proposals], id="list")
        yield Prose(id="rule")

    def on_mount(self) -> None:
        """The first rule in full."""
        self._tell(0)

    def on_highlighted(self, event: Highlighted) -> None:
        """The rule under the cursor in full."""
        self._tell(event.index)

    def _tell(self, index: int) -> None:
        if index < len(self._proposals):
            self.query_one(Prose).update(_in_full(*self._proposals[index]))

    def on_chosen(self, event: Chosen) -> None:
        """This one."""
        self.dismiss(event.index)


def _row(rule: SiteRule, count: int) -> Row:
    """How far the rule reaches comes first: a long wording is cut off at the margin."""
    name, value = _condition(rule)
    what = _what(rule, name)
    reach = _("on {where} · {found}", where=_where(rule), found=_found(count))
    return ((f"{reach}   {what} ", "quiet"), (value, "term"))


def _in_full(rule: SiteRule, count: int) -> Content:
    name, value = _condition(rule)
    what = _what(rule, name)
    unknown = _("This page names no site, so that the rule will hold on every page you read.")
    return Content.assemble(
        (f"{what}\n", "$page-quiet"),
        (f"{visible(value)}\n\n", "$page-term"),
        (_("on {where} · {found}", where=visible(_where(rule)), found=_found(count)), ""),
        (f"\n{unknown}" if rule.host == EVERYWHERE else "", "bold $page-heading"),
    )


def _what(rule: SiteRule, name: str) -> str:
    """What the rule does to which blocks, by the condition's name in the file where there is no better one."""
    told = {"wording": _("the wording"), "selector": _("the elements")}.get(name, name)
    return _("keep {condition}", condition=told) if rule.keep else _("drop {condition}", condition=told)


def _condition(rule: SiteRule) -> tuple[str, str]:
    ((name, value),) = rule.conditions.items()
    return name, str(value)


def _where(rule: SiteRule) -> str:
    return _("every page") if rule.host == EVERYWHERE else rule.host


def _found(count: int) -> str:
    return _n("{count} block of this page", "{count} blocks of this page", count)
