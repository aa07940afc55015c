"""What each command does when all is well."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from reader.export.json import import_json
from reader.model.document import Document
from tests.cli.running import PAGE, reader
from tests.support import TESTS


def gold() -> list[str]:
    return [line for line in (TESTS / "cases" / "sample.gold.txt").read_text("utf8").splitlines() if line.strip()]


def test_the_sample_page_exports_exactly_as_its_gold() -> None:
    result = reader("export", PAGE)
    assert result.code == 0
    assert result.err == ""
    assert [line for line in result.out.splitlines() if line.strip()] == gold()


def test_a_page_from_a_pipe_gives_the_same() -> None:
    assert reader("export", "-", stdin=PAGE.read_bytes()).out == reader("export", PAGE).out


@pytest.mark.parametrize(("name", "start"), [("page.txt", "引言\n"), ("page.md", "引言\n"), ("page.json", "{\n")])
def test_the_format_follows_the_name(tmp_path: Path, name: str, start: str) -> None:
    assert reader("export", PAGE, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text("utf8").startswith(start)


def test_glosses_stand_beside_terms_when_asked() -> None:
    first = reader("export", PAGE, "--gloss", "first").out
    every = reader("export", PAGE, "--gloss", "all").out
    assert "MoE〔混合专家模型〕" in first
    assert first.count("MoE〔") == 1
    assert every.count("MoE〔") == 2
    assert "〔" not in reader("export", PAGE).out


def test_scripts_can_be_chosen() -> None:
    assert "軟體" in reader("export", PAGE, "--script", "taiwan").out
    assert reader("repair", "--script", "taiwan", stdin="网站\n".encode()).out == "網站\n"
    page = reader("export", PAGE, "--script", "page").out
    assert "數據" in page
    assert "數(shù)據" not in page


def test_repair_is_a_filter_that_cleans_nothing_away() -> None:
    repaired = reader("repair", PAGE).out
    assert repaired.count("\n") == PAGE.read_text("utf8").count("\n")
    assert "公告：魔扣目录网为广大站长提供免费收录网站服务" in repaired
    assert "从 Training 转向 Serving" in repaired
    assert reader("repair", stdin=repaired.encode()).out == repaired


def test_repair_leaves_a_healthy_text_alone(tmp_path: Path) -> None:
    text = "一個正常的網頁，之後還有（括號）。\n"
    assert reader("repair", "-", "-o", tmp_path / "out.txt", stdin=text.encode()).out == ""
    assert (tmp_path / "out.txt").read_text("utf8") == text


def test_repair_answers_before_its_input_ends() -> None:
    """Inside a pipe that goes on and on, lines come out as they come in."""
    command = [sys.executable, "-m", "reader", "repair", "--script", "simplified"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin
        assert running.stdout
        for line in ("第一行的網站\n", "第二行的數據\n", "第三行\n"):
            running.stdin.write(line.encode())
            running.stdin.flush()
            expected = line.replace("網", "网").replace("數據", "数据")
            assert running.stdout.readline().decode() == expected
        running.stdin.write("尾".encode()[:2])
        running.stdin.close()
        assert running.stdout.read().decode() == "\ufffd"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_repair_streams_more_than_it_surveys(encoding: str) -> None:
    count = 1_500_000 // len("我們的網站\r\n".encode(encoding))  # lines: more than a mebibyte
    lines = "我們的網站\r\n" * count
    result = reader("repair", "--script", "simplified", stdin=lines.encode(encoding))
    assert result.out == "我们的网站\n" * count


def test_lookup_answers_in_both_directions() -> None:
    result = reader("lookup", "MoE", "幻觉")
    assert result.code == 0
    assert "MoE (Mixture of Experts)" in result.out
    assert "混合专家模型" in result.out
    assert "Hallucination" in result.out


def test_lookup_tells_near_misses_as_such() -> None:
    result = reader("lookup", "halucination")
    assert result.code == 1
    assert "is in neither glossary nor dictionary; near it: Hallucination" in result.out


def test_lookup_for_programs() -> None:
    found = json.loads(reader("lookup", "DPO", "nonsense-xyz", "--json").out)
    assert found["DPO"]["exact"][0]["chinese"] == ["直接偏好优化"]
    assert found["nonsense-xyz"]["exact"] == []


def test_a_persons_own_glossary_is_layered_over(tmp_path: Path) -> None:
    own = tmp_path / "reader" / "glossary.yaml"
    own.parent.mkdir()
    own.write_text("- {term: MoE, chinese: [我的专家], category: data, en: Mine., zh: 我的。}\n", encoding="utf8")
    assert "我的专家" in reader("lookup", "MoE", XDG_CONFIG_HOME=str(tmp_path)).out
    assert "MoE〔我的专家〕" in reader("export", PAGE, "--gloss", "all", "--glossary", own).out


def test_explain_tells_what_was_done_and_why() -> None:
    result = reader("explain", PAGE)
    assert result.code == 0
    for words in (
        "utf-8",
        "209 valid pairs",
        "inserted_pinyin: 183, and 26 in dropped blocks",
        "TrAIning → 从 Training",
        "dropped: 37",
    ):
        assert words in result.out


def test_explain_flags_what_was_lost(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("这一段讲的是模型的训练，其中\ufffd\ufffd有几个字丢了，读者应当知道。\n" * 2, encoding="utf8")
    told = reader("explain", page).out
    assert "flagged, and left as it is: 2" in told
    assert "line 1: 练，其中\ufffd\ufffd有几个字  [lost: " in told
    assert len(json.loads(reader("explain", page, "--json").out)["flags"]) == 2


def test_explain_shows_how_sure_each_decision_was() -> None:
    told = reader("explain", PAGE).out
    assert "inserted by a converter (family A, sure)" in told
    assert "converted by machine (sure)" in told


def test_rules_are_listed_chosen_and_left_out() -> None:
    listed = reader("rules").out
    assert "inserted_pinyin\n    Remove the pinyin that a converter inserted" in listed
    text = "開源的網(wǎng)站,數(shù)據(jù),學(xué)習,進(jìn)展;后來的網(wǎng)站\n".encode()
    assert "(" not in reader("repair", stdin=text).out
    assert "（wǎng）" in reader("repair", "--without", "inserted_pinyin", stdin=text).out
    assert reader("repair", "--rules", "inserted-pinyin", stdin=text).out == "開源的網站,數據,學習,進展;后來的網站\n"
    assert "did you mean 'inserted_pinyin'?" in reader("repair", "--without", "inserted_pinyn", stdin=text).err


def test_spacing_by_choice() -> None:
    text = "采用MoE架构，比 GPT 更省。\n".encode()
    assert reader("repair", stdin=text).out == text.decode()
    assert reader("repair", "--spacing", "add", stdin=text).out == "采用 MoE 架构，比 GPT 更省。\n"
    assert reader("repair", "--spacing", "remove", stdin=text).out == "采用MoE架构，比GPT更省。\n"


def test_explain_as_difference() -> None:
    lines = reader("explain", PAGE, "--diff").out.splitlines()
    assert "- 用不了多久,大家會把80%算力從 TrAIning 轉(zhuǎn)向 Serving" in lines
    assert "+ 用不了多久，大家会把80%算力从 Training 转向 Serving" in lines


def test_explain_for_programs() -> None:
    found = json.loads(reader("explain", PAGE, "--json").out)
    assert found["rules"]["inserted_pinyin"]["count"] == 183
    assert found["survey"]["inserted"] == "A"
    assert len(found["dropped"]) == 37


def test_glossary_check_and_list() -> None:
    checked = reader("glossary", "check")
    assert checked.code == 0
    assert "no problems" in checked.err
    listed = reader("glossary", "list", "--category", "alignment").out
    assert "DPO\t直接偏好优化\tDirect Preference Optimization\talignment" in listed
    assert "\tdata" not in listed


def test_glossary_check_of_a_broken_file(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("- {term: X, chinese: [], category: data, en: A., zh: 一。, see: [Mo]}\n- 3\n", encoding="utf8")
    result = reader("glossary", "check", own)
    assert result.code == 1
    assert result.out.splitlines()[0].startswith(f"{own}:1: 'X' points to 'Mo', which is no entry; did you mean 'MoE'?")
    assert result.out.splitlines()[1].startswith(f"{own}:2: an entry has keys")


def test_version_and_help() -> None:
    assert reader("--version").out == f"reader {__version__}\n"
    text = reader("--help").out
    assert all(command in text for command in ("read", "export", "repair", "lookup", "explain", "glossary"))


def test_json_reads_back_to_the_same_document(sample: Document) -> None:
    exported = reader("export", "page.txt", "--to", "json", cwd=PAGE.parent).out
    assert import_json(exported) == sample


def test_page_text_never_reaches_a_terminal_raw() -> None:
    text = "危险\x1b[2J的\u202e文字".encode()
    assert reader("repair", stdin=text).out == "危险[2J的文字"
