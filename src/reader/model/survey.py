"""What a whole document must tell the repair rules, measured once and handed to them."""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """Who inserted pinyin: a table of characters (A), a counter (B), chance (C), or nobody."""

    NONE = "none"
    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class PinyinFigures:
    """Pairs such as 網(wǎng) whose reading is valid for the character, over the whole document.

    Shares lie in 0–1. ``consistency``: how often an annotated character is annotated when it occurs.
    ``density``: pairs per Han character. ``common``: share of annotated characters among the 500 commonest.
    ``adjacent``: share of pairs that follow another pair directly, as in ruby. ``modal_gap``: the commonest number of
    Han characters from one pair to the next; ``periodic``: its share. ``toneless``, ``stacked``: shares of pairs
    without tone marks, and with several readings in a row.
    """

    pairs: int = 0
    types: int = 0
    traditional: float = 0.0
    consistency: float = 0.0
    density: float = 0.0
    common: float = 0.0
    adjacent: float = 0.0
    modal_gap: int = 0
    periodic: float = 0.0
    toneless: float = 0.0
    stacked: float = 0.0


@dataclass(frozen=True, slots=True)
class ScriptFigures:
    """How many characters can only be traditional, or only simplified, and whose words a traditional page holds.

    ``machine``: words as converters write them that work character by character (由于 分鍾); ``genuine``: the same
    words as people write them (由於 分鐘).
    """

    traditional: int = 0
    simplified: int = 0
    machine: int = 0
    genuine: int = 0


@dataclass(frozen=True, slots=True)
class PunctuationFigures:
    """Marks next to Chinese characters: full-width ，：；？！（） and the ASCII ones that stand in their place."""

    full: int = 0
    half: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """The figures, and what was decided on them."""

    pinyin: PinyinFigures = PinyinFigures()
    script: ScriptFigures = ScriptFigures()
    punctuation: PunctuationFigures = PunctuationFigures()
    inserted: Family = Family.NONE
    misfires: int = 0
    inserted_on: frozenset[str] = frozenset()
    flattened: bool = False
    machine_converted: bool = False
    mixed_scripts: bool = False

    @property
    def inserted_pinyin(self) -> bool:
        """Whether a machine inserted pinyin."""
        return self.inserted is not Family.NONE
