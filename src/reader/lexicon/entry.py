"""An entry of the glossary."""

from dataclasses import dataclass, field

from reader.localization import mark

CATEGORIES = (
    mark("fundamentals"),
    mark("architecture"),
    mark("training"),
    mark("alignment"),
    mark("data"),
    mark("inference"),
    mark("infrastructure"),
    mark("hardware"),
    mark("retrieval"),
    mark("prompting"),
    mark("agents"),
    mark("multimodal"),
    mark("generation"),
    mark("evaluation"),
    mark("safety"),
    mark("applications"),
    mark("models"),
    mark("organizations"),
    mark("robotics"),
    mark("other"),
)
OTHER = "other"  # of entries that name no category


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its names and definitions.

    ``chinese``: names in simplified script, the first being the one shown beside an English term. ``aliases``: other
    spellings and names, in both scripts. ``unmarked``: names that are everyday words elsewhere (专家): found by
    look-up, never marked on a page. ``en`` and ``zh``: definitions; one may be missing.
    ``see``: headwords of other entries. ``source`` names the file; ``line`` is from 1.
    """

    term: str
    chinese: tuple[str, ...] = ()
    category: str = OTHER
    en: str = ""
    zh: str = ""
    expansion: str = ""
    aliases: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    source: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def marked_names(self) -> tuple[str, ...]:
        """The names that are marked where a page uses them."""
        return tuple(name for name in (self.term, self.expansion, *self.chinese, *self.aliases) if name)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which the entry is found."""
        return (*self.marked_names, *self.unmarked)
