"""Emoji that were strewn into words: 是🆚否."""

from collections.abc import Iterator

from reader.model.characters import HAN_RANGES
from reader.model.patterns import lazy
from reader.model.survey import EmojiFigures, Survey
from reader.model.text import Edit
from reader.repair.joined import Joined
from reader.repair.vocabulary import is_word

_PICTURE = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
#: One emoji as it is typed: a picture, its variation and skin, further pictures joined to it.
_EMOJI = lazy(f"{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*(?:\u200d{_PICTURE}\ufe0f?)*")
_BETWEEN = lazy(f"(?<=[{HAN_RANGES}])(?:{_EMOJI.pattern})(?=[{HAN_RANGES}])")

_FEWEST_IN_WORDS = 2
_PLACED = 0.8  # share of a page's emoji that stand between two characters


def measure(texts: Joined) -> EmojiFigures:
    """Count a page's emoji, those between two Chinese characters, and those inside a common word."""
    total = between = inside = 0
    for text in texts.with_match(_EMOJI):
        total += len(_EMOJI.findall(text))
        for match in _BETWEEN.finditer(text):
            between += 1
            inside += is_word(text[match.start() - 1] + text[match.end()])
    return EmojiFigures(total, between, inside)


def is_strewn(figures: EmojiFigures) -> bool:
    """Whether a machine put the emoji of a page into its words."""
    return figures.inside >= _FEWEST_IN_WORDS and figures.between >= _PLACED * figures.total


def emoji_in_words(text: str, survey: Survey) -> Iterator[Edit]:
    """Remove emoji from between two Chinese characters, on a page whose emoji break words: 是🆚否 → 是否.

    People put them at the ends of clauses, where they stay.
    """
    if not is_strewn(survey.emoji) or text.isascii():
        return
    for match in _BETWEEN.finditer(text):
        yield Edit(match.start(), match.end(), "")
