"""English as people type it and as glosses have it: how a gloss becomes a key, how an inflected word its lemma."""

import re
from functools import cache
from pathlib import Path

from reader.lexicon.dictionary.notation import SEPARATOR

_LONGEST = 5  # words of a key; what is longer is found by its words
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_LEADING = ("to be ", "to ", "the ", "a ", "an ", "sth ", "sb ")
_TRAILING = (" sth", " sb", " (of)", " oneself")
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

    A word's first and bare gloss costs 0; 100 is a tenth as likely, as frequencies count.

    >>> keys("to train; to drill" + SEPARATOR + "training")
    [('train', 0), ('drill', 40), ('training', 50)]
    """
    found = []
    for place, gloss in enumerate(glosses.split(SEPARATOR)):
        if gloss.startswith(_NO_TRANSLATION) or "variant of" in gloss:
            continue
        cost = place * 50 if place < 4 else 200
        for part in gloss.split(";"):
            text, extra = _without_brackets(part) if "(" in part else (part, 0)
            text = key_of(text)
            if text and text.count(" ") < _LONGEST:
                found.append((text, cost + extra))
            cost += 40
    return found


def _without_brackets(part: str) -> tuple[str, int]:
    """A part of a gloss without what stands in brackets, and what that costs."""
    inside = part.partition("(")[2].partition(")")[0]
    price = _MARKS.get(inside) or max((_MARKS.get(word, 0) for word in inside.replace(",", " ").split()), default=0)
    return _BRACKETS.sub(" ", part), 25 + price


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


def _regular(word: str) -> list[str]:
    found = [word[: -len(end)] for end in ("'s", "s'", "n't", "'re", "'ll", "'ve", "'d", "'m") if word.endswith(end)]
    for ending, replacements in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            found += (stem + replacement for replacement in replacements)
            if "" in replacements and ending in _DOUBLING and len(stem) > 3 and stem[-1] == stem[-2]:
                found.insert(0 if stem[-1] not in "lsz" else len(found), stem[:-1])
    for british, american in _SPELLINGS:
        if british in word:
            found.append(word.replace(british, american))
    if "-" in word:
        found += (word.replace("-", " "), word.replace("-", ""))
    return [lemma for lemma in found if len(lemma) > 1]


_DOUBLING = ("ed", "ing", "er", "est")
#: Ending → what may stand in its place. Longer endings first.
_ENDINGS = (
    ("iest", ("y",)),
    ("ier", ("y",)),
    ("ies", ("y", "ie")),
    ("ied", ("y", "ie")),
    ("ying", ("y", "ie")),
    ("ves", ("f", "fe", "ve")),
    ("es", ("e", "", "is")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("est", ("", "e")),
    ("er", ("", "e")),
    ("ors", ("e", "")),
    ("or", ("e", "")),
    ("ily", ("y",)),
    ("ally", ("al", "")),
    ("bly", ("ble",)),
    ("ly", ("", "le")),
    ("iness", ("y",)),
    ("ness", ("",)),
    ("ization", ("ize",)),
    ("ation", ("ate", "e", "")),
    ("ion", ("e", "")),
    ("ment", ("",)),
    ("ability", ("able",)),
    ("ity", ("", "e")),
    ("ful", ("",)),
    ("less", ("",)),
    ("ical", ("ic", "y")),
    ("ic", ("y", "")),
    ("al", ("", "e")),
    ("ous", ("",)),
    ("able", ("", "e")),
    ("ian", ("ia", "")),
    ("an", ("a",)),
)
_SPELLINGS = (("our", "or"), ("ise", "ize"), ("isation", "ization"), ("yse", "yze"), ("tre", "ter"), ("ogue", "og"),
              ("ence", "ense"), ("lling", "ling"), ("lled", "led"), ("aem", "em"), ("grey", "gray"))  # fmt: skip


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Inflected form → lemmas, from a table of our own: a lemma, a colon, its forms."""
    table: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "data" / "irregular.txt").read_text("utf8").splitlines():
        lemma, _, forms = line.partition(":")
        for form in forms.split():
            table[form] = (*table.get(form, ()), lemma)
    return table
