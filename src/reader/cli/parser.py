"""The parser of every command: its help in the language of the person, its errors in one sentence."""

import argparse
import re
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


_CHOICES = mark("{value} is none of {names}")
#: What argparse complains of, as patterns of its words (of Python 3.11 to 3.14) and the sentences that they are.
_COMPLAINTS = (
    (r"the following arguments are required: (?P<names>.*)", mark("these arguments are missing: {names}")),
    (r"one of the arguments (?P<names>.*) is required", mark("one of these arguments is missing: {names}")),
    (r"unrecognized arguments: (?P<names>.*)", mark("unknown arguments: {names}")),
    (r"argument (?P<name>[^:]*): (?P<told>.*)", mark("argument {name}: {told}")),
    (r"expected one argument", mark("a value is missing behind it")),
    (r"expected at least one argument", mark("at least one value is missing behind it")),
    (r"not allowed with argument (?P<name>.*)", mark("it doesn't go together with {name}")),
    (r"ignored explicit argument (?P<value>.*)", mark("it takes no value, and got {value}")),
    (r"invalid \w+ value: (?P<value>.*)", mark("{value} is not what it takes")),
    (r"invalid choice: (?P<value>.*), maybe you meant (?P<near>.*?)\?? \(choose from (?P<names>.*)\)", _CHOICES),
    (r"invalid choice: (?P<value>.*) \(choose from (?P<names>.*)\)", _CHOICES),
    (r"ambiguous option: (?P<value>.*) could match (?P<names>.*)", mark("{value} may be {names}; write it out")),
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
        raise UsageError(_("{message}; see '{program} --help'", message=_complaint(message), program=self.prog))


def _complaint(message: str) -> str:
    """What argparse says, in the language of the person; what it says in other words is left alone."""
    for pattern, sentence in _COMPLAINTS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            values = {name: _complaint(told) if name == "told" else told for name, told in match.groupdict().items()}
            return _(sentence, **values)
    return message
