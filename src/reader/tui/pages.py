"""Several pages to read: a list to choose from."""

from collections.abc import Sequence
from pathlib import PurePath

from textual.app import App, ComposeResult
from textual.widgets import Static

from reader.config import Config
from reader.localization import mark
from reader.tui import keymap
from reader.tui.drawn import visible
from reader.tui.messages import Chosen
from reader.tui.screens.overlay import Overlay
from reader.tui.themes import THEMES, of_terminal, theme_of
from reader.tui.widgets.rows import Rows


class PagesScreen(Overlay):
    """Answers with the index of the page that is chosen, or None. ``told`` says what went wrong before."""

    name_text = mark("Pages")
    offers = (("list.choose", mark("read")), ("overlay.close", mark("leave")))

    def __init__(self, names: Sequence[str], at: int, told: str) -> None:
        super().__init__()
        self._rows = [((name, ""),) for name in _shortened(names)]
        self._at, self._told = at, told

    def compose(self) -> ComposeResult:
        """The list, and below it what is to be said."""
        yield from super().compose()
        yield Rows(self._rows, id="list")
        told = Static(visible(self._told), id="told", markup=False)
        told.display = bool(self._told)
        yield told

    def on_mount(self) -> None:
        """The cursor stands on the page that was read last."""
        self.call_after_refresh(self.query_one(Rows).show, self._rows, self._at)

    def on_chosen(self, event: Chosen) -> None:
        """Read it."""
        self.dismiss(event.index)


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
