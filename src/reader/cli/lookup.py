"""Look words up in glossary and dictionaries, in either language."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import add_glossary, add_json

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import Answer, Match
    from reader.lexicon.entry import Entry
    from reader.model.word import Word

_SHOWN = 12  # words of the dictionaries


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader lookup``."""
    parser.add_argument(
        "terms",
        nargs="+",
        metavar="TERM",
        help="English, Chinese in either script, pinyin (xunlian, xun4lian4, xùnliàn), its initials (xlsj), or xun*",
    )
    add_glossary(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what is known; near misses are told as such."""
    from reader.cli.dictionary import watched
    from reader.face import load_glossary, load_lookup

    with watched() as progress:
        lookup = load_lookup(load_glossary(arguments.glossary), progress)
    answers = {term: lookup.find(term) for term in arguments.terms}
    if arguments.json:
        output.emit(_as_json(answers))
    else:
        output.emit("\n\n".join(_as_text(term, answer) for term, answer in answers.items()))
        _tell_unasked(answers.values())
    return 0 if all(answer.found for answer in answers.values()) else 1


def _tell_unasked(answers: "Iterable[Answer]") -> None:
    """Name the dictionaries that are off, where the others had no answer."""
    from reader.dictionaries import listed

    off = [one.name for one in listed() if not one.on]
    if off and not all(answer.found for answer in answers):
        one = f"'reader dictionary on {off[0]}' asks it again"
        output.tell(f"not asked, as you turned {'it' if len(off) == 1 else 'them'} off: {', '.join(off)}; {one}")


def entry_text(entry: "Entry") -> str:
    """An entry as lines for people."""
    names = "、".join(entry.chinese)
    head = f"{entry.term} ({entry.expansion})" if entry.expansion else entry.term
    others = [*entry.aliases, *entry.unmarked]
    told = [f"  {text}" for text in (entry.en, entry.zh) if text]
    lines = [f"{head}  {names}".rstrip(), *told, f"  category: {entry.category}"]
    if others:
        lines.append(f"  also: {'; '.join(others)}")
    if entry.see:
        lines.append(f"  see: {'; '.join(entry.see)}")
    return "\n".join(lines)


def word_text(word: "Word", how: str = "") -> str:
    """A word of a dictionary as lines for people; ``how`` says by what it was found, where that isn't plain."""
    lines = [f"{_headline(word)}{f'  ({how})' if how else ''}", f"  {'; '.join(word.glosses)}"]
    if word.measures:
        lines.append(f"  measure words: {' '.join(f'{named.simplified} {named.pinyin}' for named in word.measures)}")
    return "\n".join(lines)


def _headline(word: "Word") -> str:
    other = f" ({word.traditional})" if word.traditional != word.simplified else ""
    return f"{word.simplified}{other}  {word.pinyin}".rstrip()


def _as_text(term: str, answer: "Answer") -> str:
    if not answer.found:
        return _absent(term, answer)
    told = [*map(entry_text, answer.entries)]
    told += (word_text(match.word, _how(match)) for match in answer.words[:_SHOWN])
    if len(answer.words) > _SHOWN:
        told.append(f"and {len(answer.words) - _SHOWN} more; --json shows them all")
    if answer.shorter:
        told.append(f"shorter: {_line(answer.shorter)}")
    return "\n\n".join(told)


def _how(match: "Match") -> str:
    told = {
        "stem": f"for {match.key!r}",
        "mention": "its meaning mentions it",
        "initials": f"by the initials {match.key!r}",
        "reference": "where the word above leads",
    }
    return told.get(match.how, "")


def _absent(term: str, answer: "Answer") -> str:
    near = [" ".join((entry.term, *entry.chinese[:1])) for entry in answer.near_entries]
    near += dict.fromkeys(f"{_headline(match.word)} {match.word.glosses[0]}" for match in answer.near)
    lines = [f"{term!r} is in neither glossary nor dictionary" + (f"; near it: {'; '.join(near)}" if near else "")]
    lines += (f"  {_headline(match.word)}: {'; '.join(match.word.glosses)}" for match in answer.parts)
    if not near and not answer.parts:
        lines[0] += "; add it to a glossary of your own, or import a dictionary (see the README)"
    elif answer.parts:
        lines[0] += "; taken apart:"
    return "\n".join(lines)


def _line(words: "tuple[Word, ...]") -> str:
    return "; ".join(dict.fromkeys(f"{word.simplified} {word.pinyin}" for word in words))


def _as_json(answers: "dict[str, Answer]") -> str:
    import json
    from dataclasses import asdict

    plain = {
        term: {
            "exact": [asdict(entry) for entry in answer.entries],
            "near": [entry.term for entry in answer.near_entries],
            "words": [_plain(match) for match in answer.words],
            "longer": [asdict(word) for word in answer.longer],
            "shorter": [asdict(word) for word in answer.shorter],
            "parts": [_plain(match) for match in answer.parts],
            "near_words": [_plain(match) for match in answer.near],
        }
        for term, answer in answers.items()
    }
    return json.dumps(plain, ensure_ascii=False, indent=2, default=list)


def _plain(match: "Match") -> dict[str, object]:
    from dataclasses import asdict

    plain = asdict(match.word)
    for kind in ("measures", "refers"):
        plain[kind] = [named._asdict() for named in getattr(match.word, kind)]
    return {"how": match.how.value, "key": match.key, **plain}
