"""Rules for sites as they lie in a person's files: read, added to, taken back."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from reader.model.errors import SiteRuleError
from reader.model.site import SiteRule
from reader.sites.files import load
from reader.sites.writing import added
from reader.sources import make_folder, read_source, user_sites, write_atomically


def load_rules(files: Sequence[str] = ()) -> tuple[SiteRule, ...]:
    """The person's own rules for sites, and those of ``files`` behind them, so that they win. Raises SiteRuleError."""
    own = user_sites()
    layers = [load(str(own), own.read_bytes())] if own.is_file() else []
    layers += (load(name, read_source(name).data) for name in files)
    return tuple(chain.from_iterable(layers))


class Teacher:
    """Writes rules into ``file``, by default the person's own, and can take each of them back.

    ``others`` are files whose rules lie over the person's own.
    """

    def __init__(self, file: Path | None = None, others: Sequence[str] = ()) -> None:
        self._file = file or user_sites()
        self._others = others
        self._written: list[tuple[bytes, str]] = []  # what the file held, and what was made of it

    def rules(self) -> Sequence[SiteRule]:
        """All rules, as the files hold them now; those of ``file`` win."""
        rules = load_rules(self._others)
        return rules if self._file == user_sites() else (*rules, *load(str(self._file), self._data()))

    def teach(self, rule: SiteRule) -> SiteRule:
        """Write a rule at the end of the file; gives it back with its place. Raises SiteRuleError, TargetError."""
        before = self._data()
        text, placed = added(str(self._file), before, rule)
        make_folder(self._file.parent)
        write_atomically(self._file, text)
        self._written.append((before, text))
        return placed

    def take_back(self) -> None:
        """Make the file as it was before the last rule. Raises SiteRuleError when somebody else has changed it."""
        before, text = self._written[-1]
        if self._data() != text.encode():
            raise SiteRuleError(f"{self._file} has been changed since; take the rule out of it by hand")
        write_atomically(self._file, before.decode())
        self._written.pop()

    def _data(self) -> bytes:
        return self._file.read_bytes() if self._file.is_file() else b""
