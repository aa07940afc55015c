"""Several pages to read: a list to choose from."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

from textual import work
from textual.app import App, ComposeResult
from textual.widgets import Static
from textual.worker import get_current_worker

from reader.config import Config
from reader.localization import mark
from reader.model.errors import ReaderError
from reader.tui import keymap
from reader.tui.columns import Column, in_columns
from reader.tui.drawn import visible
from reader.tui.messages import Chosen, Taken
from reader.tui.screens.overlay import Overlay
from reader.tui.themes import THEMES, of_terminal, theme_of
from reader.tui.widgets.rows import Lazily, Row, Rows

_COLUMNS = (Column(0, "term"), Column(28, least=60))  # a page's title, its name
_GLANCE = 32 << 10  # bytes of a page that are looked at for its title
_AT_ONCE = 20  # titles that are shown together


class PagesScreen(Overlay):
    """Answers with the index of the page that is chosen, or None. ``told`` says what went wrong before.

    Titles come as they are found, those of the pages from the cursor on first.
    """

    name_text = mark("Pages")
    offers = (("list.choose", mark("read")), ("overlay.close", mark("leave")))

    def __init__(self, names: Sequence[str], at: int, told: str) -> None:
        super().__init__()
        self._names, self._shown = names, _shortened(names)
        self._titles: dict[int, str] = {}
        self._at, self._told = at, told

    def compose(self) -> ComposeResult:
        """The list, and below it what is to be said."""
        yield from super().compose()
        yield Rows(id="list")
        told = Static(visible(self._told), id="told", markup=False)
        told.display = bool(self._told)
        yield told

    def on_mount(self) -> None:
        """The cursor stands on the page that was read last."""
        self.call_after_refresh(self._fill, self._at)
        self._find_titles()

    def on_resize(self) -> None:
        """The columns follow the width."""
        self.call_after_refresh(self._fill)

    @work(thread=True, exclusive=True)
    def _find_titles(self) -> None:
        worker, count = get_current_worker(), len(self._names)
        for done, index in enumerate((*range(self._at, count), *range(self._at)), 1):
            if worker.is_cancelled:
                return
            self._titles[index] = _title(self._names[index])
            if done % _AT_ONCE == 0 or done == count:
                self.post_message(Taken(self._fill))

    def _fill(self, at: int | None = None) -> None:
        rows = self.query_one("#list", Rows)
        rows.show(Lazily(len(self._names), partial(self._row, width=rows.columns)), rows.index if at is None else at)

    def _row(self, index: int, width: int) -> Row:
        name = self._shown[index]
        title = self._titles.get(index, "")
        return in_columns((title, name) if title else (name, ""), _COLUMNS, width)

    def on_taken(self, event: Taken) -> None:
        """More titles have been found."""
        event.take()

    def on_chosen(self, event: Chosen) -> None:
        """Read it."""
        self.dismiss(event.index)


def _title(name: str) -> str:
    """The title of a file by a glance; "" where it can't be told so."""
    from reader.clean.glance import title_at_a_glance
    from reader.decode import decode
    from reader.model.document import Source
    from reader.sources import open_binary

    try:
        with open_binary(name) as file:
            return title_at_a_glance(decode(Source(name, file.read(_GLANCE))).text)
    except (ReaderError, OSError):
        return ""


def _shortened(names: Sequence[str]) -> list[str]:
    """The names without the folder that all of them lie in."""
    folders = {str(PurePath(name).parent) for name in names}
    shared = f"{folders.pop()}/" if len(folders) == 1 else ""
    return [name.removeprefix(shared) for name in names]


class PagesApp(App[int]):
    """Shows the list until a page is chosen."""

    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: PagesScreen, config: Config) -> None:
        super().__init__()
        self._list = screen
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme_of(config.theme)
        self.set_keymap(keymap.use(config.keys))

    def on_mount(self) -> None:
        """Open the list."""
        self.push_screen(self._list, self.exit)


def choose(names: Sequence[str], at: int, told: str, config: Config) -> int | None:
    """The index of the page that the reader chooses of ``names``, the cursor on ``at`` at first; None: no other one."""
    config = config._replace(theme=of_terminal(config.theme))
    return PagesApp(PagesScreen(names, at, told), config).run(mouse=config.mouse)
