"""The parser of every command: its help in the language of the person, its errors in one sentence."""

import argparse
from collections.abc import Iterable
from typing import Any, NoReturn

from reader.localization import mark
from reader.localization import translate as _
from reader.model.errors import UsageError

#: What argparse says by itself.
_OWN = (
    mark("usage: "),
    mark("options"),
    mark("positional arguments"),
    mark("show this help message and exit"),
    mark("show program's version number and exit"),
)


_WIDE = "\u2e80"  # from here on characters take two cells, and argparse would count one


class Formatter(argparse.HelpFormatter):
    """Translates what it shows, when it shows it: a parser that only parses opens no catalogue."""

    def start_section(self, heading: str | None) -> None:
        """A group of arguments, by its name."""
        super().start_section(_(heading) if heading else heading)

    def add_text(self, text: str | None) -> None:
        """A description, or the version, which says the same in all languages."""
        super().add_text(_(text) if text and not text.startswith(f"{self._prog} ") else text)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """The first line."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        words = "".join(f"{word}, " for word in getattr(action, "words", ()))[:-2]
        return (f"{words}: " if words else "") + _(action.help) if action.help else action.help

    def _split_lines(self, text: str, width: int) -> list[str]:
        if max(text, default="") < _WIDE:
            return super()._split_lines(text, width)
        from reader.wrap import folded

        return folded(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence with a remedy, and that knows near misses on every Python."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, **given})

    def error(self, message: str) -> NoReturn:
        """Raises UsageError."""
        raise UsageError(_("{message}; see '{program} --help'", message=message, program=self.prog))
