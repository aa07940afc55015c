"""What is decided for a page, and on which figures."""

import pytest

from reader.model.choices import Script
from reader.model.document import Document
from reader.model.text import Text
from reader.repair.pinyin import pairs
from reader.repair.readings import is_reading, toneless
from reader.repair.rules import chosen
from reader.repair.script import configurations, gloss_configuration
from reader.repair.stage import repair_text, survey

# Written for these tests: a converter that annotates 網 數 據 學 進 and knows nothing else.
INSERTED = (
    "我們的網(wǎng)站收集數(shù)據(jù),學(xué)習數(shù)據(jù)的人進(jìn)步很快;"
    "進(jìn)了這個網(wǎng)站,就能看到數(shù)據(jù)。后來他們學(xué)會了。"
)
TAIWAN = "我們的網站收集資料，學習的人進步很快；之後就能看到結果，對於初學者來說，這麼做很好。"
MACHINE = "我們的網站收集數據，學習的人進步很快；之后就能看到結果，對于初學者來說，這么做很好。"
SIMPLIFIED = "我们的网站收集数据，学习的人进步很快；之后就能看到结果，对于初学者来说，这么做很好。"
LESSON = "春(chūn)眠(mián)不(bù)觉(jué)晓(xiǎo)，处(chù)处(chù)闻(wén)啼(tí)鸟(niǎo)。"


def target(text: str, choice: Script = Script.AUTO) -> tuple[str, ...]:
    return configurations(choice, survey([text]))


def test_inserted_pinyin_is_told_by_its_figures() -> None:
    figures = survey([INSERTED])
    assert figures.inserted_pinyin
    assert figures.inserted_on == set("網數據學進")
    assert (figures.pinyin.pairs, figures.pinyin.types) == (12, 5)
    assert figures.pinyin.traditional == figures.pinyin.consistency == 1


def test_a_lesson_keeps_its_pinyin() -> None:
    assert not survey([LESSON]).inserted_pinyin


def test_a_converter_that_misses_a_character_now_and_then_is_no_converter() -> None:
    assert not survey([INSERTED, "網站數據學習進步" * 3]).inserted_pinyin


def test_what_was_dropped_tells_too() -> None:
    assert survey(["我們的網(wǎng)站"], around=[INSERTED]).inserted_pinyin


@pytest.mark.parametrize(
    ("text", "expected"),
    [(INSERTED, ("t2s",)), (MACHINE, ("t2s",)), (TAIWAN, ()), (SIMPLIFIED, ()), (SIMPLIFIED + TAIWAN, ("t2s",))],
    ids=["inserted pinyin", "machine", "written in traditional", "simplified", "mixed"],
)
def test_auto_converts_what_a_machine_converted_and_nothing_else(text: str, expected: tuple[str, ...]) -> None:
    assert target(text) == expected


def test_the_reader_may_choose() -> None:
    assert target(TAIWAN, Script.SIMPLIFIED) == ("t2s",)
    assert target(TAIWAN, Script.TAIWAN) == ("t2tw",)
    assert target(SIMPLIFIED, Script.HONGKONG) == ("s2hkp",)
    assert target(MACHINE, Script.TAIWAN) == ("t2s", "s2twp")
    assert target(MACHINE, Script.PAGE) == ()


@pytest.mark.parametrize(
    ("text", "choice", "expected"),
    [
        (TAIWAN, Script.AUTO, "s2twp"),
        (MACHINE, Script.AUTO, ""),
        (SIMPLIFIED, Script.AUTO, ""),
        (MACHINE, Script.HONGKONG, "s2hkp"),
    ],
)
def test_glosses_follow_the_script_that_is_read(text: str, choice: Script, expected: str) -> None:
    assert gloss_configuration(choice, survey([text])) == expected


def test_flattened_marks_are_told_by_their_figures() -> None:
    assert survey([INSERTED]).flattened
    assert not survey([TAIWAN]).flattened
    assert not survey(["一句话，两句话，三句话，还有(括号)和(括号),以及(括号)。"]).flattened


def test_a_damaged_text_comes_back_whole() -> None:
    figures = survey([INSERTED])
    repaired = repair_text(Text.of(INSERTED), chosen(figures)).current
    assert repaired == "我们的网站收集数据，学习数据的人进步很快；进了这个网站，就能看到数据。后来他们学会了。"


def test_the_sample_page_loses_every_inserted_note_and_keeps_the_authors(sample: Document) -> None:
    passes = [done for part in (*sample.blocks, *(d.block for d in sample.dropped)) for done in part.text.passes]
    assert sum(len(done.edits) for done in passes if done.rule == "inserted_pinyin") == 209
    text = "\n".join(block.text.current for block in sample.blocks)
    assert all(kept in text for kept in ("型（LLM）", "互（CUI）", "觉（hallucination）"))
    assert not list(pairs(text))


@pytest.mark.parametrize(
    ("syllable", "expected"),
    [("wǎng", "wang"), ("LÜ", "lv"), ("lǜ", "lv"), ("nǚ", "nv"), ("ɡuɑn", "guan"), ("ń", "n"), ("zhuàng", "zhuang")],
)
def test_syllables_lose_their_tones(syllable: str, expected: str) -> None:
    assert toneless(syllable) == expected


def test_readings_are_those_of_the_character() -> None:
    assert is_reading("xíng", "行")
    assert is_reading("háng", "行")
    assert not is_reading("wang", "行")
