"""The formats by name and by the ending of a file's name; those that other packages bring come after our own.

Our own stand in a table, not among the entry points: reading those costs 25 ms.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from reader.export.exporter import Exporter
from reader.localization import translate as _
from reader.model.choices import GlossPolicy, LinkPolicy
from reader.model.errors import FormatError, PluginError, UsageError

BUILT_IN = (
    Exporter("text", ".txt", "reader.export.text:write", links=LinkPolicy.NONE),
    Exporter("markdown", ".md", "reader.export.markdown:write", gloss=GlossPolicy.FIRST),
    Exporter("html", ".html", "reader.export.html:write", gloss=GlossPolicy.FIRST),
    Exporter("pdf", ".pdf", "reader.export.pdf:write", binary=True, gloss=GlossPolicy.FIRST),
    Exporter("json", ".json", "reader.export.json:write", words=True),
    Exporter("epub", ".epub", "reader.export.epub:write", collects=True, binary=True, gloss=GlossPolicy.FIRST),
    Exporter("anki", ".apkg", "reader.export.anki:write", collects=True, words=True, binary=True, readings=True),
    Exporter("csv", ".csv", "reader.export.tables:write_csv", collects=True, words=True, readings=True),
    Exporter("tsv", ".tsv", "reader.export.tables:write_tsv", collects=True, words=True, readings=True),
)


class Formats:
    """Every format that can be written: our own, and ``others`` by name. Raises PluginError for one that is none."""

    def __init__(self, others: Mapping[str, Any] | None = None) -> None:
        known = {each.name: each for each in BUILT_IN}
        for exporter in _checked(others or {}):
            known.setdefault(exporter.name, exporter)
        self._known = known

    def __iter__(self) -> Iterator[Exporter]:
        return iter(self._known.values())

    def named(self, name: str) -> Exporter:
        """The format that ``--to`` asks for. Raises UsageError."""
        if name in self._known:
            return self._known[name]
        from difflib import get_close_matches

        near = get_close_matches(name, self._known, n=1)
        names = ", ".join(self._known)
        remedy = _("did you mean {name!r}?", name=near[0]) if near else _("the formats are {names}", names=names)
        raise UsageError(_("{name!r} is no format that Reader writes; {remedy}", name=name, remedy=remedy))

    def by_suffix(self, name: str) -> Exporter | None:
        """The format that the ending of a file's name asks for, None when no format has it."""
        suffix = PurePath(name).suffix.lower()
        return next((exporter for exporter in self if exporter.suffix == suffix), None)

    def of_file(self, name: str) -> Exporter:
        """The same, for a name that must have such an ending. Raises FormatError."""
        found = self.by_suffix(name)
        if found:
            return found
        suffix = PurePath(name).suffix.lower()
        what = _("{name!r} has no ending that tells a format", name=name)
        if suffix:
            what = _("{suffix!r} is no format that Reader writes", suffix=suffix)
        endings, names = ", ".join(each.suffix for each in self), ", ".join(self._known)
        raise FormatError(
            _(
                "{what}; end the name in one of {endings}, or say --to with one of {names}",
                what=what,
                endings=endings,
                names=names,
            )
        )


def _checked(others: Mapping[str, Any]) -> Iterator[Exporter]:
    for name, exporter in others.items():
        if not isinstance(exporter, Exporter):
            raise PluginError(
                _("the plugin {name!r} is no exporter; its entry point must lead to an Exporter", name=name)
            )
        yield exporter
