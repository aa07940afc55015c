"""What the dictionaries say, as text to show; dictionary text is never read as markup."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.localization import mark
from reader.localization import translate as _
from reader.tui.drawn import visible
from reader.tui.entry import Part

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import Answer, Match
    from reader.lexicon.entry import Entry
    from reader.model.word import Word

#: What a row below the text is to the query.
KINDS = {"longer": mark("longer"), "shorter": mark("shorter"), "part": mark("part")}
_WORDS = 8  # words shown for one query
_LINKS = 12


class Link(NamedTuple):
    """A row below the text: what it is to the query, its name, a word on it, and what it opens."""

    kind: str
    name: str
    gloss: str
    target: str


def waiting(query: str) -> Content:
    """The dictionaries have been asked."""
    return Content.assemble((visible(query), "bold $page-heading"), ("\n\n" + _("Looking up …"), "$page-quiet"))


def failed(query: str, reason: str) -> Content:
    """The dictionaries can't be asked."""
    return Content.assemble((visible(query), "bold $page-heading"), (f"\n\n{visible(reason)}", "$page-quiet"))


def found(answer: "Answer") -> Content:
    """The words that answer a query that the glossary has no entry for."""
    return Content.assemble((visible(answer.query), "bold $page-heading"), *_words(answer))


def beside(answer: "Answer") -> Content:
    """The same words, to stand below an entry of the glossary."""
    parts = list(_words(answer))
    return Content.assemble(("\n\n" + _("In the dictionary"), "$page-quiet"), *parts) if parts else Content("")


def links(answer: "Answer", see: "tuple[Entry, ...]" = ()) -> tuple[Link, ...]:
    """Where one can go on from an answer: see-also, longer and shorter words, parts, near misses."""
    by_target: dict[str, Link] = {}
    for link in (*map(_to_entry, see), *_around(answer)):
        by_target.setdefault(link.target, link)
    return tuple(by_target.values())[:_LINKS]


def _around(answer: "Answer") -> Iterator[Link]:
    for kind, words in (("longer", answer.longer), ("shorter", answer.shorter)):
        yield from _once(kind, words)
    yield from _once("part", tuple(match.word for match in answer.parts))
    if not answer.found:
        yield from (_to_entry(entry)._replace(kind="near") for entry in answer.near_entries)
        yield from _once("near", tuple(match.word for match in answer.near))


def _once(kind: str, words: "tuple[Word, ...]") -> Iterator[Link]:
    """A link for each headword, whatever its readings."""
    for name, same in groupby(words, key=lambda word: word.simplified):
        word = next(same)
        yield Link(kind, name, f"{word.pinyin}  {word.glosses[0] if word.glosses else ''}".strip(), name)


def _to_entry(entry: "Entry") -> Link:
    return Link("", entry.term, entry.chinese[0] if entry.chinese else "", entry.term)


def _words(answer: "Answer") -> Iterator[Part]:
    if not answer.words and not answer.entries:
        yield "\n\n" + _("In neither glossary nor dictionary."), "$page-quiet"
        if answer.parts:
            yield " " + _("Taken apart:"), "$page-quiet"
        elif answer.near_entries or answer.near:
            yield " " + _("These come near:"), "$page-quiet"
    for match in answer.words[:_WORDS]:
        yield from _word(match, answer.query)


def _word(match: "Match", query: str) -> Iterator[Part]:
    word = match.word
    written = "" if query in (word.simplified, word.traditional) else word.simplified
    other = word.traditional if query != word.traditional else word.simplified
    yield "\n\n", ""
    if written:
        yield f"{visible(written)} ", "bold $page-term"
    if other not in (query, written):
        yield f"{visible(other)} ", "$page-quiet"
    yield visible(word.pinyin) or ("" if written else visible(query)), "bold $page-gloss"
    if match.how == "stem":
        yield "  " + _("for {word}", word=visible(match.key)), "italic $page-quiet"
    if word.glosses:
        yield f"\n{visible('; '.join(word.glosses))}", ""
    if word.measures:
        measures = " ".join(f"{named.simplified} {named.pinyin}" for named in word.measures)
        yield "\n" + _("measure words {words}", words=visible(measures)), "$page-quiet"
