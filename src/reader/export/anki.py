"""Anki packages: a card a term and word; the home of genanki.

A note's identity is made from its name alone, so that a second import updates the first: Anki takes over a note whose
time is newer. That time is the present one: packages, unlike books, differ from one moment to the next.
"""

import html
import itertools
import re
import sqlite3
import time
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from reader.export.exporter import Options
from reader.export.vocabulary import Item, collect
from reader.model.choices import Vocabulary
from reader.model.document import Document
from reader.model.escape import printable

MODEL, DECK = 1_608_392_319_417, 2_059_400_110_523  # drawn once; Anki knows note type and deck by them for ever

FIELDS = ("Word", "Expansion", "Chinese", "Reading", "English", "Definition", "Sentence", "Source")

_ABOUT = "Words and terms of pages read with Reader. What words mean is told by CC-CEDICT (CC BY-SA 4.0)."
_FRONT = '<div class="word">{{Word}}</div>\n<div class="sentence">{{Sentence}}</div>'
_BACK = (
    '<div class="word">{{Word}}</div>\n<div class="reading">{{Reading}}</div>\n'
    '<div class="names">{{Expansion}} {{Chinese}}</div>\n'
    '<hr id="answer">\n<div lang="zh">{{Definition}}</div>\n<div lang="en">{{English}}</div>\n'
    '<div class="sentence">{{Sentence}}</div>\n<div class="source">{{Source}}</div>'
)
_STYLE = """.card { font-family: sans-serif; font-size: 20px; line-height: 1.6; text-align: center; }
.word { font-size: 1.8em; }
.reading, .source { font-size: 0.8em; opacity: 0.7; }
.sentence { margin: 1em 0; }"""

#: Anki plays [sound:…], has [latex] typeset and reads \\( as mathematics wherever they stand in a field.
_MATHEMATICS = re.compile(r"\\(?=[(\[)\]])")


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter. Words that no dictionary knows make no card: its back would be empty."""
    import genanki

    deck = genanki.Deck(DECK, "Reader", _ABOUT)
    for item in collect(documents, options):
        if item.kind is Vocabulary.TERMS or item.en or item.zh:
            deck.add_note(_note(item))
    _write_package(genanki.Package(deck), file, time.time())


def field(text: str) -> str:
    r"""Text for a field, which is HTML that Anki also searches for commands of its own.

    >>> field("<b> [sound:x] \\(x\\)")
    '&lt;b&gt; &#91;sound:x] <span>\\</span>(x<span>\\</span>)'
    """
    escaped = html.escape(printable(text), quote=False).replace("[", "&#91;").replace("\n", "<br>")
    return _MATHEMATICS.sub(r"<span>\\</span>", escaped.replace("\\&#91;", "<span>\\</span>&#91;"))


def _note(item: Item) -> Any:
    import genanki

    sentence = item.sentence
    before, word, after = sentence[: item.start], sentence[item.start : item.end], sentence[item.end :]
    fields = [
        *map(field, (item.name, item.expansion, "、".join(item.chinese), item.reading, item.en, item.zh)),
        f"{field(before)}<b>{field(word)}</b>{field(after)}",
        field(" · ".join(part for part in (item.page, item.source) if part)),
    ]
    kind = "term" if item.kind is Vocabulary.TERMS else "word"
    return genanki.Note(_model(), fields, guid=genanki.guid_for("reader", kind, item.name), tags=[f"reader::{kind}"])


@cache
def _model() -> Any:
    import genanki

    templates = [{"name": "Recognise", "qfmt": _FRONT, "afmt": _BACK}]
    return genanki.Model(MODEL, "Reader", fields=[{"name": name} for name in FIELDS], templates=templates, css=_STYLE)


def _write_package(package: Any, file: BinaryIO, now: float) -> None:
    """What `genanki.Package.write_to_file` does, without leaving its database behind in the system's folder."""
    with TemporaryDirectory(prefix="reader-") as folder:
        path = Path(folder) / "collection.anki2"
        connection = sqlite3.connect(path)
        try:
            package.write_to_db(connection.cursor(), now, itertools.count(int(now * 1000)))
            connection.commit()
        finally:
            connection.close()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "collection.anki2")
            archive.writestr("media", "{}")
