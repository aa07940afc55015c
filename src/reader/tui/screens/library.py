"""The library: pages that were read, found by title or by anything that stands in them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from textual.timer import Timer

from reader.localization import translate as _
from reader.localization import translate_count as _n
from reader.model.choices import WordList
from reader.tui.bindings import KEPT, LIBRARY, bindings
from reader.tui.keymap import first
from reader.tui.messages import Chosen, PageWanted
from reader.tui.person import Person
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.listing import ListScreen
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.words import WordsScreen
from reader.tui.shelf import Hit, Shelved, Sort, hit_row, in_order, matching, row, sort_names
from reader.tui.shelves import Shelves
from reader.tui.widgets.rows import Lazily, Row

_PAUSE = 0.15  # seconds without a key after which the full text is searched
_SURE = 4.0  # seconds in which a second x removes, as long as that is told


class LibraryScreen(ListScreen):
    """Pages, and below them the places in their text that hold what is searched for."""

    BINDINGS = bindings((*KEPT, *LIBRARY))
    more_keys = (*KEPT, *LIBRARY)

    def __init__(self, shelves: Shelves, person: Person, listed: WordList, *, page_open: bool) -> None:
        super().__init__()
        whole = _("filter the titles, search all text: 训练, 訓練, xlsj")
        self.placeholders = (whole, _("filter the titles, search all text"))
        self._shelves, self._person, self._listed, self._page_open = shelves, person, listed, page_open
        self._pages: Sequence[Shelved] = ()
        self._asked = False  # whether the pages have come
        self._sort = Sort.OPENED
        self._shown: list[Shelved] = []
        self._hits: Sequence[Hit] = ()
        self._searched = ""  # the query that the hits answer
        self._asking: Timer | None = None
        self._doomed = 0  # the page that the next x removes

    def on_screen_resume(self) -> None:
        """All pages, now and when notes were taken away meanwhile."""
        self._shelves.pages(self._take)

    def _take(self, pages: Sequence[Shelved]) -> None:
        self._pages, self._asked = in_order(pages, self._sort), True
        if self.is_built:
            self.refill()

    def refill(self) -> None:
        """The pages whose titles match at once, the places in texts after a pause."""
        query, here = self.query_text, self._page_here()
        self._shown = matching(self._pages, query)
        if query != self._searched:
            self._hits, self._searched = (), ""
            self._ask_soon(query)
        index = next((at for at, page in enumerate(self._shown) if here is not None and page.number == here.number), 0)
        self.fill(self._rows(), index)
        told = _n("{count} page", "{count} pages", len(self._pages))
        self.head(_("Library"), told, _("by {order}", order=sort_names()[self._sort]))
        self._hint()

    def _rows(self) -> Sequence[Row]:
        now, room, shown, found = datetime.now().astimezone(), self.room, self._shown, self._found

        def make(index: int) -> Row:
            return row(shown[index], room, now) if index < len(shown) else self._found_row(found[index - len(shown)])

        return Lazily(len(shown) + len(found), make)

    def _found_row(self, each: Hit | str) -> Row:
        """A place in a text; or the title of the page whose text follows."""
        return ((each, "heading"),) if isinstance(each, str) else hit_row(each, self.room)

    @property
    def _found(self) -> list[Hit | str]:
        """What was found in texts, page by page, each page below its title."""
        found: list[Hit | str] = []
        for _number, hits in groupby(self._hits, key=lambda hit: hit.number):
            one, *others = hits
            found += [_("In “{title}”", title=one.title), one, *others]
        return found

    def _nothing(self) -> str:
        if not self._asked:
            return _("Asking the library …")
        return _("Nothing is found.") if self.query_text else _("Nothing here yet: 'reader PAGE' opens a page.")

    def _hint(self) -> None:
        self.foot(
            ("list.choose", _("open")),
            ("overlay.search", _("search")),
            ("library.help", _("help")),
            ("overlay.close", _("back") if self._page_open else _("leave")),
            ("library.sort", _("sort")),
            ("list.remove", _("remove")),
            ("library.notes", _("notes")),
            ("library.words", _("words")),
        )

    def _ask_soon(self, query: str) -> None:
        if self._asking is not None:
            self._asking.stop()
        self._asking = self.set_timer(_PAUSE, lambda: self._ask(query)) if query else None

    def _ask(self, query: str) -> None:
        def take(hits: Sequence[Hit]) -> None:
            if self.is_built and query == self.query_text:
                self._hits, self._searched = hits, query
                self.fill(self._rows(), self.rows.index)

        self._shelves.find(query, take)

    # What can be done

    def on_chosen(self, event: Chosen) -> None:
        """Open the page, at the place that was found or where it was left."""
        event.stop()
        listed: list[Shelved | Hit | str] = [*self._shown, *self._found]
        chosen = listed[event.index] if event.index < len(listed) else ""
        if isinstance(chosen, str) and chosen:
            chosen = listed[event.index + 1]  # of a title, the first place below it
        if isinstance(chosen, Shelved):
            self.app.post_message(PageWanted(chosen.number))
        elif isinstance(chosen, Hit):
            self.app.post_message(PageWanted(chosen.number, chosen.anchor, query=chosen.found))

    def action_sort(self) -> None:
        """By the next order."""
        orders = tuple(Sort)
        self._sort = orders[(orders.index(self._sort) + 1) % len(orders)]
        self._pages = in_order(self._pages, self._sort)
        self.refill()

    def action_remove(self) -> None:
        """Forget the page under the cursor, once it has been asked for twice."""
        if (page := self._page_here()) is None:
            return
        if self._doomed != page.number:
            self._doomed = page.number
            self.set_timer(_SURE, self._spare)
            self.say(self._warning(page))
            return
        self._doomed = 0
        self.say("")  # it is not asked any more
        self._shelves.remove(page.number, self._take)

    @staticmethod
    def _warning(page: Shelved) -> str:
        key = first("list.remove")
        if not page.notes:
            return _("{key} again forgets “{title}”; its file stays", key=key, title=page.title)
        return _n(
            "{key} again forgets “{title}” and {count} note",
            "{key} again forgets “{title}” and {count} notes",
            page.notes,
            key=key,
            title=page.title,
        )

    def _spare(self) -> None:
        self._doomed = 0

    def action_notes(self) -> None:
        """All marks and notes."""
        self.app.push_screen(NotesScreen(self._shelves.keeper))

    def action_words(self) -> None:
        """The person's words."""
        self.app.push_screen(WordsScreen(self._shelves.keeper, self._person, self._listed))

    def action_help(self) -> None:
        """Every key."""
        self.app.push_screen(HelpScreen())

    def leave(self) -> None:
        """Back to the page; where there is none, out of the program."""
        if self._page_open:
            self.dismiss()
        else:
            self.app.exit()

    def _page_here(self) -> Shelved | None:
        return self._shown[self.rows.index] if self.rows.index < len(self._shown) else None
