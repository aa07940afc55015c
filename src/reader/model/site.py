"""What a reader has taught about a site: rules that keep or drop blocks of its pages, whatever the cleaner says."""

from dataclasses import dataclass, field

from reader.model.choices import CONDITIONS

EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class SiteRule:
    """Keep or drop the blocks of a host's pages that meet every condition; of several rules the last one wins.

    ``host`` stands for its subdomains too, ``*`` for every page. ``selector`` is CSS: the block lies wholly in such
    elements. ``wording`` is the whole block, in which ``*`` and ``…`` stand for any text. ``first`` and ``last`` are
    numbers of blocks: of the article, when they are dropped, of the page, when they are kept. ``before`` and ``after``
    are the wording of a block that bounds them, ``start`` and ``end`` of one that is among them. An empty or zero
    condition asks for nothing. ``source`` names the file; ``line`` is from 1.
    """

    host: str
    keep: bool
    selector: str = ""
    wording: str = ""
    first: int = 0
    last: int = 0
    before: str = ""
    after: str = ""
    start: str = ""
    end: str = ""
    source: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def conditions(self) -> dict[str, str | int]:
        """What the rule asks for, by the names that a file has for it."""
        asked = {name: getattr(self, attribute) for name, attribute in CONDITIONS.items()}
        return {name: value for name, value in asked.items() if value}

    @property
    def place(self) -> str:
        """``sites.yaml:12``."""
        return f"{self.source}:{self.line}"

    def __str__(self) -> str:
        """``drop wording 点击…关注, after 正文``."""
        asked = ", ".join(f"{name} {value}" for name, value in self.conditions.items())
        return f"{'keep' if self.keep else 'drop'} {asked}"
