"""English as people type it and as glosses have it: how a gloss becomes a key, how an inflected word its lemma."""

import re
from functools import cache
from pathlib import Path

from reader.lexicon.dictionary.notation import SEPARATOR

_LONGEST = 5  # words of a key; what is longer is found by its words
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_LEADING = ("to be ", "to ", "the ", "a ", "an ", "sth ", "sb ")
_TRAILING = (" sth", " sb", " (of)")
_PREPOSITIONS = (" to", " at", " of")
_STRIPPED = " \"'!?,."
_NO_TRANSLATION = ("surname ", "see ", "used in ", "abbr. ", "also written", "also pr", "taiwan pr", "same as ", "cl:")
#: What a mark before a gloss costs, as `keys` counts: such a word is seldom the plain translation.
_MARKS = {
    "bound form": 130,
    "literary": 200,
    "archaic": 300,
    "old": 250,
    "classical": 250,
    "dialect": 200,
    "tw": 80,
    "slang": 150,
    "vulgar": 150,
    "coll.": 50,
    "idiom": 200,
    "loanword": 40,
    "fig.": 80,
    "surname": 300,
    "botany": 60,
    "chemistry": 60,
    "japanese": 150,
    "buddhism": 100,
    "cantonese": 200,
    "computing": 40,
    "neologism": 120,
    "honorific": 60,
    "polite": 60,
    "derog.": 120,
    "taiwan": 80,
    "euphemism": 120,
    "obsolete": 250,
    "onom.": 80,
    "measure": 60,
    "classifier": 60,
    "suffix": 60,
    "prefix": 60,
    "interj.": 30,
}


def keys(glosses: str) -> list[tuple[str, int]]:
    """The keys of a record's glosses, which are small and joined as they stand in the index, and what each costs.

    A word's first and bare gloss costs 0; 100 is a tenth as likely, as frequencies count. A verb's cost is even, any
    other's odd.

    >>> keys("to train; to drill" + SEPARATOR + "training, of troops")
    [('train', 0), ('drill', 40), ('training, of troops', 51), ('training', 81)]
    """
    found = []
    for place, gloss in enumerate(glosses.split(SEPARATOR)):
        if gloss.startswith(_NO_TRANSLATION) or "variant of" in gloss:
            continue
        cost = place * 50 if place < 4 else 200
        for part in gloss.split(";"):
            text, extra = _without_brackets(part) if "(" in part else (part, 0)
            stripped = text.strip(_STRIPPED)
            extra += cost + (not stripped.startswith("to "))
            found += [(key, extra + more) for key, more in _forms(key_of(stripped))]
            cost += 40
    return found


def _forms(key: str) -> list[tuple[str, int]]:
    """A key; what stands before its comma (*Shanghai, in the east*); a verb without its preposition (*listen to*)."""
    forms = [(key, 0)] if key and key.count(" ") < _LONGEST else []
    head, comma, _ = key.partition(",")
    if comma and head and head.count(" ") < 3:
        forms.append((head, 30))
    if key.endswith(_PREPOSITIONS) and key.count(" ") == 1:
        forms.append((key.partition(" ")[0], 20))
    return forms


def _without_brackets(part: str) -> tuple[str, int]:
    """A part of a gloss without what stands in brackets, and what that costs."""
    inside = part.partition("(")[2].partition(")")[0]
    price = _MARKS.get(inside) or max((_MARKS.get(word, 0) for word in inside.replace(",", " ").split()), default=0)
    return _BRACKETS.sub(" ", part), 26 + price


def key_of(text: str) -> str:
    """``text``, small already, as the keys are written: without leading *to* or article.

    >>> key_of("to be happy"), key_of("a cat"), key_of("to")
    ('happy', 'cat', 'to')
    """
    key = text.strip(_STRIPPED)
    if key.startswith(_LEADING):
        key = next(key[len(word) :] for word in _LEADING if key.startswith(word)).lstrip(_STRIPPED) or key
    if key.endswith(_TRAILING):
        key = next(key.removesuffix(word) for word in _TRAILING if key.endswith(word))
    return key


def lemmas(word: str) -> tuple[str, ...]:
    """What ``word`` may be an inflected form of, likeliest first; some are no words: the index knows which are.

    >>> lemmas("trained")[:2], lemmas("children"), lemmas("cities")[0]
    (('train', 'traine'), ('child',), 'city')
    """
    small = word.lower().replace("’", "'")
    if small in _irregular():
        return _irregular()[small]
    if " " in small:  # the last word of a name is inflected: language models
        head, _, last = small.rpartition(" ")
        return tuple(f"{head} {lemma}" for lemma in lemmas(last))
    return tuple(dict.fromkeys(_regular(small)))


def roots(word: str) -> tuple[str, ...]:
    """What ``word`` may be derived from (*weakness* from *weak*): a last resort, as the meaning differs."""
    return tuple(dict.fromkeys(_replaced(word.lower(), _DERIVATIONS)))


def is_verbal(word: str) -> bool:
    """Whether ``word`` looks like the past or the participle of a verb."""
    return word.endswith(("ed", "ing"))


def _regular(word: str) -> list[str]:
    found = [word[: -len(end)] for end in ("'s", "s'", "n't", "'re", "'ll", "'ve", "'d", "'m") if word.endswith(end)]
    found += _replaced(word, _INFLECTIONS)
    for british, american in _SPELLINGS:
        if british in word:
            respelt = word.replace(british, american)
            found += (respelt, *_replaced(respelt, _INFLECTIONS))
    if "-" in word:
        found += (word.replace("-", " "), word.replace("-", ""))
    return [lemma for lemma in found if len(lemma) > 1]


def _replaced(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    """``word`` with each of ``endings`` that it has replaced; a doubled consonant is made single (stopped, bigger)."""
    found: list[str] = []
    for ending, replacements in endings:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            if ending in _DOUBLING and len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
            found += (stem + replacement for replacement in replacements)
    return found


_DOUBLING = ("ed", "ing", "er", "est")
#: Ending → what may stand in its place, likeliest first.
_INFLECTIONS = (
    ("ies", ("y", "ie")),
    ("ied", ("y", "ie")),
    ("iest", ("y",)),
    ("ier", ("y",)),
    ("ying", ("y", "ie")),
    ("ves", ("f", "fe", "ve")),
    ("s", ("",)),
    ("es", ("", "is")),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("est", ("", "e")),
)
_DERIVATIONS = (
    ("er", ("", "e")),
    ("ors", ("e", "")),
    ("or", ("e", "")),
    ("ers", ("", "e")),
    ("ily", ("y",)),
    ("ally", ("al", "")),
    ("bly", ("ble",)),
    ("ly", ("", "le")),
    ("iness", ("y",)),
    ("ness", ("",)),
    ("ization", ("ize",)),
    ("ations", ("ate", "e", "")),
    ("ation", ("ate", "e", "")),
    ("ions", ("e", "")),
    ("ion", ("e", "")),
    ("ments", ("",)),
    ("ment", ("",)),
    ("ability", ("able",)),
    ("ity", ("", "e")),
    ("ful", ("",)),
    ("less", ("",)),
    ("ical", ("ic", "y")),
    ("ic", ("y", "")),
    ("al", ("", "e", "y")),
    ("ous", ("",)),
    ("able", ("", "e")),
    ("ian", ("ia", "", "y")),
    ("an", ("a", "")),
    ("y", ("",)),
)
_SPELLINGS = (("our", "or"), ("ise", "ize"), ("isation", "ization"), ("yse", "yze"), ("tre", "ter"), ("ogue", "og"),
              ("ence", "ense"), ("lling", "ling"), ("ller", "ler"), ("lled", "led"), ("aem", "em"), ("grey", "gray"),
              ("cosy", "cozy"), ("cheque", "check"), ("tyre", "tire"), ("mould", "mold"))  # fmt: skip


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Inflected form → lemmas, from a table of our own: a lemma, a colon, its forms."""
    table: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "data" / "irregular.txt").read_text("utf8").splitlines():
        lemma, _, forms = line.partition(":")
        for form in forms.split():
            table[form] = (*table.get(form, ()), lemma)
    return table
