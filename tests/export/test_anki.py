"""Anki packages, opened by Anki's own library where it is installed."""

import html
import io
import re
import sqlite3
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.anki import FIELDS, MODEL, field, write
from reader.export.exporter import Options
from reader.lexicon.glossary import Glossary
from reader.model.document import Document
from reader.model.ports import Sense
from tests.export.documents import HOSTILE, UNSAFE_ONES, documents
from tests.export.test_vocabulary import FIRST, page

SENSES = {"模型": Sense("mó xíng", "model <b>"), "幻觉": Sense("huàn jué", "illusion")}


def package(path: Path, *pages: Document, options: Options = Options(sense=SENSES.get)) -> Path:  # noqa: B008 - frozen
    with path.open("wb") as file:
        write(pages, file, options)
    return path


def notes(path: Path) -> list[tuple[str, list[str], str]]:
    """GUID, fields and tags of every note, read without Anki."""
    with zipfile.ZipFile(path) as archive:
        archive.extract("collection.anki2", path.parent)
    connection = sqlite3.connect(path.parent / "collection.anki2")
    rows = connection.execute("SELECT guid, flds, tags FROM notes").fetchall()
    connection.close()
    return [(guid, fields.split("\x1f"), tags.strip()) for guid, fields, tags in rows]


def plain(value: str) -> str:
    """What Anki shows of a field."""
    return html.unescape(re.sub("<[^>]*>", "", value.replace("<br>", "\n")))


texts = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=UNSAFE_ONES)) | st.sampled_from(
    [text for text in HOSTILE if "\t" not in text]
)


@given(texts)
def test_a_field_shows_any_text_and_runs_none(text: str) -> None:
    value = field(text)
    assert plain(value) == text
    assert not re.search(r"\[sound:|\[latex\]|\[\$|\\\(|\\\[", value)
    assert set(re.findall("<[^>]*>", value)) <= {"<br>", "<span>", "</span>"}


def test_cards_of_terms_and_of_words_that_a_dictionary_knows(tmp_path: Path, glossary: Glossary) -> None:
    options = Options(sense=SENSES.get, entry=glossary.entry)
    made = notes(package(tmp_path / "a.apkg", FIRST, options=options))
    assert [fields[0] for _, fields, _ in made] == ["Hallucination", "模型"]
    term, word = (dict(zip(FIELDS, fields, strict=True)) for _, fields, _ in made)
    assert term["Sentence"] == "模型的<b>幻觉</b>很多！"
    assert term["Reading"] == "huàn jué"
    entry = glossary.entry("Hallucination")
    assert entry
    assert (plain(term["English"]), plain(term["Definition"])) == (entry.en, entry.zh)
    assert (word["Reading"], word["English"]) == ("mó xíng", "model &lt;b&gt;")
    assert [tags for _, _, tags in made] == ["reader::term", "reader::word"]


def test_a_note_is_the_same_note_in_every_package(tmp_path: Path) -> None:
    first = notes(package(tmp_path / "a.apkg", FIRST))
    again = notes(package(tmp_path / "b.apkg", page("别的。"), FIRST))
    assert [guid for guid, _, _ in first] == [guid for guid, _, _ in again]


@given(documents())
def test_any_page_comes_back_from_a_package(document: Document) -> None:
    held = io.BytesIO()
    write([document], held, Options())
    fields = [row[0].split("\x1f") for row in _rows(zipfile.ZipFile(held).read("collection.anki2"))]
    met = {note.headword: (block.text.current, note) for block in reversed(document.blocks)
           for note in reversed(block.notes)}  # fmt: skip
    assert {plain(each[0]) for each in fields} == set(met)
    for each in fields:
        text, note = met[plain(each[0])]
        before, _, rest = each[6].partition("<b>")
        word, _, after = rest.partition("</b>")
        assert plain(word) == text[note.start : note.end]
        assert plain(before) + plain(word) + plain(after) in text


def _rows(database: bytes) -> list[tuple[str]]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    rows: list[tuple[str]] = connection.execute("SELECT flds FROM notes").fetchall()
    connection.close()
    return rows


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    write([FIRST], io.BytesIO(), Options())
    assert not list(tmp_path.iterdir())


class Collection:
    """A collection of Anki's own."""

    def __init__(self, path: Path) -> None:
        self.opened = pytest.importorskip("anki.collection", reason="Anki's library is not installed")
        self.collection: Any = self.opened.Collection(str(path))

    def take(self, path: Path) -> Any:
        pb = pytest.importorskip("anki.import_export_pb2")
        options = pb.ImportAnkiPackageOptions(update_notes=pb.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER)
        request = pb.ImportAnkiPackageRequest(package_path=str(path), options=options)
        return self.collection.import_anki_package(request).log

    def fields(self) -> dict[str, dict[str, str]]:
        ids = self.collection.find_notes("")
        found = [dict(self.collection.get_note(each).items()) for each in ids]
        return {each["Word"]: each for each in found}


def test_anki_itself_reads_a_package_and_a_second_one_updates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, glossary: Glossary
) -> None:
    collection = Collection(tmp_path / "collection.anki2")
    options = Options(sense=SENSES.get, entry=glossary.entry)
    log = collection.take(package(tmp_path / "a.apkg", FIRST, options=options))
    assert len(log.new) == 2
    first = collection.fields()
    assert list(first["Hallucination"]) == list(FIELDS)
    assert first["Hallucination"]["Sentence"] == "模型的<b>幻觉</b>很多！"
    assert collection.collection.models.by_name("Reader")["id"] == MODEL
    (card,) = collection.collection.find_cards("Word:模型")
    answer = collection.collection.get_card(card).render_output().answer_and_style()
    assert "mó xíng" in answer
    assert "model &lt;b&gt;" in answer
    later = time.time() + 60
    monkeypatch.setattr(time, "time", lambda: later)
    changed = Options(sense={"模型": Sense("mó xíng", "pattern")}.get, entry=glossary.entry)
    log = collection.take(package(tmp_path / "b.apkg", FIRST, options=changed))
    assert (len(log.new), len(log.updated)) == (0, 2)
    second = collection.fields()
    assert second["模型"]["English"] == "pattern"
    assert [deck.name for deck in collection.collection.decks.all_names_and_ids()].count("Reader") == 1
    assert len(second) == len(collection.collection.find_cards("")) == 2
    collection.collection.close()


def test_anki_shows_hostile_text_and_runs_none(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "collection.anki2")
    senses = {"模型": Sense("", " ".join(HOSTILE), "[sound:x.mp3][latex]x[/latex]")}
    collection.take(package(tmp_path / "a.apkg", FIRST, options=Options(sense=senses.get)))
    (card,) = collection.collection.find_cards("Word:模型")
    rendered = collection.collection.get_card(card).render_output()
    assert not rendered.answer_av_tags
    assert "<script" not in rendered.answer_text
    assert "<img" not in rendered.answer_text
    assert " ".join(plain(rendered.answer_text).split()).count(" ".join(" ".join(HOSTILE).split())) == 1
    collection.collection.close()
