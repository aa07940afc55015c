"""What a whole document must tell the repair rules, measured once and handed to them."""

from dataclasses import dataclass
from enum import StrEnum

from reader.model.recode import Mix


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
    """Marks next to Chinese characters: full-width ，：；？！ and the ASCII ones that stand in their place.

    ``stops``: 。 and 、, which a converter leaves alone; ``dots``: ASCII full stops behind Chinese, which tell an
    author's own style.
    """

    full: int = 0
    half: int = 0
    stops: int = 0
    dots: int = 0


@dataclass(frozen=True, slots=True)
class MojibakeFigures:
    """Which encodings were read as which in some run of the page, beyond doubt."""

    mixes: tuple[Mix, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityFigures:
    """Texts that hold character references, and how many of these teach what they are."""

    holding: int = 0
    teaching: int = 0


@dataclass(frozen=True, slots=True)
class LossFigures:
    """Texts that hold 锟斤拷 or its like, and texts that speak of mojibake; 0 when there is none of the first."""

    holding: int = 0
    explaining: int = 0


@dataclass(frozen=True, slots=True)
class CharacterFigures:
    """Texts that hold code points of radicals, how many of these speak of radicals, and Chinese numerals in names."""

    holding: int = 0
    explaining: int = 0
    numerals: int = 0


@dataclass(frozen=True, slots=True)
class EmojiFigures:
    """Emoji of the page: all, those between two Chinese characters, those inside a common word."""

    total: int = 0
    between: int = 0
    inside: int = 0


@dataclass(frozen=True, slots=True)
class InjectionFigures:
    """Strings that a site injects into its sentences, names of tags that can't be spoken, spaces made ?, jammers."""

    strings: tuple[str, ...] = ()
    random_names: int = 0
    lost_spaces: int = 0
    jammers: int = 0


@dataclass(frozen=True, slots=True)
class SpaceFigures:
    """Single spaces between Chinese characters in sentences, those inside a common word, line ends inside texts."""

    gaps: int = 0
    inside: int = 0
    line_ends: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """The figures, and what was decided on them. ``unusual``: whether any character of the page is worth a look."""

    pinyin: PinyinFigures = PinyinFigures()
    script: ScriptFigures = ScriptFigures()
    punctuation: PunctuationFigures = PunctuationFigures()
    inserted: Family = Family.NONE
    misfires: int = 0
    inserted_on: frozenset[str] = frozenset()
    flattened: bool = False
    machine_converted: bool = False
    mixed_scripts: bool = False
    mojibake: MojibakeFigures = MojibakeFigures()
    entities: EntityFigures = EntityFigures()
    loss: LossFigures = LossFigures()
    characters: CharacterFigures = CharacterFigures()
    emoji: EmojiFigures = EmojiFigures()
    injections: InjectionFigures = InjectionFigures()
    spaces: SpaceFigures = SpaceFigures()

    @property
    def inserted_pinyin(self) -> bool:
        """Whether a machine inserted pinyin."""
        return self.inserted is not Family.NONE
