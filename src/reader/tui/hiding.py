"""The pane without pinyin, without English, or without both, for who wants to remember before being told."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.characters import contains_han
from reader.model.choices import Hidden
from reader.model.word import Word

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import Answer, Match
    from reader.lexicon.entry import Entry

PINYIN, ENGLISH = (Hidden.PINYIN, Hidden.BOTH), (Hidden.ENGLISH, Hidden.BOTH)


def entry_without(entry: "Entry", hidden: Hidden) -> "Entry":
    """An entry of the glossary; without English it is explained in Chinese alone, and keeps its names."""
    return replace(entry, en="") if hidden in ENGLISH else entry


def answer_without(answer: "Answer", hidden: Hidden) -> "Answer":
    """What the dictionaries say; without English the words stay, and what is explained in Chinese."""
    if hidden is Hidden.NOTHING:
        return answer

    def thin(word: Word) -> Word:
        return _word_without(word, hidden)

    def matches(found: "Iterable[Match]") -> "tuple[Match, ...]":
        return tuple(match._replace(word=thin(match.word)) for match in found)

    return replace(
        answer,
        words=matches(answer.words),
        longer=tuple(map(thin, answer.longer)),
        shorter=tuple(map(thin, answer.shorter)),
        parts=matches(answer.parts),
        near=matches(answer.near),
    )


def _word_without(word: Word, hidden: Hidden) -> Word:
    if hidden in PINYIN:
        word = replace(word, pinyin="", measures=tuple(named._replace(pinyin="") for named in word.measures))
    if hidden in ENGLISH:
        word = replace(word, glosses=tuple(gloss for gloss in word.glosses if _is_chinese(gloss)))
    return word


def _is_chinese(gloss: str) -> bool:
    letters = [character for character in gloss if character.isalpha()]
    return 2 * sum(map(contains_han, letters)) > len(letters)
