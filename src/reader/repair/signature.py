"""Which script a page is written in, and who made it so: its author, or a converter.

A converter that works character by character leaves 由于 and writes 分鍾, where people write 由於 and 分鐘. The words
are data (`data/signature.txt`, made by tools/make_signature.py).
"""

from collections.abc import Iterator
from functools import cache

from reader.model.characters import HAN_RANGES
from reader.model.patterns import lazy
from reader.model.survey import ScriptFigures
from reader.repair import data

_MIXED = 0.1  # a page mixes scripts when the smaller side has at least this share …
_MIXED_COUNT = 5  # … and this many characters
_TRADITIONAL_PAGE = 0.5  # share of traditional-only among the characters that tell

#: Share of the converters' words among those that tell. Of 60 pages written in traditional Chinese none reaches it
#: by two words or more; pages converted from the mainland reach .6–1, damaged ones .9–1.
_CONVERTED = 0.6
_KANA = lazy("[\u3041-\u30fa]")
_HAN = lazy(f"[{HAN_RANGES}]+")
_KANA_SHARE = 0.1  # of kana and Han characters; a Chinese page that quotes Japanese has fewer
_JUDGED = 200_000  # characters; more say nothing more
#: The characters in which the two kinds of word differ.
_TELLING = lazy("[于后么里系征准鍾癥復於後麼麽裡裏係繫徵準鐘症複]")
_FEWEST_WORDS = 2  # a single one is a slip, unless the page is damaged in other ways too


def measure(text: str) -> ScriptFigures:
    """Count the characters and the words that tell the script, in the beginning of a document."""
    text = text[:_JUDGED]
    traditional, simplified = _count("".join(_HAN.findall(text)))
    machine = genuine = 0
    if traditional > simplified:
        found = {word for match in _TELLING.finditer(text) for word in _words_at(text, match.start())}
        machine = sum(word in _words(0) for _, word in found)
        genuine = sum(word in _words(1) for _, word in found)
    return ScriptFigures(traditional, simplified, machine, genuine)


def is_japanese(text: str) -> bool:
    """Whether a text is Japanese, whose characters stand in both scripts and are neither's."""
    text = text[:_JUDGED]
    kana = len(_KANA.findall(text))
    return kana > 0 and kana > _KANA_SHARE * (kana + len("".join(_HAN.findall(text))))


def is_mixed(figures: ScriptFigures) -> bool:
    """Whether neither script is alone on the page."""
    smaller = min(figures.traditional, figures.simplified)
    return smaller >= _MIXED_COUNT and smaller >= _MIXED * (figures.traditional + figures.simplified)


def is_machine_converted(figures: ScriptFigures, *, damaged: bool) -> bool:
    """Whether a traditional page was converted character by character; ``damaged``: it shows other damage too."""
    fewest = 1 if damaged else _FEWEST_WORDS
    return (
        is_traditional(figures)
        and figures.machine >= fewest
        and figures.machine >= _CONVERTED * (figures.machine + figures.genuine)
    )


def is_traditional(figures: ScriptFigures) -> bool:
    """Whether most of the characters that tell are traditional."""
    return figures.traditional > _TRADITIONAL_PAGE * (figures.traditional + figures.simplified)


def _count(han: str) -> tuple[int, int]:
    """How many characters only Big5 holds, and how many only GB 2312; each takes two bytes.

    >>> _count("網站们")
    (1, 1)
    """
    simplified = han.encode("gb2312", "ignore")
    traditional = han.encode("big5", "ignore")
    both = simplified.decode("gb2312").encode("big5", "ignore")
    return (len(traditional) - len(both)) // 2, (len(simplified) - len(both)) // 2


@cache
def _words(line: int) -> frozenset[str]:
    joined = data.read("signature.txt").splitlines()[line]
    return frozenset(joined[place : place + 2] for place in range(0, len(joined), 2))


def _words_at(text: str, place: int) -> Iterator[tuple[int, str]]:
    """The two words of two characters that hold the one at ``place``, with where they begin."""
    yield place, text[place : place + 2]
    yield place - 1, text[place - 1 : place + 1]
