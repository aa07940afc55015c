"""What people complain of in other readers, tried in this one: the text, its words, and the keys.

Each test names the reader and the number of its issue, says what it did, and so why it would have failed there.
"""

import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import reader
from tests.complaints.conftest import Sit
from tests.decode.books import book, chapter

PARAGRAPH = (
    "大模型的训练数据来自网页、书籍和代码，清洗之后才能使用。工程师们发现，重复的句子会让模型背下答案而不是学会推理，"
    "所以先要去重：同样的句子只留一份；然后再按质量挑选（例如用一个小模型打分），最后混合各种语言的语料，比例大约是7:2:1。"
    "“数据决定上限，算法逼近上限。”这句话在行业里流传很广，也有人说DeepSeek-V3的成功说明了同样的道理！"
)
NEVER_FIRST = set("，。、；：！？）”")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_chinese_is_wrapped_and_nothing_of_it_is_lost(sit: Sit, tmp_path: Path) -> None:
    """epr 30, epy 104, newsboat 38.

    They counted code points where a terminal counts cells: a line of Chinese came out twice as wide as the screen, and
    what went beyond the edge was lost, in the middle of a sentence, or half a character was left there as garbage.
    """
    (tmp_path / "book.epub").write_bytes(book({"OPS/one.xhtml": chapter(f"<p>{PARAGRAPH}</p>")}, order="one"))
    person = sit(80, 40)
    person.start("read", "book.epub", "--gloss", "none")
    for columns in (80, 41, 40, 63):
        person.widen(columns)
        screen = person.see(lambda screen: squeezed(PARAGRAPH) in squeezed(screen))
        lines = [line.strip() for line in screen.splitlines()[:-1] if squeezed(line)]
        assert not [line for line in lines if line[0] in NEVER_FIRST], "。 belongs to the line before"
        assert not [line for line in lines if line.endswith(("“", "（"))]
        assert not [line for line in lines if line.endswith(("DeepSee", "Deep", "D")) or line.startswith("eepSeek")]


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "gb18030", "big5", "utf-16"])
def test_pages_of_other_days_are_no_garbage(encoding: str, sit: Sit, tmp_path: Path) -> None:
    """paperback 632: everything but UTF-8 was shown as garbage, GBK and GB 2312 first of all."""
    text = "模型的訓練需要大量資料，這是常識。" if encoding == "big5" else "模型的训练需要大量数据，这是常识。"
    (tmp_path / "old.txt").write_bytes(f"第一章\n\n{text * 4}\n\n{text * 5}\n".encode(encoding))
    person = sit()
    person.start("read", "old.txt", "--gloss", "none", "--script", "page")
    assert squeezed(text) in squeezed(person.see("第一章"))
    assert "�" not in person.screen


@pytest.mark.parametrize("before", ["", "a"])
def test_a_long_page_is_decoded_as_a_whole(before: str, sit: Sit, tmp_path: Path) -> None:
    """paperback 907: the encoding was guessed from the beginning of a file, which ended amid a character.

    64 KiB of a long page are shown first here; whichever byte they end on, they are read as the whole is.
    """
    lines = [f"第{number}段，说的是模型怎样从数据里学到知识，又怎样忘记它。" for number in range(3000)]
    (tmp_path / "long.txt").write_bytes((before + "\n\n".join(lines)).encode("gbk"))
    assert len((tmp_path / "long.txt").read_bytes()) > 2 * 65536
    person = sit()
    person.start("read", "long.txt", "--gloss", "none")
    person.see("第3段，说的是模型怎样从数据里学到知识")
    person.see(lambda screen: "the rest is being opened" not in screen)
    person.press("G")
    assert "�" not in person.see("第2999段，说的是模型怎样从数据里学到知识")


@pytest.mark.parametrize("word", ["工程师", "答案", "比例"])
def test_a_click_takes_the_word(word: str, sit: Sit, tmp_path: Path) -> None:
    """LWT 278, vocabsieve 10: Chinese has no spaces, so that a click took the whole sentence, or nothing at all."""
    (tmp_path / "page.txt").write_text(f"标题\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n", "utf8")
    person = sit(80, 30)
    person.start("read", "page.txt", "--gloss", "none")
    person.click(word)
    screen = person.see("HSK")
    shown = screen.split("─" * 20)[-1].splitlines()
    assert word in [line.strip() for line in shown], "the word, alone, is what the pane is about"


def test_pinyin_and_english_can_be_hidden(sit: Sit, tmp_path: Path) -> None:
    """Zhongwen 37, 84: its pop-up always told pinyin and English together, before one could try to remember either."""
    (tmp_path / "page.txt").write_text(f"标题\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n", "utf8")
    person = sit(80, 30)
    person.start("read", "page.txt", "--gloss", "none")
    person.see("大模型的训练数据")
    person.read_help()
    person.click("工程师")
    person.see(lambda screen: "gōngchéngshī" in screen and "engineer" in screen)
    person.do("Pane: hide pinyin")
    person.see(lambda screen: "gōng" not in screen and "engineer" in screen)
    person.do("Pane: hide pinyin")
    person.see(lambda screen: "gōngchéngshī" in screen and "engineer" not in screen)
    person.do("Pane: hide pinyin")
    person.see(lambda screen: "gōng" not in screen and "engineer" not in screen and "工程師" in screen)
    person.leave()
    (tmp_path / "config" / "reader").mkdir(parents=True)
    (tmp_path / "config" / "reader" / "config.toml").write_text('hide = "english"\nstyle = "bopomofo"\n')
    person = sit(80, 30)
    person.start("read", "page.txt", "--gloss", "none")
    person.click("工程师")
    person.see(lambda screen: "ㄍㄨㄥ" in screen and "gōngchéngshī" not in screen and "engineer" not in screen)


#: Runs Reader where no connection can be made: the interpreter itself tells of every one that is tried, and refuses it.
OFFLINE = """
import os, runpy, sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        if event == "socket.connect" and isinstance(arguments[1], str):
            return  # a socket of this machine's own
        os.write(os.open("asked.txt", os.O_CREAT | os.O_APPEND | os.O_WRONLY), f"{event} {arguments[1:]}\\n".encode())
        raise OSError(101, "the network is unreachable")

sys.addaudithook(refuse)
sys.argv[0] = "reader"
runpy.run_module("reader", run_name="__main__")
"""
PROGRAM = (sys.executable, "-c", OFFLINE)


def test_definitions_need_no_network(sit: Sit, tmp_path: Path) -> None:
    """Lute 228, 521: its definitions were pages of online dictionaries; each word took seconds, or was not told."""
    (tmp_path / "page.txt").write_text(f"标题\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n", "utf8")
    person = sit(80, 30, PROGRAM)
    person.start("read", "page.txt", "--gloss", "none")
    person.click("工程师")
    person.see("engineer")
    person.click("训练数据")
    person.see("The examples a model learns from")
    assert not (tmp_path / "asked.txt").exists()
    person.leave()
    person = sit(80, 30, PROGRAM)
    person.start("read", "http://127.0.0.1:9/page.html")
    person.see(lambda _: (tmp_path / "asked.txt").exists())


def test_terms_of_the_field_are_right_and_ones_own_win(tmp_path: Path) -> None:
    """immersive-translate 806, 91: LLM was 法学硕士 (Master of Laws), and no glossary of one's own could mend it."""
    page = "<html><body><article><h1>LLM 的训练</h1>" + "<p>LLM 需要大量的数据，GAN 也是，DevOps 则不然。</p>" * 5
    (tmp_path / "page.html").write_text(f"{page}</article></body></html>", "utf8")
    told = reader("export", tmp_path / "page.html", "--gloss", "all").out
    assert "法学硕士" not in told
    assert "大语言模型" in told
    assert "生成对抗网络" in told
    own = tmp_path / "own.yaml"
    own.write_text(
        "- {term: LLM, chinese: [巨型语言模型], category: models, en: Mine., zh: 我的。}\n"
        "- {term: DevOps, chinese: [开发运维], category: other, en: Mine., zh: 我的。}\n"
    )
    told = reader("export", tmp_path / "page.html", "--gloss", "all", "--glossary", own).out
    assert "LLM〔巨型语言模型〕" in told
    assert "DevOps〔开发运维〕" in told


def test_text_can_be_copied_without_the_lines_of_the_screen(sit: Sit, tmp_path: Path) -> None:
    """toolong 23: nothing could be copied; by the terminal's own selection, each line of the screen came as a line."""
    (tmp_path / "page.txt").write_text(f"标题\n\n{PARAGRAPH}\n\n短的一段话，在这里结束。\n", "utf8")
    person = sit(60, 24)
    person.start("read", "page.txt", "--gloss", "none")
    person.see("大模型的训练数据")
    person.press("J", "c")
    person.see("Copied")
    assert person.copied == PARAGRAPH
    start, (column, row) = person.place("清洗之后"), person.place("工程师们")
    stop = person.place("同样的句子只留")
    assert start[1] < stop[1], "the selection goes over the ends of lines"
    person.drag(start, (column, row), stop)
    person.press("c")
    person.see(lambda _: person.copied != PARAGRAPH)
    begun = PARAGRAPH.index("清洗之后")
    assert person.copied.removesuffix("同") == PARAGRAPH[begun : PARAGRAPH.index("同样的句子只留")]


def test_keys_can_be_changed(sit: Sit, tmp_path: Path) -> None:
    """Harlequin 387: its keys were fixed; what a terminal or a window manager took for itself could not be pressed."""
    (tmp_path / "page.txt").write_text(f"标题\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n", "utf8")
    (tmp_path / "config" / "reader").mkdir(parents=True)
    (tmp_path / "config" / "reader" / "config.toml").write_text('[keys]\ncontents = "T"\n"pane.down" = []\n')
    person = sit()
    person.start("read", "page.txt")
    person.see("大模型")
    person.press("t")
    time.sleep(0.5)
    assert "Contents" not in person.screen
    person.press("T")
    person.see("Contents")
    person.press("esc")
    person.read_help()
    assert person.key("Contents") == "T"
    assert person.key("Scroll the pane down") == ""
    assert reader("config", "check", XDG_CONFIG_HOME=str(tmp_path / "config")).code == 0
