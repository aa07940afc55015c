"""Marks, bookmarks, highlights and notes: what the keys leave on a page, and the way from one to the next."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.localization import translate as _
from reader.tui import held, places
from reader.tui.held import Held, Laid, Placed, What
from reader.tui.keymap import first, marking_keys
from reader.tui.memory import Memory
from reader.tui.places import Range
from reader.tui.reading import Position, Reading
from reader.tui.screens.keeping import Keeping
from reader.tui.screens.letter import LetterScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.widgets.rows import Row

if TYPE_CHECKING:
    from reader.library.library import Library

_QUOTED = 60  # code points that a mark remembers of the text behind it
_TELLING = 8  # characters by which a place is known again
_BACK = "'`"  # typed instead of a letter: back to where one jumped from


class Marking(Keeping):
    """The actions of m ' M f F H e."""

    _laid: Sequence[Laid] = ()  # what was left in the page, as it is shown

    def show_kept(self) -> None:
        """Draw the signs of what was left in the page."""
        if (reading := self.reading) is not None:
            self._laid = held.lay(reading, self._kept)
            self.page.show_signs(held.signs(self._laid))
            self.show_status()

    @property
    def note_here(self) -> str:
        """What the note under the cursor says."""
        found = self._here(What.NOTE)
        return f"{held.sign(found.held)} {found.held.body}" if found else ""

    # Marks

    def action_set_mark(self) -> None:
        """Mark this place with a letter."""
        if self.can_keep():
            title = _("Mark this place: a letter from a to z      {back}: back", back=first("escape"))
            self.app.push_screen(LetterScreen(title, self._letters), self._mark)

    def _mark(self, letter: str | None) -> None:
        if letter is not None:
            self._set(letter.lower(), _("Mark {letter} is set", letter=letter.lower()))

    def _set(self, name: str, told: str) -> None:
        """Set a letter, or a bookmark, at the cursor."""
        if (memory := self.can_keep()) and (reading := self.reading):
            item, offset = self.page.cursor
            anchor = memory.anchor(places.place(reading, self.page.cursor))
            quote = reading.text(item)[offset : offset + _QUOTED]
            if len(quote) < _TELLING:  # a full stop tells nobody which place it was
                quote = places.text_of(reading, places.sentence(reading, self.page.cursor))[:_QUOTED]
            memory.change(lambda library: library.marks.set(memory.number, name, anchor, quote), self._tell(told))

    def action_go_to_mark(self) -> None:
        """Go to a mark; a second ' goes back to where one jumped from."""
        if self.can_keep():
            title = _("Go to a mark: its letter      ': back from a jump   {back}: back", back=first("escape"))
            self.app.push_screen(LetterScreen(title, self._letters), self._go_to_mark)

    def _go_to_mark(self, letter: str | None) -> None:
        if letter is None:
            return
        if letter in _BACK:
            self.action_jump(-1)
            return
        found = next((each for each in self._kept if each.held.name == letter.lower()), None)
        if found is None:
            self.say(_("No mark {letter} on this page; {key} sets one", letter=letter, key=first("mark.set")))
        elif found.start is None:
            self.say(_("Mark {letter} is lost; it stood at “{quote}”", letter=letter, quote=found.held.quote))
        else:
            self.go_to_place(found.start)

    @property
    def _letters(self) -> Mapping[str, Row]:
        """The marks that there are, as rows."""
        named = sorted((each.held.name, each.held.quote, each.start is None) for each in self._kept if each.held.name)
        return {
            name: ((f"{name}  ", "term"), (_("lost: ") if is_lost else "", "quiet"), (quote, ""))
            for name, quote, is_lost in named
        }

    # Bookmarks

    def action_bookmark(self) -> None:
        """A bookmark on this paragraph, or none."""
        if (memory := self.can_keep()) is None or (reading := self.reading) is None:
            return
        block = self.page.cursor.item - reading.lead
        here = [each.held for each in self._kept if each.start is not None and each.start.block == block]
        bookmarks = [each for each in here if each.what is What.MARK and not each.name]
        if bookmarks:
            memory.change(partial(_remove, gone=bookmarks), self._tell(_("Bookmark taken away")))
        else:
            self._set("", _("Bookmark set; {key} goes to the next", key=first("bookmark.next")))

    def action_by_bookmarks(self, step: int) -> None:
        """To the next thing that was left in the page, or the one before."""
        found = held.beyond(self._laid, self.page.cursor, step)
        if found is not None:
            self.page.go(found)
        elif self._kept:
            self.say(_("No further mark or note") if step > 0 else _("No mark or note before this one"))
        else:
            self.say(_("Nothing is marked yet; {keys} do that on a page.", keys=marking_keys()))

    # Highlights

    def action_highlight(self) -> None:
        """Highlight the selection, or the sentence; once more, the paragraph; once more, nothing."""
        if (memory := self.can_keep()) is None or (reading := self.reading) is None:
            return
        selected = self._selected
        here = None if selected else self._here(What.HIGHLIGHT)
        sentence = places.sentence(reading, self.page.cursor)
        paragraph = places.paragraph(reading, self.page.cursor.item)
        if here is None:
            self._highlight(memory, reading, selected or sentence, ())
        elif here.whole == sentence != paragraph:
            self._highlight(memory, reading, paragraph, (here.held,))
        else:
            memory.change(partial(_remove, gone=(here.held,)), self._tell(_("Highlight taken away")))
        self.clear_selection()

    def _highlight(self, memory: Memory, reading: Reading, chosen: Range, instead: Sequence[Held]) -> None:
        start, end = (memory.anchor(places.place(reading, each)) for each in chosen)
        quote = places.text_of(reading, chosen)

        def put(library: "Library") -> None:
            library.highlights.add(memory.number, start, end, held.COLOUR, quote)
            _remove(library, instead)

        told = _("Highlighted; {key} again: the paragraph, and off", key=first("highlight"))
        memory.change(put, self._tell(told))

    # Notes

    def action_note(self) -> None:
        """Write a note on the selection, the highlight or the sentence, or go on with the one under the cursor."""
        if (memory := self.can_keep()) is None or (reading := self.reading) is None:
            return
        selected = self._selected
        if selected is None and (there := self._here(What.NOTE)):
            self.app.push_screen(NoteScreen(there.held.quote, there.held.body, partial(self._rewrite, there.held)))
            return
        lit = self._here(What.HIGHLIGHT)
        chosen = selected or (lit.whole if lit else places.sentence(reading, self.page.cursor))
        start, end = (memory.anchor(places.place(reading, each)) for each in chosen)
        quote = places.text_of(reading, chosen)

        def keep(text: str) -> None:
            told = self._tell(_("Note kept; {key} lists all of them", key=first("notes")))
            memory.change(lambda library: library.notes.add(memory.number, text, start, end, quote), told)

        self.clear_selection()
        self.app.push_screen(NoteScreen(quote, "", keep))

    def _rewrite(self, note: Held, text: str) -> None:
        if memory := self.can_keep():
            told = self._tell(_("Note kept") if text else _("Note taken away"))
            memory.change(partial(held.rewrite, note=note, text=text), told)

    # What they share

    @property
    def _kept(self) -> Sequence[Placed]:
        return self.memory.kept if self.memory else ()

    def _here(self, what: What) -> Laid | None:
        """The narrowest of a kind under the cursor."""
        return held.at(self._laid, self.page.cursor, what)

    @property
    def _selected(self) -> Range | None:
        """What is selected on the page."""
        reading, selection = self.reading, self.selections.get(self.page)
        if reading is None or selection is None:
            return None
        last = len(reading) - 1
        start = Position(selection.start.y, selection.start.x) if selection.start else Position(0, 0)
        end = Position(selection.end.y, selection.end.x) if selection.end else Position(last, len(reading.text(last)))
        return Range(start, end) if start < end else None

    def _tell(self, told: str) -> Callable[[Memory], None]:
        """Say something once it is on the disk, and show what there is now."""

        def tell(memory: Memory) -> None:
            if memory is self.memory:
                self.show_kept()
                self.say(told)

        return tell


def _remove(library: "Library", gone: Sequence[Held]) -> None:
    for each in gone:
        held.remove(library, each)
