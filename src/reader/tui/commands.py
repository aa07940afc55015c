"""The command palette: the same table of keys, by name."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.localization import translate as _
from reader.tui import keymap
from reader.tui.bindings import READER, Key
from reader.tui.themes import TITLES

_HIDDEN = frozenset(("palette", "escape"))


class ReaderCommands(Provider):
    """Every command of the reader, and its themes."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for label, note, action in self._commands():
            yield DiscoveryHit(Content(label), partial(self._run, action), label, note)

    async def search(self, query: str) -> Hits:
        """Those whose name resembles ``query``."""
        matcher, found = self.matcher(query), False
        for label, note, action in self._commands():
            if (score := matcher.match(label)) > 0:
                found = True
                yield Hit(score, matcher.highlight(label), partial(self._run, action), label, note)
        if not found:  # Textual says so in English
            yield Hit(1, Content(_("Nothing is found.")), lambda: None)

    def _commands(self) -> list[tuple[str, str, str]]:
        keys = [
            (_(key.label), _note(key), key.action)
            for key in (*READER, *getattr(self.screen, "more_keys", ()))
            if key.id not in _HIDDEN
        ]
        themes = [(_("Theme: {name}", name=_(title)), "", f"app.wear('{name}')") for name, title in TITLES.items()]
        return keys + themes

    async def _run(self, action: str) -> None:
        await self.screen.run_action(action)


def _note(key: Key) -> str:
    return " · ".join(filter(None, (_(key.group), keymap.shown(key.id))))
