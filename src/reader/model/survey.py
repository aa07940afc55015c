"""What a whole document must tell the repair rules, measured once and handed to them."""

from dataclasses import dataclass

from reader.model.recode import Mix


@dataclass(frozen=True, slots=True)
class PinyinFigures:
    """Pairs such as 網(wǎng) whose reading is valid for the character, over the whole document.

    Shares lie in 0–1. ``consistency``: how often an annotated character is annotated when it occurs.
    ``density``: pairs per Han character. ``common``: share of annotated characters among the 500 commonest.
    ``adjacent``: share of pairs that follow another pair directly, as in ruby.
    """

    pairs: int = 0
    types: int = 0
    traditional: float = 0.0
    consistency: float = 0.0
    density: float = 0.0
    common: float = 0.0
    adjacent: float = 0.0


@dataclass(frozen=True, slots=True)
class ScriptFigures:
    """How many characters can only be traditional, or only simplified, and the traces of a machine conversion.

    ``unconverted``: simplified characters that a character-by-character converter leaves standing because they
    exist in both scripts (于 后 么). ``genuine``: what people who write traditional Chinese use there (於 後 麼).
    """

    han: int = 0
    traditional: int = 0
    simplified: int = 0
    unconverted: int = 0
    genuine: int = 0


@dataclass(frozen=True, slots=True)
class PunctuationFigures:
    """Marks next to Chinese characters: full-width ，：；？！（） and the ASCII ones that stand in their place."""

    full: int = 0
    half: int = 0


@dataclass(frozen=True, slots=True)
class MojibakeFigures:
    """Which encodings were read as which in some run of the page, beyond doubt."""

    mixes: frozenset[Mix] = frozenset()


@dataclass(frozen=True, slots=True)
class Survey:
    """The figures, and what was decided on them."""

    pinyin: PinyinFigures = PinyinFigures()
    script: ScriptFigures = ScriptFigures()
    punctuation: PunctuationFigures = PunctuationFigures()
    inserted_pinyin: bool = False
    inserted_on: frozenset[str] = frozenset()
    flattened: bool = False
    machine_converted: bool = False
    mixed_scripts: bool = False
    mojibake: MojibakeFigures = MojibakeFigures()
