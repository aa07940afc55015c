"""Write a text in pinyin, or beside its words."""

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import add_json, one_of
from reader.localization import translate as _
from reader.model.choices import PinyinStyle

if TYPE_CHECKING:
    from reader.lexicon.pinyin import Syllable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader pinyin``."""
    parser.add_argument("source", nargs="?", default=output.STDIN, help="a text; standard input if left out")
    parser.add_argument(
        "--style",
        type=one_of(PinyinStyle),
        default=PinyinStyle.MARKS,
        metavar="STYLE",
        help="marks (default: háng), numbers (hang2) or bopomofo (ㄏㄤˊ)",
    )
    parser.add_argument("--beside", action="store_true", help="keep the text, each word's pinyin in brackets after it")
    parser.add_argument("--sandhi", action="store_true", help="the tones of 一 and 不 as they are spoken")
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Text in, pinyin out, line by line; ``--json`` gives one list of syllables with their offsets a line."""
    from reader.decode import decode_lines
    from reader.sources import read_stream

    if arguments.source == output.STDIN and sys.stdin is not None and sys.stdin.isatty():
        output.tell(_("reading from the keyboard; end with Ctrl-D"))
    head, rest = decode_lines(arguments.source, *read_stream(arguments.source))
    written = _writer(arguments)
    for lines in (head, rest):
        for line in lines:
            text = line.removesuffix("\n")
            if text or line:
                output.emit(written(text), end=line[len(text) :])
    return 0


def _writer(arguments: argparse.Namespace) -> Callable[[str], str]:
    from reader.face import load_pinyin
    from reader.lexicon.pinyin_sandhi import spoken
    from reader.lexicon.pinyin_styles import writer
    from reader.lexicon.pinyin_text import beside, in_pinyin

    reading, write = load_pinyin(), writer(arguments.style)

    def written(line: str) -> str:
        syllables = reading.read(line)
        if arguments.sandhi:
            syllables = spoken(line, syllables)
        if arguments.json:
            return _as_json(line, syllables, write)
        return (beside if arguments.beside else in_pinyin)(line, syllables, write)

    return written


def _as_json(line: str, syllables: "tuple[Syllable, ...]", write: Callable[[str], str]) -> str:
    import json

    return json.dumps({"text": line, "syllables": list(_plain(syllables, write))}, ensure_ascii=False)


def _plain(syllables: "tuple[Syllable, ...]", write: Callable[[str], str]) -> Iterator[dict[str, object]]:
    for each in syllables:
        yield {"start": each.start, "end": each.end, "reading": write(each.text), "joined": each.joined}
