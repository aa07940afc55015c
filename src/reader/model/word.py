"""What a dictionary says of a word."""

from dataclasses import dataclass
from typing import NamedTuple


class Record(NamedTuple):
    """One headword in one reading, as a dictionary file has it.

    ``pinyin``: syllables with their tone as a number, apart by spaces (``xun4 lian4``, ``nu:3``); empty where the file
    tells none. ``glosses`` keep the notation of CC-CEDICT (``CL:個|个[ge4]``, ``see 後|后[hou4]``). A headword in one
    script only stands in both places.
    """

    simplified: str
    traditional: str
    pinyin: str
    glosses: tuple[str, ...]


class Named(NamedTuple):
    """A word that another word names: its measure word, or where its gloss sends the reader."""

    simplified: str
    traditional: str
    pinyin: str  # with tone marks; empty where it isn't told
    how: str = ""  # "see", "variant of", "abbr. for" …; empty for a measure word


@dataclass(frozen=True, slots=True)
class Word:
    """One headword in one reading, ready to be shown: pinyin with tone marks, glosses as sentences.

    ``dictionary`` is the name of the source that has it.
    """

    simplified: str
    traditional: str
    pinyin: str
    glosses: tuple[str, ...]
    measures: tuple[Named, ...]
    refers: tuple[Named, ...]
    dictionary: str
