"""What is remembered of words."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.exchange import as_lines, from_lines
from reader.library.library import Library
from reader.library.schema import STEPS
from reader.library.words import Remembered, Words
from reader.model.choices import WordStatus
from reader.model.errors import LibraryError
from reader.model.escape import printable
from reader.repair.script import fold_script


def silent(sentence: str) -> None:
    raise AssertionError(sentence)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader" / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = Library(path, fold_script, silent)
    yield opened
    opened.close()


@pytest.fixture
def words(library: Library) -> Words:
    return library.words


def test_scripts_case_and_spaces_make_no_difference(words: Words) -> None:
    assert words.put(["訓練", "MoE", " Reward  Model "], WordStatus.KNOWN) == 3
    assert dict(words.statuses()) == {"训练": "known", "moe": "known", "reward model": "known"}
    assert words.put(["训练", "moe"], WordStatus.KNOWN) == 0
    assert words.put(["训练"], WordStatus.LEARNING) == 1
    assert words.forget(["訓練", "nothing"]) == 1
    assert words.put([""], WordStatus.KNOWN) == 0


@given(st.text())
def test_names_hold_nothing_that_a_terminal_would_obey(word: str) -> None:
    name = Words.name_of(SimpleNamespace(_fold=fold_script), word)  # type: ignore[arg-type]  # no file is needed
    assert printable(name) == name
    assert name.encode("utf8").decode("utf8") == name
    assert "\t" not in name
    assert "\n" not in name


@pytest.mark.parametrize("nonsense", ["!!!", "123", "。，", "-", "\x1b", "＝"])
def test_what_is_no_word(words: Words, nonsense: str) -> None:
    with pytest.raises(LibraryError, match="is no word; give one with a letter or a Chinese character in it"):
        words.put(["好", nonsense], WordStatus.KNOWN)
    assert words.all() == (), "all or nothing"


def test_a_word_that_is_no_word(words: Words) -> None:
    assert words.put(["\x1b[2J\ud800"], WordStatus.KNOWN) == 1
    assert [each.name for each in words.all()] == ["[2j"]
    with pytest.raises(LibraryError, match="a word of 300 characters is no word; "):
        words.put(["好", "长" * 300], WordStatus.KNOWN)
    assert len(words.all()) == 1, "all or nothing"


def test_they_are_there_next_time(library: Library, path: Path) -> None:
    library.words.put(["训练"], WordStatus.LEARNING)
    library.close()
    again = Library(path, fold_script, silent)
    assert [(each.name, each.status) for each in again.words.all(WordStatus.LEARNING)] == [("训练", "learning")]
    assert again.words.all(WordStatus.KNOWN) == ()
    again.close()


def test_two_programs_at_once(words: Words, path: Path) -> None:
    other = Library(path, fold_script, silent)
    words.put(["一"], WordStatus.KNOWN)
    other.words.put(["二"], WordStatus.KNOWN)
    assert words.statuses() == other.words.statuses() == {"一": "known", "二": "known"}
    other.close()


def test_a_file_of_the_first_schema_is_brought_up(path: Path) -> None:
    """Every step from every version: what was written before is kept."""
    for version in range(len(STEPS) + 1):
        file = path.with_name(f"{version}.sqlite")
        file.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(file)
        for step in STEPS[:version]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(f"PRAGMA application_id = {0x52656164}")
        if version:
            connection.execute("INSERT INTO word (name, status, changed) VALUES ('旧', 'known', 1)")
        connection.commit()
        connection.close()
        opened = Library(file, fold_script, silent)
        assert ("旧" in opened.words.statuses()) is bool(version)
        opened.close()


def test_a_newer_library_is_left_alone(library: Library, path: Path) -> None:
    library.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="newer Reader; update"):
        Library(path, fold_script, silent)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(LibraryError, match="another program's"):
        Library(path, fold_script, silent)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match=";"):
        Library(tmp_path / "file" / "library.sqlite", fold_script, silent)
    with pytest.raises(LibraryError, match=";"):
        Library(tmp_path, fold_script, silent)


def test_sql_in_a_word_is_a_word(words: Words) -> None:
    hostile = "'); DROP TABLE word; --"
    words.put([hostile], WordStatus.IGNORED)
    assert [each.name for each in words.all()] == [hostile.casefold()]


NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20).filter(
    lambda name: not name.startswith(("#", "'", "\ufeff"))
)


@given(st.dictionaries(NAMES, st.sampled_from(WordStatus)))
def test_lists_go_out_and_come_back(kept: dict[str, WordStatus]) -> None:
    remembered = [Remembered(name, status, 5) for name, status in kept.items()]
    lines = list(as_lines(remembered))
    assert not any(line.startswith(("=", "+", "-", "@")) for line in lines)
    assert list(from_lines("list", lines, WordStatus.KNOWN, 9)) == [(name, status, 5) for name, status in kept.items()]


def test_a_plain_list_gets_the_status_that_is_asked_for() -> None:
    lines = ["\ufeff# mine", "", "训练", "MoE\tignored", "x\tlearning\t99"]
    assert list(from_lines("list", lines, WordStatus.KNOWN, 9)) == [
        ("训练", WordStatus.KNOWN, 9),
        ("MoE", WordStatus.IGNORED, 9),
        ("x", WordStatus.LEARNING, 9),
    ]
    with pytest.raises(LibraryError, match="list:1: 'knwon' is no status; "):
        list(from_lines("list", ["a\tknwon"], WordStatus.KNOWN, 9))
    with pytest.raises(LibraryError, match="list:2: a word of 300 characters; "):
        list(from_lines("list", ["a", "b" * 300], WordStatus.KNOWN, 9))
