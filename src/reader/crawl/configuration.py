"""What a crawl was asked for: frozen, written down as data, the same in every worker."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from reader.model.choices import Cleaning, Provenance, Repairs, Script, Spacing


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything that shapes a record. ``sites``: the text of files of rules for sites, by name.

    ``seconds``: of processor time that a page may take; ``megabytes``: of memory that the process which cleans may
    have; ``largest``: bytes of a page.
    """

    script: Script = Script.AUTO
    spacing: Spacing = Spacing.FOUND
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    force: bool = False
    fold_repeats: bool = False
    sites: tuple[tuple[str, str], ...] = ()
    minimum_quality: float = 0.0
    provenance: Provenance = Provenance.SUMMARY
    words: bool = False
    field: str = ""
    seconds: float = 30.0
    megabytes: int = 2048
    largest: int = 16 << 20

    @property
    def repairs(self) -> Repairs:
        """What the pipeline is told of repairs."""
        return Repairs(self.script, self.spacing, frozenset(self.only), frozenset(self.without))

    @property
    def cleaning(self) -> Cleaning:
        """What the pipeline is told of cleaning."""
        return Cleaning(self.force, self.fold_repeats)

    def as_data(self) -> dict[str, Any]:
        """Plain data, which JSON can hold."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        """What `as_data` made."""
        known = {field.name for field in fields(cls)}
        given = {name: value for name, value in data.items() if name in known}
        given |= {name: tuple(given.get(name, ())) for name in ("only", "without")}
        given["sites"] = tuple((name, text) for name, text in given.get("sites", ()))
        given["script"], given["spacing"] = Script(given["script"]), Spacing(given["spacing"])
        given["provenance"] = Provenance(given["provenance"])
        return cls(**given)
