"""Carrying text away from the page."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult

from reader.localization import mark
from reader.localization import translate as _
from reader.model.choices import Clipboard, GlossPolicy
from reader.tui import carrying, clipboard
from reader.tui.messages import Chosen
from reader.tui.screens.base import ReaderParts
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows
from reader.wrap import padded

SELECTION, SENTENCE, PARAGRAPH, PAGE = (
    mark("the selection"),
    mark("the sentence"),
    mark("the paragraph"),
    mark("the whole page"),
)
_PREVIEW = 80  # code points of a text that is offered


class Part(NamedTuple):
    """Something that can be copied: what it is called, and its text, with glosses as a policy says."""

    name: str
    text: Callable[[GlossPolicy], str]
    quick: bool = True


class CopyScreen(Overlay):
    """Parts to choose from, without and with glosses. Answers with a number."""

    name_text = mark("Copy")
    offers = (("list.choose", mark("copy")), Overlay.BACK)

    def __init__(self, names: list[str], previews: list[str]) -> None:
        super().__init__()
        wide = max(map(cell_len, names)) + 2
        self._rows: list[Row] = [
            ((padded(name, wide), "term"), (preview[:_PREVIEW], "quiet"))
            for name, preview in zip(names, previews, strict=True)
        ]

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows(self._rows, id="list")

    def on_chosen(self, event: Chosen) -> None:
        """This one."""
        self.dismiss(event.index)


class Copying(ReaderParts):
    """The actions of c y C."""

    clipboard = Clipboard.AUTO

    def action_copy(self) -> None:
        """The selection, or the paragraph under the cursor."""
        if self.reading is not None:
            self._copy(self._parts()[0 if self._selection() else 1], GlossPolicy.NONE)

    def action_copy_as(self) -> None:
        """Choose what to copy."""
        if self.reading is None:
            return
        parts, glosses = self._parts(), self._glosses()
        ways = [(part, policy) for policy in (GlossPolicy.NONE, glosses) for part in parts]
        names = [
            _(part.name) if policy is GlossPolicy.NONE else _("{what}, with glosses", what=_(part.name))
            for part, policy in ways
        ]
        previews = [part.text(policy) if part.quick else "" for part, policy in ways]

        def chosen(index: int | None) -> None:
            if index is not None:
                self._copy(*ways[index])

        self.app.push_screen(CopyScreen(names, previews), chosen)

    def _selection(self) -> str:
        return self.get_selected_text() or ""

    def _parts(self) -> list[Part]:
        """What can be copied now; the selection first, where there is one."""
        reading, cursor = self.reading, self.page.cursor
        assert reading is not None
        spans = {SENTENCE: carrying.sentence(reading, cursor), PARAGRAPH: carrying.paragraph(reading, cursor)}
        selection = self.page.text_selection
        if selection is not None and self._selection():
            spans = {SELECTION: carrying.of_selection(reading, selection), **spans}
        parts = [Part(name, partial(carrying.text_of, reading, found)) for name, found in spans.items()]
        return [*parts, Part(PAGE, partial(carrying.page, reading), quick=False)]

    def _glosses(self) -> GlossPolicy:
        """The glosses that are shown; where none are, those at first mentions."""
        shown = self.page.setting.gloss
        return GlossPolicy.FIRST if shown is GlossPolicy.NONE else shown

    def _copy(self, part: Part, glosses: GlossPolicy) -> None:
        if part.quick:
            self._deliver(part, part.text(glosses))
        else:
            self._prepare(part, glosses)

    @work(thread=True, group="copy", exclusive=True)
    def _prepare(self, part: Part, glosses: GlossPolicy) -> None:
        """A whole page has to be repaired to its end first."""
        text = part.text(glosses)
        self.app.call_from_thread(self._deliver, part, text)

    def _deliver(self, part: Part, text: str) -> None:
        ways = clipboard.ways(self.clipboard)
        if ways.terminal:
            self.app.copy_to_clipboard(text)
        if ways.program:
            self._hand_over(text, ways.program)
        told = _("Copied {what}: {count} characters", what=_(part.name), count=len(text))
        self.say(f"{told}{_('; ')}{ways.hint}" if ways.hint else told)

    @work(thread=True, group="clipboard")
    def _hand_over(self, text: str, program: tuple[str, ...]) -> None:
        if not clipboard.hand_over(text, program):
            told = _("{program} did not take the text; set clipboard = 'terminal'", program=program[0])
            self.app.call_from_thread(self.say, told)
