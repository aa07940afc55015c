"""Joining and cutting words: what the segmenter got wrong is put right for good."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from textual.app import ComposeResult

from reader.localization import mark
from reader.localization import translate as _
from reader.model.errors import ReaderError
from reader.tui.cutting import Change, changes, joined
from reader.tui.messages import Chosen, Recut
from reader.tui.screens.base import ReaderParts
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows


class Cutting(Protocol):
    """Where is kept how a person wants words cut."""

    def read(self) -> Mapping[str, Sequence[str]]:
        """All cuts, by their text in simplified characters. Raises ReaderError."""

    def put(self, parts: Sequence[str]) -> None:
        """Cut so from now on; one part joins. Raises ReaderError."""

    def forget(self, whole: str) -> None:
        """Leave ``whole`` to the segmenter again. Raises ReaderError."""


class Recutting(ReaderParts):
    """The actions of & and |."""

    cuts: Cutting | None = None

    def action_join(self) -> None:
        """The word under the cursor and the next one are one word from now on."""
        if (reading := self.reading) is None:
            return
        if reading.note_at(self.page.cursor):
            self.say(_("A term of the glossary stays whole"))
        elif change := joined(reading, self.page.cursor, 1):
            self._make(change)
        else:
            self.say(_("There is no next word to join"))

    def action_cut(self) -> None:
        """Choose how the word under the cursor is to be cut or joined."""
        if (reading := self.reading) is None or (cuts := self._known()) is None:
            return
        if reading.note_at(self.page.cursor):
            self.say(_("A term of the glossary stays whole"))
        elif ways := list(changes(reading, self.page.cursor, cuts)):
            self.app.push_screen(CutScreen(ways), partial(self._chosen, ways))
        else:
            self.say(_("There is no word here"))

    def _chosen(self, ways: Sequence[Change], index: int | None) -> None:
        if index is not None:
            self._make(ways[index])

    def _make(self, change: Change) -> None:
        from reader.repair.script import fold_script

        if self.cuts is None:
            self.say(_("Cuts can't be remembered here"))
        elif change.parts:
            parts = tuple(map(fold_script, change.parts))
            told = (
                _("{words}: cut so from now on", words=" | ".join(change.parts))
                if len(parts) > 1
                else _("{word} is one word now", word=change.whole)
            )
            self._remember(partial(self.cuts.put, parts), told)
        else:
            forget = partial(self.cuts.forget, change.whole)
            self._remember(forget, _("{words}: left to the segmenter again", words=change.whole))

    def _remember(self, change: Callable[[], object], told: str) -> None:
        """Write a change down, then read the page under all that is written."""
        reading = self.reading
        assert self.cuts is not None
        assert reading is not None
        try:
            change()
            cuts = self.cuts.read()
        except ReaderError as error:
            self.say(str(error))
            return
        reading.recut(cuts)
        self.page.refresh()
        self.post_message(Recut(cuts))
        self.say(told)

    def _known(self) -> Mapping[str, Sequence[str]] | None:
        """The cuts that there are; None, and it is said why, where they can't be read."""
        if self.cuts is None:
            self.say(_("Cuts can't be remembered here"))
            return None
        try:
            return self.cuts.read()
        except ReaderError as error:
            self.say(str(error))
            return None


class CutScreen(Overlay):
    """Answers with the number of the way that was chosen, or None."""

    name_text = mark("Words here")
    offers = (("list.choose", mark("choose")), Overlay.BACK)

    def __init__(self, ways: Sequence[Change]) -> None:
        super().__init__()
        self._rows = list(map(_row, ways))

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows(self._rows, id="list")

    def on_chosen(self, event: Chosen) -> None:
        """This one."""
        self.dismiss(event.index)


def _row(change: Change) -> Row:
    if not change.parts:
        return ((_("forget") + "  ", "quiet"), (change.whole, "before"))
    what = _("join") if len(change.parts) == 1 else _("cut")
    return ((f"{what}  ", "quiet"), (" | ".join(change.parts), "term"))
