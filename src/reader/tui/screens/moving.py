"""Moving about the page: what the keys that only move the cursor do."""

from reader.localization import translate as _
from reader.tui import motion
from reader.tui.reading import Position
from reader.tui.screens.contents import ContentsScreen
from reader.tui.screens.looking import Looking


class Moving(Looking):
    """The actions of j k, space, g G, h l, J K, [ ], tab, t."""

    def action_by_lines(self, lines: int) -> None:
        """Up or down by lines."""
        self.page.go_lines(lines)

    def action_by_pages(self, pages: int) -> None:
        """Up or down by screens."""
        self.page.go_pages(pages)

    def action_to_top(self) -> None:
        """To the first character."""
        self.page.go(Position(0, 0))

    def action_to_bottom(self) -> None:
        """To the last line."""
        self.page.go_end()

    def action_by_words(self, step: int) -> None:
        """By words; an open pane follows."""
        if (reading := self.reading) is not None:
            self.page.go(motion.by_words(reading, self.page.cursor, step))
            self.follow()

    def action_by_terms(self, step: int) -> None:
        """By glossary terms; an open pane follows."""
        if self._go(motion.by_terms, step, _("No further term"), _("No term before this one")):
            self.follow()

    def action_by_paragraphs(self, step: int) -> None:
        """By paragraphs."""
        self._go(motion.by_paragraphs, step, _("This is the last paragraph"), _("This is the first paragraph"))

    def action_by_headings(self, step: int) -> None:
        """By headings."""
        self._go(motion.by_headings, step, _("No further heading"), _("No heading before this one"))

    def _go(self, move: motion.Motion, step: int, at_end: str, at_start: str) -> bool:
        if (reading := self.reading) is None:
            return False
        position = move(reading, self.page.cursor, step)
        if position is None:
            self.say(at_end if step > 0 else at_start)
            return False
        self.page.go(position)
        return True

    def action_contents(self) -> None:
        """The contents, and then the place chosen there."""
        if (reading := self.reading) is not None:
            self.app.push_screen(ContentsScreen(reading, self.page.cursor.item), self._go_to_item)

    def _go_to_item(self, item: int | None) -> None:
        if item is not None:
            self.page.go(Position(item, 0))
