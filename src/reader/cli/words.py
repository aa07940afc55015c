"""The words you know, are learning, or want to hear nothing of: list, mark, forget, export, import."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.opening import opened_library
from reader.cli.options import add_json, add_word_list, one_of
from reader.localization import mark, translate
from reader.model.choices import WordStatus
from reader.model.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.words import Words


_MARKING = {
    WordStatus.KNOWN: mark("mark words as known"),
    WordStatus.LEARNING: mark("mark words as being learned"),
    WordStatus.IGNORED: mark("mark words as ignored"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader words`` with its actions."""
    actions = parser.add_subparsers(metavar="ACTION", parser_class=type(parser))
    parser.set_defaults(action=None)
    listing = actions.add_parser("list", help="list them, the latest first")
    listing.add_argument("--status", type=one_of(WordStatus), metavar="STATUS", help=", ".join(WordStatus))
    add_json(listing)
    listing.set_defaults(action=_list)
    looking = actions.add_parser("looked-up", help="list what you looked up while reading, the latest first")
    add_json(looking)
    looking.set_defaults(action=_looked_up)
    for status in WordStatus:
        marking = actions.add_parser(status, help=_MARKING[status])
        marking.add_argument("words", nargs="*", metavar="WORD", help="Chinese in either script, or Latin")
        marking.add_argument("--hsk", type=_levels, metavar="LEVELS", help="all words of HSK levels: 3, 1-3; 7 is 7–9")
        add_word_list(marking)
        marking.set_defaults(action=_mark, status=status)
    forgetting = actions.add_parser("forget", help="make words unknown again")
    forgetting.add_argument("words", nargs="+", metavar="WORD")
    forgetting.set_defaults(action=_forget)
    exporting = actions.add_parser("export", help="write them as word, tab, status, tab, time")
    exporting.add_argument("-o", "--output", default=output.STDOUT, metavar="FILE", help="a file, or - (default)")
    exporting.add_argument("--sentences", action="store_true", help="with the sentences they were met in, and where")
    exporting.set_defaults(action=_export)
    importing = actions.add_parser("import", help="read such a list, or one word a line")
    importing.add_argument("file", metavar="FILE", help="a list; - for standard input")
    importing.add_argument(
        "--as",
        dest="status",
        type=one_of(WordStatus),
        default=WordStatus.KNOWN,
        metavar="STATUS",
        help="for words that have no status in the list; default known",
    )
    importing.set_defaults(action=_import)


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    if arguments.action is None:
        raise UsageError(
            translate("no action is named; say list, looked-up, known, learning, ignored, forget, export or import")
        )
    if getattr(arguments, "words", None) == [] and not arguments.hsk:
        raise UsageError(
            translate(
                "no words are named; name some, or HSK levels: 'reader words {status} --hsk 1-3'",
                status=arguments.status,
            )
        )
    with opened_library() as library:
        kept = library if arguments.action is _looked_up else library.words
        code: int = arguments.action(arguments, kept)
    return code


def known_words() -> Callable[[str], bool]:
    """Whether the person knows a word, or wants to hear nothing of it. Raises LibraryError."""
    with opened_library() as library:
        words = library.words
        known = {name for name, status in words.statuses().items() if status is not WordStatus.LEARNING}
    return lambda word: words.name_of(word) in known


def _list(arguments: argparse.Namespace, words: "Words") -> int:
    found = words.all(arguments.status)
    if arguments.json:
        import json

        met: dict[str, list[str]] = {}
        for meeting in words.meetings():
            met.setdefault(meeting.word, []).append(meeting.sentence)
        plain = [
            {"word": each.name, "status": each.status, "changed": each.changed, "sentences": met.get(each.name, [])}
            for each in found
        ]
        output.emit(json.dumps(plain, ensure_ascii=False, indent=2))
    elif found:
        output.emit("\n".join(f"{each.name}\t{each.status}" for each in found))
    else:
        output.tell(translate("no words yet; 'reader words known 模型' marks one, and w does while reading"))
    return 0


def _looked_up(arguments: argparse.Namespace, library: "Library") -> int:
    found, titles = library.history.words(), library.words.titles()
    if arguments.json:
        import json

        plain = [
            {"word": each.query, "times": each.times, "last": each.at, "document": each.document} for each in found
        ]
        output.emit(json.dumps(plain, ensure_ascii=False, indent=2))
    elif found:
        output.emit("\n".join(f"{each.query}\t{each.times}\t{titles.get(each.document, '')}" for each in found))
    else:
        output.tell(translate("nothing was looked up yet; enter on a word of a page does"))
    return 0


def _mark(arguments: argparse.Namespace, words: "Words") -> int:
    named = (*arguments.words, *_of_levels(arguments))
    changed = words.put(named, arguments.status)
    output.tell(f"{_count(changed)} now {arguments.status}" + _unchanged(len(set(map(words.name_of, named))) - changed))
    return 0


def _of_levels(arguments: argparse.Namespace) -> Sequence[str]:
    if not arguments.hsk:
        return ()
    from reader.lexicon.levels import Levels

    lowest, highest = arguments.hsk
    return Levels(str, arguments.list).words(highest, lowest)


def _forget(arguments: argparse.Namespace, words: "Words") -> int:
    forgotten = words.forget(arguments.words)
    if not forgotten:
        raise LibraryError(
            translate(
                "{words} is not among your words; 'reader words list' shows them", words=", ".join(arguments.words)
            )
        )
    output.tell(f"{_count(forgotten)} forgotten")
    return 0


def _export(arguments: argparse.Namespace, words: "Words") -> int:
    from reader.library.exchange import as_lines, with_sentences
    from reader.sources import write_atomically

    lines = (
        with_sentences(words.all(), words.meetings(), words.titles()) if arguments.sentences else as_lines(words.all())
    )
    text = "".join(f"{line}\n" for line in lines)
    if arguments.output == output.STDOUT:
        output.emit(text, end="")
    else:
        write_atomically(Path(arguments.output), text)
    return 0


def _import(arguments: argparse.Namespace, words: "Words") -> int:
    from reader.decode import decode
    from reader.library.exchange import from_lines
    from reader.library.store import now
    from reader.sources import read_source

    page = decode(read_source(arguments.file))
    rows = tuple(from_lines(page.name, page.text.splitlines(), arguments.status, now()))
    changed = words.put_all(rows)
    output.tell(f"{_count(changed)} marked" + _unchanged(len({words.name_of(name) for name, *_ in rows}) - changed))
    return 0


def _levels(value: str) -> tuple[int, int]:
    lowest, _, highest = value.partition("-")
    levels = [int(part) if part.isdecimal() else 0 for part in (lowest, highest or lowest)]
    if not 1 <= levels[0] <= levels[1] <= 7:
        raise argparse.ArgumentTypeError(
            translate("{value!r} are no HSK levels; give one such as 3, or a range such as 1-3", value=value)
        )
    return levels[0], levels[1]


def _unchanged(number: int) -> str:
    return f"; {_count(number)} already" if number else ""


def _count(number: int) -> str:
    return f"{number} word is" if number == 1 else f"{number} words are"
