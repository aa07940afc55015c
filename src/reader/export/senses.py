"""What dictionaries say of a word, as one sense for a card or a cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.model.characters import contains_han
from reader.model.ports import Sense
from reader.model.word import Word

_MOST = 6  # readings; surnames and rare ones come last in dictionaries


def sense_of(words: Sequence[Word]) -> Sense | None:
    """All readings of a word in one; where there are several, each meaning stands behind its reading.

    >>> row = Word("行", "行", "háng", ("line", "row"), (), (), "x")
    >>> sense_of([row, Word("行", "行", "xíng", ("to go",), (), (), "x")])
    Sense(reading='háng, xíng', en='háng: line; row / xíng: to go', zh='')
    """
    meanings = dict(_meanings(words))
    if not meanings:
        return None
    several = len(meanings) > 1
    told = [(f"{reading}: " if several else "") + "; ".join(glosses) for reading, glosses in meanings.items()]
    return Sense(", ".join(meanings), " / ".join(told[:_MOST]))


def reading_of(parts: Mapping[str, Sequence[Word]]) -> str:
    """How a name is read that no dictionary has as a whole, by the first reading of its parts; empty if one has none.

    >>> reading_of({"行": [Word("行", "行", "háng", ("line",), (), (), "x")], "MoE": []})
    'háng MoE'
    """
    readings = [words[0].pinyin if words else "" if contains_han(part) else part for part, words in parts.items()]
    return " ".join(readings) if all(readings) else ""


def _meanings(words: Iterable[Word]) -> Iterator[tuple[str, list[str]]]:
    """Reading → what it means, in the dictionaries' order."""
    found: dict[str, dict[str, None]] = {}
    for word in words:
        glosses = word.glosses or tuple(f"{named.how} {named.simplified}" for named in word.refers)
        if glosses:
            found.setdefault(word.pinyin, {}).update(dict.fromkeys(glosses))
    yield from ((reading, list(glosses)) for reading, glosses in found.items())
