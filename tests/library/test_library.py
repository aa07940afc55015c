"""What is remembered of documents, and of the person in them."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.anchors import Places
from reader.library.annotated import annotated
from reader.library.library import Library
from reader.model.choices import Cleaning, WordStatus
from reader.model.choosing import Choice, overrule
from reader.model.document import Document, Source
from reader.model.errors import LibraryError
from reader.pipeline import Pipeline
from reader.repair.script import fold_script
from tests.support import ROOT

PARAGRAPHS = [
    f"第{number}段说的是大型语言模型的训练数据，以及它们从哪里来、怎样清洗、怎样去重。" for number in range(8)
]


def silent(sentence: str) -> None:
    raise AssertionError(sentence)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library.sqlite", fold_script, silent)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def stages() -> Pipeline:
    return Pipeline(())


def html(paragraphs: list[str], around: str = "", title: str = "训练数据") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><title>{title}</title><body>{around}<article><h1>{title}</h1>{text}</article></body></html>".encode()


def source(paragraphs: list[str], name: str = "page.html", address: str = "", around: str = "") -> Source:
    return Source(name, html(paragraphs, around), address)


def opened(library: Library, stages: Pipeline, page: Source) -> tuple[int, Document]:
    document = stages.open(page)
    return library.documents.open(page, document).number, document


def test_a_page_is_one_document_wherever_it_comes_from(library: Library, stages: Pipeline, tmp_path: Path) -> None:
    text = html(PARAGRAPHS).decode()
    file = tmp_path / "page.html"
    file.write_bytes(text.encode("gb18030"))
    pages = [
        Source(str(file), text.encode("gb18030")),
        Source("-", text.encode()),
        Source("https://example.org/a", text.replace("\n", "\r\n").encode("utf-8-sig"), "https://example.org/a"),
        Source("-", text.replace("<body>", "<body><nav><a href=/>首页</a> <a href=/b>新闻</a></nav>").encode()),
    ]
    numbers = {opened(library, stages, page)[0] for page in pages}
    assert len(numbers) == 1
    [record] = library.documents.all()
    assert (record.title, record.language, record.kept) == ("训练数据", "zh-Hans", True)
    assert library.documents.page(record.number) == pages[-1]
    assert len(library.history.openings()) == 4


def test_a_page_that_was_written_on_is_the_same_document_at_its_address(library: Library, stages: Pipeline) -> None:
    address = "https://example.org/a"
    number, _ = opened(library, stages, source(PARAGRAPHS, address, address))
    more = ["新的一段说的是后来补充的内容。", *PARAGRAPHS[1:]]
    assert opened(library, stages, source(more, address, address))[0] == number
    assert opened(library, stages, source(more, "-"))[0] == number, "its article is known by now"
    another = [f"今天的第{place}条新闻与数据无关，讲的是天气、交通和别的事情，大家看看就好。" for place in range(8)]
    assert opened(library, stages, source(another, address, address))[0] != number
    assert opened(library, stages, source([*PARAGRAPHS, "别处的一段。"], "-"))[0] not in (number, number + 1)


def test_the_place_is_remembered_and_what_was_read(library: Library, stages: Pipeline) -> None:
    number, document = opened(library, stages, source(PARAGRAPHS))
    assert library.documents.get(number).anchor is None
    anchor = Places(document).anchor(3, 5)
    library.documents.leave(number, anchor, 0.5)
    library.documents.leave(number, anchor, 0.25)
    record = library.documents.get(number)
    assert (record.anchor, record.read) == (anchor, 0.5)
    later = stages.open(source(["一段新的开头，放在所有段落的前面。", *PARAGRAPHS]))
    found = Places(later).find(anchor)
    assert found is not None
    assert later.blocks[found.block].text == document.blocks[3].text


def test_marks_move_with_their_letter(library: Library, stages: Pipeline) -> None:
    number, document = opened(library, stages, source(PARAGRAPHS))
    places = Places(document)
    library.marks.set(number, "a", places.anchor(0, 0), "第0段")
    moved = library.marks.set(number, "a", places.anchor(1, 0), "第1段")
    first, second = (library.marks.set(number, "", places.anchor(2, at)) for at in (0, 1))
    assert library.marks.all(number) == (moved, first, second)
    assert library.marks.get(number, "a") == moved
    assert library.marks.remove(first.uid)
    assert not library.marks.remove(first.uid)
    assert library.marks.all(number) == (moved, second)
    for wrong in ("A", "ab", "1", "é"):
        with pytest.raises(LibraryError, match="give a letter from a to z"):
            library.marks.set(number, wrong, places.anchor(0, 0))


def test_highlights_and_notes(library: Library, stages: Pipeline) -> None:
    number, document = opened(library, stages, source(PARAGRAPHS))
    places = Places(document)
    start, end = places.anchor(1, 2), places.anchor(1, 6)
    highlight = library.highlights.add(number, start, end, "yellow", "段说的是")
    assert library.highlights.colour(highlight.uid, "green")
    assert [each.colour for each in library.highlights.all(number)] == ["green"]
    notes = [
        library.notes.add(number, "范围\n两行", start, end, "段说的是"),
        library.notes.add(number, "on the block", start),
        library.notes.add(number, "on the whole"),
    ]
    assert library.notes.all(number) == tuple(notes)
    assert library.notes.write(notes[1].uid, "other words\x1b[2J")
    assert library.notes.all(number)[1].body == "other words [2J"
    with pytest.raises(LibraryError, match="the note is empty; "):
        library.notes.add(number, " \n")
    assert library.notes.remove(notes[0].uid)
    assert not library.notes.write(notes[0].uid, "late")
    assert library.highlights.remove(highlight.uid)


def test_choices_are_kept_and_taken_back(library: Library, stages: Pipeline) -> None:
    number, document = opened(library, stages, source(PARAGRAPHS))
    block = replace(document.blocks[2])
    out = Choice.of(block, keep=False)
    library.documents.decide(number, out)
    assert library.documents.choices(number) == (out,)
    assert len(overrule(document, library.documents.choices(number)).blocks) == len(document.blocks) - 1
    library.documents.decide(number, out._replace(keep=True))
    assert library.documents.choices(number) == (out._replace(keep=True),)
    library.documents.undecide(number, out)
    assert library.documents.choices(number) == ()
    strange = out._replace(text="a\ud800\x00\n\x1b")
    library.documents.decide(number, strange)
    assert library.documents.choices(number) == (strange,)


def test_words_are_merged_and_split(library: Library, stages: Pipeline) -> None:
    number, _ = opened(library, stages, source(PARAGRAPHS))
    library.documents.cut(number, ["大型", "语言模型"])
    library.documents.cut(number, ["大型语言模型"])
    library.documents.cut(number, ["训练", "数据"])
    assert library.documents.cuts(number) == (("大型语言模型",), ("训练", "数据"))
    library.documents.uncut(number, "训练数据")
    assert library.documents.cuts(number) == (("大型语言模型",),)


def test_words_remember_the_sentence_they_were_met_in(library: Library, stages: Pipeline) -> None:
    number, document = opened(library, stages, source(PARAGRAPHS))
    anchor = Places(document).anchor(0, 3)
    library.words.put(["訓練"], WordStatus.LEARNING)
    library.words.meet("訓練", PARAGRAPHS[0], number, anchor)
    library.words.meet("训练", PARAGRAPHS[0], number, anchor)
    library.words.meet("别的", "一句话。")
    [meeting] = library.words.meetings("訓練")
    assert meeting[:4] == ("训练", PARAGRAPHS[0], number, anchor)
    assert len(library.words.meetings()) == 2
    library.words.forget(["训练"])
    assert [each.word for each in library.words.meetings()] == ["别的"]


def test_look_ups_are_remembered(library: Library, stages: Pipeline) -> None:
    number, document = opened(library, stages, source(PARAGRAPHS))
    anchor = Places(document).anchor(0, 3)
    library.history.looked_up("訓練", number, PARAGRAPHS[0], anchor)
    library.history.looked_up("MoE", number)
    library.history.looked_up("数据")
    library.history.looked_up("训练")
    for no_word in ("", "，。", "12", "\x1b[2"):
        library.history.looked_up(no_word, number)
    assert [each[:2] + each[3:] for each in library.history.words()] == [
        ("训练", 2, 0),
        ("数据", 1, 0),
        ("MoE", 1, number),
    ]
    assert [meeting[:4] for meeting in library.words.meetings()] == [("训练", PARAGRAPHS[0], number, anchor)]
    assert library.words.all() == (), "a word that was looked up is not known, nor learned"


def test_a_page_that_was_forced_is_known_as_such(library: Library) -> None:
    page = Source("page.html", b"<p>short</p>")
    document = Pipeline(()).open(page, Cleaning(force=True))
    assert not library.documents.was_forced(page)
    number = library.documents.open(page, document, forced=True).number
    assert library.documents.get(number).forced
    assert library.documents.was_forced(Source("elsewhere", page.data))
    assert not library.documents.was_forced(source(PARAGRAPHS))
    assert not library.documents.open(page, document).forced, "the last word counts"


def test_what_is_removed_is_gone(library: Library, stages: Pipeline) -> None:
    number, document = opened(library, stages, source(PARAGRAPHS))
    places = Places(document)
    library.notes.add(number, "note")
    library.marks.set(number, "a", places.anchor(0, 0))
    library.words.meet("训练", "一句", number, places.anchor(0, 0))
    library.documents.remove(number)
    assert library.documents.all() == ()
    assert library.notes.all(number) == ()
    assert library.marks.all(number) == ()
    assert library.words.meetings()[0].document == 0
    with pytest.raises(LibraryError, match=f"there is no document {number} in the library; "):
        library.documents.get(number)
    assert opened(library, stages, source(PARAGRAPHS))[0] != number, "a number is given once"


def test_pages_are_kept_up_to_a_size(tmp_path: Path, stages: Pipeline) -> None:
    none = Library(tmp_path / "none.sqlite", fold_script, silent, keep=0)
    number, _ = opened(none, stages, source(PARAGRAPHS))
    assert not none.documents.get(number).kept
    with pytest.raises(LibraryError, match=r"the page of document 1 is not kept; open 'page.html' again"):
        none.documents.page(number)
    none.close()


def test_two_readers_write_at_the_same_time(library: Library, stages: Pipeline) -> None:
    other = Library(library.path, fold_script, silent)
    number, document = opened(library, stages, source(PARAGRAPHS))
    assert opened(other, stages, source(PARAGRAPHS))[0] == number
    anchor = Places(document).anchor(0, 0)
    library.marks.set(number, "a", anchor)
    other.marks.set(number, "b", anchor)
    assert (
        [mark.name for mark in library.marks.all(number)]
        == [mark.name for mark in other.marks.all(number)]
        == ["a", "b"]
    )
    other.close()


def test_a_library_of_the_first_release_keeps_its_words(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript((ROOT / "tests" / "cases" / "library" / "first_release.sql").read_text("utf8"))
    connection.close()
    library = Library(path, fold_script, silent)
    assert library.words.statuses() == {"moe": "ignored", "混合专家": "learning", "训练": "known"}
    assert library.documents.all() == ()
    library.close()


def test_two_programs_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    code = (
        "import sys\nfrom pathlib import Path\nfrom reader.library.library import Library\n"
        "library = Library(Path(sys.argv[1]), str, print)\n"
        "for number in range(40):\n    library.notes.add(1, f'{sys.argv[2]} {number}')"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, path, name], cwd=ROOT) for name in ("one", "other")]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    library = Library(path, fold_script, silent)
    assert {note.body for note in library.notes.all(1)} == {f"{who} {n}" for who in ("one", "other") for n in range(40)}
    library.close()


def test_threads_share_a_library(library: Library) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: library.notes.add(1, f"{number}"), range(40)))
    assert len(library.notes.all(1)) == 40


def test_a_page_that_is_lost_or_damaged_is_told(library: Library, stages: Pipeline) -> None:
    number, _ = opened(library, stages, source(PARAGRAPHS))
    [file] = library.path.parent.glob("pages/*/*.gz")
    file.write_bytes(b"nonsense")
    assert not library.documents.has_page(number)
    with pytest.raises(LibraryError, match="is not kept; open"):
        library.documents.page(number)
    opened(library, stages, source(PARAGRAPHS))
    assert library.documents.page(number) == source(PARAGRAPHS)


def test_what_a_person_left_goes_with_the_text(library: Library, stages: Pipeline) -> None:
    page = source(PARAGRAPHS)
    number, document = opened(library, stages, page)
    places = Places(document)
    at = next(n for n, block in enumerate(document.blocks) if block.text.current == PARAGRAPHS[2])
    library.notes.add(number, "想一想\n再看", places.anchor(at, 3), places.anchor(at, 5), "说的")
    library.notes.add(number, "整篇")
    library.highlights.add(number, places.anchor(at, 3), places.anchor(at, 5), "yellow", "说的")
    library.notes.add(
        number, "没有了", Places(stages.open(source(["完全是别的内容，一段话而已，与此无关。"] * 9))).anchor(0, 9)
    )
    texts = [block.text.current for block in annotated(library, page, document).blocks]
    place = texts.index(PARAGRAPHS[2])
    assert texts[0] == "✎ 整篇"
    assert texts[place + 1 : place + 3] == ["〔yellow〕说的", "「说的」\n✎ 想一想\n再看"]
    assert texts[-2:] == ["Notes whose place is lost", "✎ 没有了"]
    other = source(["另一篇文章的内容，说的是天气。" * 3], "other")
    assert annotated(library, other, stages.open(other)) == stages.open(other)
