"""Everything goes out as one file and comes back; two libraries are joined."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import store
from reader.library.anchors import Places
from reader.library.archive import Merged
from reader.library.library import Library
from reader.model.choices import WordStatus
from reader.model.choosing import Choice
from reader.model.document import Block, Document, Kind, Metadata, Origin, Source
from reader.model.errors import LibraryError
from reader.model.text import Text
from reader.repair.script import fold_script

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ACTIONS = (
    "open",
    "leave",
    "mark",
    "bookmark",
    "highlight",
    "note",
    "word",
    "meet",
    "forget",
    "look",
    "cut",
    "choose",
    "undo",
)


def opened(folder: Path, name: str) -> Library:
    return Library(folder / name / "library.sqlite", fold_script, pytest.fail)


def exported(library: Library) -> bytes:
    file = BytesIO()
    library.export(file)
    return file.getvalue()


def rows(archive: bytes) -> set[str]:
    """What an archive says, whatever the order of its lines."""
    with zipfile.ZipFile(BytesIO(archive)) as file:
        pages = {f"{name}: {file.read(name)!r}" for name in file.namelist() if name.startswith("pages/")}
        return pages | set(file.read("library.jsonl").decode().splitlines())


def take_in(library: Library, archive: bytes, **options: bool) -> Merged:
    return library.take_in("archive", BytesIO(archive), **options)


def page(number: int) -> tuple[Source, Document]:
    text = f"第{number}篇说的是大型语言模型的训练数据，以及它们从哪里来。"
    document = Document(Text.of(f"题{number}"), Metadata(), (Block(Kind.PARAGRAPH, Origin(1), Text.of(text)),))
    return Source(f"page {number}", text.encode()), document


def do(library: Library, action: str, number: int, text: str) -> None:  # noqa: C901 - a row for each action
    """One thing that a person does."""
    source, document = page(number)
    at = library.documents.open(source, document).number
    places = Places(document)
    start, end = places.anchor(0, 1), places.anchor(0, 4)
    match action:
        case "leave":
            library.documents.leave(at, start, number / 10)
        case "mark":
            library.marks.set(at, "a", start, text)
        case "bookmark":
            library.marks.set(at, "", end, text)
        case "highlight":
            library.highlights.add(at, start, end, "yellow", text)
        case "note":
            library.notes.add(at, f"{text}.", start)
        case "word":
            library.words.put([f"{text}词"], WordStatus.KNOWN)
        case "meet":
            library.words.meet("训练", text, at, start)
        case "forget":
            library.words.forget([f"{text}词"])
        case "look":
            library.history.looked_up(text, at)
        case "cut":
            library.documents.cut(at, ["训练", "数据"])
        case "choose":
            library.documents.decide(at, Choice(Origin(1), text, keep=False))
        case "undo":
            library.documents.uncut(at, "训练数据")
            library.documents.undecide(at, Choice(Origin(1), text, keep=False))


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 3), TEXTS), max_size=8))
def test_what_goes_out_comes_back(actions: list[tuple[str, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        one, other = opened(Path(folder), "one"), opened(Path(folder), "other")
        for action in actions:
            do(one, *action)
        archive = exported(one)
        take_in(other, archive)
        assert rows(exported(other)) == rows(archive)
        again = take_in(other, archive)
        assert not again.added
        assert not again.changed
        assert again.conflicts == ()
        one.close()
        other.close()


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Library, Library]:
    """Two libraries with a clock that ticks once for each question."""
    clock = iter(range(1_000_000, 2_000_000))
    for room in ("documents", "marks", "words", "history"):
        monkeypatch.setattr(f"reader.library.{room}.now", lambda: next(clock))
    assert store.now() > 2_000_000
    return opened(tmp_path, "one"), opened(tmp_path, "other")


def test_two_libraries_become_one_and_the_newest_wins(two: tuple[Library, Library]) -> None:
    one, other = two
    source, document = page(0)
    at, there = (library.documents.open(source, document).number for library in two)
    note = one.notes.add(at, "first words")
    one.words.put(["训练", "推理"], WordStatus.KNOWN)
    take_in(other, exported(one))
    one.notes.write(note.uid, "older words")
    other.notes.write(note.uid, "newer words")
    other.words.put(["训练"], WordStatus.LEARNING)
    other.notes.add(there, "another")
    merged = take_in(one, exported(other))
    assert {each.body for each in one.notes.all(at)} == {"newer words", "another"}
    assert one.words.statuses() == {"训练": "learning", "推理": "known"}
    assert len(merged.conflicts) == 2
    assert "the archive had the newer one" in merged.conflicts[0]
    merged = take_in(other, exported(one))
    assert rows(exported(one)) == rows(exported(other))
    assert len(one.documents.all()) == 1


def test_of_two_marks_with_a_letter_none_is_lost(two: tuple[Library, Library]) -> None:
    one, other = two
    source, document = page(0)
    at, there = (library.documents.open(source, document).number for library in two)
    places = Places(document)
    one.marks.set(at, "a", places.anchor(0, 1), "one")
    other.marks.set(there, "a", places.anchor(0, 2), "two")
    merged = take_in(one, exported(other))
    assert {(mark.name, mark.quote) for mark in one.marks.all(at)} == {("a", "two"), ("", "one")}
    assert merged.conflicts == ("mark 'two': the archive had the newer one",)
    take_in(other, exported(one))
    assert {(mark.name, mark.quote) for mark in other.marks.all(there)} == {("a", "two"), ("", "one")}


def test_what_was_removed_stays_away_unless_it_is_asked_for(two: tuple[Library, Library]) -> None:
    one, other = two
    source, document = page(0)
    at = one.documents.open(source, document).number
    note = one.notes.add(at, "note")
    one.words.put(["训练"], WordStatus.KNOWN)
    before = exported(one)
    take_in(other, before)
    one.notes.remove(note.uid)
    one.words.forget(["训练"])
    assert take_in(one, before).kept_away == 2
    assert one.notes.all(at) == ()
    take_in(other, exported(one))
    assert other.notes.all(other.documents.all()[0].number) == ()
    assert other.words.all() == ()
    one.documents.remove(at)
    assert take_in(one, before).kept_away
    assert one.documents.all() == ()
    take_in(one, before, restore=True)
    [record] = one.documents.all()
    assert [each.body for each in one.notes.all(record.number)] == ["note"]
    assert one.documents.page(record.number) == source
    assert one.words.statuses() == {"训练": "known"}


def test_what_was_taken_back_stays_so_unless_it_is_asked_for(two: tuple[Library, Library]) -> None:
    one, other = two
    at = one.documents.open(*page(0)).number
    out = Choice(Origin(1), "text", keep=False)
    one.documents.decide(at, out)
    one.documents.cut(at, ["训练", "数据"])
    before = exported(one)
    take_in(other, before)
    there = other.documents.all()[0].number
    one.documents.undecide(at, out)
    one.documents.uncut(at, "训练数据")
    merged = take_in(one, before)
    assert (merged.kept_away, merged.conflicts) == (2, ())
    assert (one.documents.choices(at), one.documents.cuts(at)) == ((), ())
    take_in(other, exported(one))
    assert (other.documents.choices(there), other.documents.cuts(there)) == ((), ()), "it is taken back there, too"
    one.documents.decide(at, out._replace(keep=True))
    assert one.documents.choices(at) == (out._replace(keep=True),)
    one.documents.undecide(at, out)
    take_in(one, before, restore=True)
    assert (one.documents.choices(at), one.documents.cuts(at)) == ((out,), (("训练", "数据"),))


def test_an_archive_of_an_older_reader_is_taken_in(tmp_path: Path) -> None:
    library = opened(tmp_path, "one")
    choice = {"row": "choice", "document": "0" * 32, "line": 1, "path": '""', "text": '"a"', "keep": 0, "changed": 1}
    take_in(library, made(DOCUMENT, choice))
    [record] = library.documents.all()
    assert not record.forced
    assert library.documents.choices(record.number) == (Choice(Origin(1), "a", keep=False),)
    library.close()


def made(*lines: object, head: object = None) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        head = head or {"format": "reader-library", "version": 1}
        archive.writestr("library.jsonl", "\n".join(json.dumps(line) for line in (head, *lines)))
    return file.getvalue()


DOCUMENT: dict[str, Any] = {
    "row": "document", "key": "0" * 32, "article": "", "prints": "", "title": "t", "author": "", "site": "", "date": "",
    "language": "", "length": 1, "place": None, "read": 0, "first": 1, "last": 1, "changed": 1,
}  # fmt: skip
PAGE: dict[str, Any] = {
    "row": "page", "document": "0" * 32, "hash": "0" * 32, "name": "", "address": "", "met": 1, "kept": 1,
}  # fmt: skip
MARK = {"row": "mark", "document": "0" * 32, "uid": "1" * 16, "name": "", "quote": "", "changed": 1}


@pytest.mark.parametrize(
    ("archive", "sentence"),
    [
        (b"nonsense", "is no library that Reader exported"),
        (b"", "is no library that Reader exported"),
        (made(head={"format": "other"}), "is no library that Reader exported; 'reader library export' makes one"),
        (made(head={"format": "reader-library", "version": 2}), "exported by a newer Reader; update"),
        (made([]), "library.jsonl:2: this is no row"),
        (made(DOCUMENT | {"read": 7}), "library.jsonl:2: this is no document"),
        (made(DOCUMENT | {"title": None}), "library.jsonl:2: this is no document"),
        (made(DOCUMENT | {"title": ["a"]}), "library.jsonl:2: this is no document"),
        (made(DOCUMENT | {"last": 1 << 80}), "library.jsonl:2: this is no document"),
        (made(DOCUMENT, PAGE | {"hash": "../../../etc/passwd"}), "library.jsonl:3: this is no page"),
        (made(DOCUMENT, MARK | {"place": [1, 2]}), "library.jsonl:3: this is no mark"),
        (made({"row": "word", "name": "a", "status": "nonsense", "changed": 1}), "library.jsonl:2: this is no word"),
    ],
)
def test_a_bad_archive_changes_nothing(tmp_path: Path, archive: bytes, sentence: str) -> None:
    library = opened(tmp_path, "one")
    with pytest.raises(LibraryError, match=sentence):
        take_in(library, archive)
    assert library.documents.all() == ()
    library.close()


def test_what_a_newer_reader_added_is_passed_over(tmp_path: Path) -> None:
    library = opened(tmp_path, "one")
    take_in(library, made(DOCUMENT | {"mood": "good"}, {"row": "dream", "text": "?"}, DOCUMENT | {"title": "a\x1b[2J"}))
    assert [record.title for record in library.documents.all()] == ["t"]
    library.close()
