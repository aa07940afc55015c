"""``reader lookup`` and ``reader dictionary``, as a person and a program use them."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import assert_one_sentence, reader
from tests.lexicon.dictionary import files


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_the_glossary_stands_before_the_dictionaries() -> None:
    out = reader("lookup", "涌现").out
    assert out.index("Emergence") < out.index("yǒng xiàn")


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("猫", "猫 (貓)  māo\n  cat;"),
        ("猫", "measure words: 只 zhī"),
        ("xun4lian4", "训练 (訓練)  xùn liàn"),
        ("cats", "for 'cat'"),
        ("行", "háng"),
        ("xlsj", "Training Data"),
        ("yi4", "more; --json shows them all"),
    ],
)
def test_words_are_shown(term: str, said: str) -> None:
    result = reader("lookup", term)
    assert result.code == 0
    assert said in result.out


def test_llm_is_no_degree_in_law() -> None:
    result = reader("lookup", "LLM")
    assert result.out.startswith("LLM (Large Language Model)  大语言模型\n")
    assert "法学" not in result.out.split("\n")[0]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("训练数据集群", "taken apart:\n  训练 (訓練)  xùn liàn: to train"),
        ("halucination", "near it: Hallucination"),
        ("qqqzzz", "is in neither glossary nor dictionary; add it"),
    ],
)
def test_what_is_in_no_source_is_told_so(term: str, said: str) -> None:
    result = reader("lookup", term)
    assert result.code == 1
    assert said in result.out


def test_json_has_the_glossary_and_the_dictionaries() -> None:
    (found,) = json.loads(reader("lookup", "--json", "行").out).values()
    assert {word["pinyin"] for word in found["words"]} >= {"háng", "héng", "xíng"}
    assert set(found) == {"exact", "near", "words", "longer", "shorter", "parts", "near_words"}
    (cat,) = json.loads(reader("lookup", "--json", "māo").out).values()
    assert cat["words"][0]["measures"][0]["simplified"] == "只"


def test_a_dictionary_is_imported_listed_arranged_and_removed(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(files.TSV, "utf8")
    assert "own: 1 entry" in reader("dictionary", "import", own).err
    assert [line.split("\t")[:4] for line in reader("dictionary", "list").out.splitlines()] == [
        ["cc-cedict", "on", "shipped", "124,935 entries"],
        ["own", "on", "imported", "1 entry"],
    ]
    assert reader("dictionary", "order", "own").code == 0
    assert reader("dictionary", "off", "cc-cedict").code == 0
    listed = json.loads(reader("dictionary", "list", "--json").out)
    assert [(one["name"], one["on"]) for one in listed] == [("own", True), ("cc-cedict", False)]
    assert reader("dictionary", "remove", "own").code == 0
    assert reader("dictionary", "on", "cc-cedict").code == 0
    assert reader("dictionary", "list").out.count("\n") == 1


def test_errors_are_one_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "bad.u8"
    bad.write_bytes(files.CEDICT.encode()[:-20])
    assert_one_sentence(reader("dictionary", "import", bad), 1, "bad.u8:5", "cut off")
    assert_one_sentence(reader("dictionary", "import", tmp_path / "none"), 1, "there is no file")
    assert_one_sentence(reader("dictionary", "off", "cc-cedit"), 1, "did you mean 'cc-cedict'?")
    assert_one_sentence(reader("dictionary"), 2, "needs an action")
    assert_one_sentence(reader("dictionary", "import", tmp_path), 1, "is a folder")


def in_a_terminal(*arguments: str) -> str:
    """What a person sees of both streams."""
    master, terminal = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "reader", *arguments], stdout=terminal, stderr=terminal) as child:
        os.close(terminal)
        seen = b""
        while True:
            try:
                data = os.read(master, 65536)
            except OSError:  # Linux tells the end of a terminal so
                break
            if not data:
                break
            seen += data
        child.wait()
    os.close(master)
    return seen.decode()


def test_a_person_sees_that_the_dictionary_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert "making the dictionary cc-cedict, once …" in in_a_terminal("lookup", "猫")
    assert "making" not in in_a_terminal("lookup", "猫")


def test_text_of_a_dictionary_never_reaches_a_terminal_raw(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("涌现\x1b[31m\tyong3 xian4\tred\x1b]0;title\x07 \u202etext\n", "utf8")
    reader("dictionary", "import", own)
    seen = in_a_terminal("lookup", "yong3xian4")
    assert "red]0;title text" in seen
    assert not {"\x1b", "\x07", "\u202e"} & set(seen)
