"""What common Chinese looks like: the commonest characters and words of two, in either script."""

from functools import cache
from itertools import pairwise

from reader.model.characters import HAN_RANGES
from reader.model.patterns import lazy
from reader.repair import data
from reader.repair.script import fold_script, traditional_forms

HAN = lazy(f"[{HAN_RANGES}]")


def is_word(pair: str) -> bool:
    """Whether two characters are one of the 28,000 commonest words of two.

    >>> is_word("汽车"), is_word("汽車"), is_word("车工")
    (True, True, False)
    """
    folded = fold_script(pair)
    return folded[1] in _seconds().get(folded[0], "")


def words_in(text: str) -> int:
    """How many neighbours in ``text`` are a common word; of characters that stand by chance 2 in 100 are."""
    folded, table = fold_script(text), _seconds()
    return sum(second in table.get(first, "") for first, second in pairwise(folded))


@cache
def frequent() -> frozenset[str]:
    """The 500 commonest characters, and the traditional ones that they stand for."""
    simplified = data.read("common.txt").strip()
    return frozenset(simplified) | traditional_forms(simplified)


@cache
def _seconds() -> dict[str, str]:
    return {line[0]: line[1:] for line in data.read("pairs.txt").split()}
