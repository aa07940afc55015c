"""What a reader may choose. Apart from the data, so that the command line can name the choices without loading it."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model.choosing import Choice


class Script(StrEnum):
    """Which script the reader wants to read."""

    AUTO = "auto"  # what was converted by machine, or mixes scripts, becomes simplified; the rest stays
    SIMPLIFIED = "simplified"
    TAIWAN = "taiwan"
    HONGKONG = "hongkong"
    PAGE = "page"  # as the page has it


class Spacing(StrEnum):
    """Spaces between Chinese and Latin letters or digits."""

    FOUND = "found"
    ADD = "add"
    REMOVE = "remove"


class Repairs(NamedTuple):
    """Which repairs the reader wants: by default all of them, the script as the page tells, spaces as found.

    ``only`` and ``without`` are names of rules (see reader.repair.rules); an empty ``only`` means all.
    """

    script: Script = Script.AUTO
    spacing: Spacing = Spacing.FOUND
    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


#: What a rule for a site may ask of a block: as a file calls it → the attribute of model.site.SiteRule, in order.
CONDITIONS = {
    "selector": "selector",
    "wording": "wording",
    "first": "first",
    "last": "last",
    "before": "before",
    "after": "after",
    "from": "start",
    "to": "end",
}


class Cleaning(NamedTuple):
    """How a page is cleaned.

    ``force`` keeps the best guess of a page that has no article; ``fold_repeats`` drops paragraphs that say again what
    one before them has said; ``choices`` are what a person has decided about blocks of this page.
    """

    force: bool = False
    fold_repeats: bool = False
    choices: "tuple[Choice, ...]" = ()


class GlossPolicy(StrEnum):
    """Where glosses stand in the text."""

    NONE = "none"
    FIRST = "first"  # the first time a headword is met
    ALL = "all"
    UNKNOWN = "unknown"  # wherever the person doesn't know the term yet


class LinkPolicy(StrEnum):
    """What becomes of the page's links when it is written."""

    NONE = "none"
    INLINE = "inline"  # where they stand
    FOOTNOTES = "footnotes"  # numbers, and the addresses at the end


class PinyinStyle(StrEnum):
    """How a syllable is written."""

    MARKS = "marks"  # háng
    NUMBERS = "numbers"  # hang2
    BOPOMOFO = "bopomofo"  # ㄏㄤˊ


class PinyinPolicy(StrEnum):
    """Above which words pinyin stands."""

    NONE = "none"
    UNKNOWN = "unknown"  # those that the person doesn't know
    ALL = "all"


class Hidden(StrEnum):
    """What the pane keeps back of what it knows of a word."""

    NOTHING = "nothing"
    PINYIN = "pinyin"
    ENGLISH = "english"
    BOTH = "both"


class WordStatus(StrEnum):
    """What a person says of a word; a word without one is unknown."""

    KNOWN = "known"
    LEARNING = "learning"
    IGNORED = "ignored"  # a name, a slip: neither known nor to be learned


class WordList(StrEnum):
    """Which list of HSK words: three documents differ, so that whoever shows a level says which one it is from."""

    HSK_2025 = "2025"  # 新版HSK考试大纲, the examination's syllabus, in force since July 2026
    HSK_2021 = "2021"  # GF0025-2021, the national grading standard
    HSK_2 = "2.0"  # the six levels before both


class Vocabulary(StrEnum):
    """What goes into cards and tables of words."""

    ALL = "all"
    TERMS = "terms"  # of the glossary
    WORDS = "words"  # that are no terms


class Language(StrEnum):
    """The language of the interface."""

    AUTO = "auto"  # the locale's
    ENGLISH = "en"
    CHINESE = "zh"


class Dress(StrEnum):
    """How the screen looks."""

    AUTO = "auto"  # dark or light as the terminal is, where it tells
    DARK = "dark"
    LIGHT = "light"
    DARK_CONTRAST = "dark-contrast"
    LIGHT_CONTRAST = "light-contrast"


class Clipboard(StrEnum):
    """How what is copied reaches the clipboard."""

    AUTO = "auto"  # by the system's own program where there is one and the terminal is here, and through the terminal
    TERMINAL = "terminal"  # through the terminal alone (OSC 52)
    SYSTEM = "system"  # by the system's own program alone


class Provenance(StrEnum):
    """How much of what was done to a page the record of a crawl tells."""

    NONE = "none"
    SUMMARY = "summary"  # counts by rule and verdict
    FULL = "full"  # every change, every dropped block, every fact's source


class RecordFormat(StrEnum):
    """How the records of a crawl are written."""

    GZIP = "jsonl.gz"
    ZSTD = "jsonl.zst"
    PARQUET = "parquet"
