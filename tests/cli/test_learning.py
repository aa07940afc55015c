"""reader pinyin, words and brief, and the gloss policy that asks what a person knows: the real program."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.library import Library
from tests.cli.running import PAGE, assert_one_sentence, reader


def test_pinyin_is_a_filter() -> None:
    text = "银行的行长说：微调不错，GPT-4 也行。\n\n去西安\n"
    told = reader("pinyin", stdin=text.encode()).out
    assert told == "yínháng de hángzhǎng shuō: wēitiáo bùcuò, GPT-4 yě xíng.\n\nqù xī'ān\n"
    assert reader("pinyin", "--style", "numbers", stdin="绿色\n".encode()).out == "lü4se4\n"
    assert reader("pinyin", "--style", "bopomofo", "--beside", stdin="吗".encode()).out == "吗(˙ㄇㄚ)"
    assert reader("pinyin", "--sandhi", stdin="不对".encode()).out == "bú duì"


def test_pinyin_for_programs() -> None:
    lines = reader("pinyin", "--json", stdin="用GPT寫\n好".encode()).out.splitlines()
    first, second = map(json.loads, lines)
    assert first["text"] == "用GPT寫"
    assert [(each["start"], each["reading"]) for each in first["syllables"]] == [(0, "yòng"), (4, "xiě")]
    assert second["syllables"][0]["end"] == 1


def test_pinyin_of_bad_input(tmp_path: Path) -> None:
    assert_one_sentence(reader("pinyin", tmp_path / "missing.txt"), 1, "there is no file")
    assert_one_sentence(reader("pinyin", "--style", "wade"), 2, "none of marks, numbers, bopomofo")


def test_words_are_marked_listed_and_forgotten(tmp_path: Path) -> None:
    home = str(tmp_path)
    assert "2 words are now known" in reader("words", "known", "訓練", "MoE", XDG_DATA_HOME=home).err
    assert "1 word is now learning" in reader("words", "learning", "训练", XDG_DATA_HOME=home).err
    assert reader("words", "list", XDG_DATA_HOME=home).out == "训练\tlearning\nmoe\tknown\n"
    assert reader("words", "list", "--status", "known", XDG_DATA_HOME=home).out == "moe\tknown\n"
    listed = json.loads(reader("words", "list", "--json", XDG_DATA_HOME=home).out)
    assert listed[0].items() >= {"word": "训练", "status": "learning"}.items()
    assert reader("words", "forget", "MoE", XDG_DATA_HOME=home).code == 0
    assert reader("words", "forget", "MoE", XDG_DATA_HOME=home).code == 1


def test_words_of_hsk_levels(tmp_path: Path) -> None:
    home = str(tmp_path)
    assert "words are now known" in reader("words", "known", "--hsk", "1-2", "--list", "2021", XDG_DATA_HOME=home).err
    assert "爱\tknown" in reader("words", "list", XDG_DATA_HOME=home).out.splitlines()
    assert_one_sentence(reader("words", "known", "--hsk", "9", XDG_DATA_HOME=home), 2, "are no HSK levels")
    assert_one_sentence(
        reader("words", "known", "--hsk", "1", "--list", "3", XDG_DATA_HOME=home), 2, "none of 2025, 2021, 2.0"
    )


def test_words_go_out_and_come_back(tmp_path: Path) -> None:
    there, here = str(tmp_path / "a"), str(tmp_path / "b")
    reader("words", "ignored", "小明", XDG_DATA_HOME=there)
    reader("words", "learning", "涌现", XDG_DATA_HOME=there)
    assert reader("words", "export", "-o", tmp_path / "words.tsv", XDG_DATA_HOME=there).code == 0
    assert reader("words", "import", tmp_path / "words.tsv", XDG_DATA_HOME=here).code == 0
    assert sorted(reader("words", "list", XDG_DATA_HOME=here).out.splitlines()) == ["小明\tignored", "涌现\tlearning"]
    assert reader("words", "export", XDG_DATA_HOME=here).out == reader("words", "export", XDG_DATA_HOME=there).out
    listed = reader("words", "import", "-", "--as", "learning", stdin="模型\n".encode(), XDG_DATA_HOME=here)
    assert "1 word is marked" in listed.err


def test_what_was_looked_up_is_listed(tmp_path: Path, remember: Callable[[], Library]) -> None:
    assert "nothing was looked up yet" in reader("words", "looked-up").err
    library = remember()
    for word in ("训练", "MoE", "訓練"):
        library.history.looked_up(word)
    library.close()
    assert reader("words", "looked-up").out == "訓練\t2\t\nMoE\t1\t\n"
    assert '"times": 2' in reader("words", "looked-up", "--json").out


def test_words_that_cannot_be(tmp_path: Path) -> None:
    home = str(tmp_path)
    bad = tmp_path / "bad.tsv"
    bad.write_text("模型\tknwon\n", encoding="utf8")
    assert_one_sentence(reader("words", "import", bad, XDG_DATA_HOME=home), 1, "bad.tsv:1", "'knwon' is no status")
    assert reader("words", "list", XDG_DATA_HOME=home).out == "", "nothing of a bad list is taken"
    assert_one_sentence(reader("words", XDG_DATA_HOME=home), 2, "say list, looked-up, known")
    assert_one_sentence(reader("words", "known", XDG_DATA_HOME=home), 2, "no words are named")


def test_a_damaged_library_is_told_of_once(tmp_path: Path) -> None:
    home = str(tmp_path)
    file = tmp_path / "reader" / "library.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"no database" * 1000)
    told = reader("words", "list", XDG_DATA_HOME=home)
    assert told.code == 0
    assert "the library was damaged: it is kept as" in told.err
    assert "damaged" not in reader("words", "list", XDG_DATA_HOME=home).err


def test_a_library_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "reader").write_text("a file where the folder should be")
    assert_one_sentence(reader("words", "list", XDG_DATA_HOME=str(tmp_path)), 1, "can't open the library")


def test_only_unknown_terms_are_glossed(tmp_path: Path) -> None:
    home = str(tmp_path)
    every = reader("export", PAGE, "--gloss", "all", XDG_DATA_HOME=home).out
    assert reader("export", PAGE, "--gloss", "unknown", XDG_DATA_HOME=home).out == every
    reader("words", "known", "MoE", XDG_DATA_HOME=home)
    reader("words", "learning", "RLHF", XDG_DATA_HOME=home)
    unknown = reader("export", PAGE, "--gloss", "unknown", XDG_DATA_HOME=home).out
    assert "MoE〔" not in unknown
    assert unknown.count("RLHF〔") == every.count("RLHF〔") > 0


@pytest.mark.parametrize("listed", ["2025", "2021", "2.0"])
def test_brief(listed: str) -> None:
    told = reader("brief", PAGE, "--list", listed).out
    for words in ("Chinese characters", "fundamentals", f"HSK {listed}", "Hardest words", "the glossary lacks"):
        assert words in told
    assert "█" not in told, "no bars into a pipe"
    assert "█" in reader("brief", PAGE, "--plot").out


def test_brief_for_programs() -> None:
    found = json.loads(reader("brief", PAGE, "--json").out)
    assert found["characters"] > 1000
    assert found["listed"] == "2025"
    assert sum(share for _, share in found["levels"]) == pytest.approx(1)
    assert found["hardest"][0]["reading"]
    assert_one_sentence(reader("brief", "missing.html"), 1, "there is no file")
