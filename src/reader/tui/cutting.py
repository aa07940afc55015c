"""How the word at a place could be cut or joined otherwise: the choices, nothing drawn and nothing done."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from reader.model.ports import Cuts
from reader.tui.reading import Position, Reading
from reader.wrap import graphemes

_LONGEST = 40  # code points of a text that is cut: what the person's file takes


class Change(NamedTuple):
    """``parts`` as the text has them; none: the cut of ``whole`` is forgotten."""

    whole: str
    parts: tuple[str, ...]


def changes(reading: Reading, position: Position, cuts: Cuts) -> Iterator[Change]:
    """What can be done with the word at ``position``: cut it anywhere, join it, forget what was done."""
    if (word := _word(reading, position)) is None:
        return
    text = reading.text(position.item)[slice(*word)]
    for at in list(_places(text)):
        yield Change(text, (text[:at], text[at:]))
    if len(single := _singly(text)) > 2:
        yield Change(text, single)
    yield from filter(None, (joined(reading, position, 1), joined(reading, position, -1)))
    for whole in _covering(reading, position, cuts):
        yield Change(whole, ())


def joined(reading: Reading, position: Position, step: int) -> Change | None:
    """The word at ``position`` and the one after it (or before) as one; None where more than space lies between."""
    word = _word(reading, position)
    if word is None:
        return None
    text, stops = reading.text(position.item), reading.stops(position.item)
    other = stops.index(word) + step
    if not 0 <= other < len(stops):
        return None
    first, second = sorted((word, stops[other]))
    whole = text[first[0] : second[1]]
    if text[first[1] : second[0]].strip() or len(whole) > _LONGEST or _is_term(reading, position.item, stops[other]):
        return None
    return Change(whole, (whole,))


def _word(reading: Reading, position: Position) -> tuple[int, int] | None:
    """The word there; None for a term, which stays whole, and for what is no word."""
    _, start, end = reading.word_at(position)
    is_word = (start, end) in reading.stops(position.item) and end - start <= _LONGEST
    return (start, end) if is_word and not _is_term(reading, position.item, (start, end)) else None


def _is_term(reading: Reading, item: int, span: tuple[int, int]) -> bool:
    return any(note.start < span[1] and span[0] < note.end for note in reading.block(item).notes)


def _singly(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in pairwise((0, *_places(text), len(text))))


def _places(text: str) -> Iterator[int]:
    """Where ``text`` may be cut: between any two characters as a person sees them."""
    return (start for start, _, _ in graphemes(text) if start)


def _covering(reading: Reading, position: Position, cuts: Cuts) -> Iterator[str]:
    """The texts that are cut by the person's wish and stand around ``position``."""
    from reader.repair.script import fold_script

    text = fold_script(reading.text(position.item))
    for whole in cuts:
        if text.find(whole, max(position.offset - len(whole) + 1, 0), position.offset + len(whole)) >= 0:
            yield whole
