"""Pinyin: right readings, right places, whatever stands in the text."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.face import load_pinyin
from reader.lexicon.pinyin import Pinyin, Syllable
from reader.lexicon.pinyin_data import load_contexts, load_phrases, parse_contexts
from reader.lexicon.pinyin_sandhi import spoken
from reader.lexicon.pinyin_styles import bopomofo, marked, numbered
from reader.lexicon.pinyin_text import beside, in_pinyin, words_of
from reader.model.characters import HAN
from reader.repair.script import fold_script
from reader.segment.words import cutter
from tests.lexicon.heteronyms import halves, marked_sentences, share


def read(text: str) -> tuple[Syllable, ...]:
    return load_pinyin().read(text)


@cache
def by_place(text: str) -> dict[int, str]:
    return {each.start: marked(each.text) for each in read(text)}


def line(text: str) -> str:
    return " ".join(marked(each.text) for each in read(text))


def test_the_set_is_as_large_and_as_varied_as_it_says() -> None:
    marks = [mark for marks in marked_sentences() for mark in marks]
    readings: dict[str, set[str]] = {}
    for mark in marks:
        readings.setdefault(mark.text[mark.place], set()).add(mark.right[0])
    assert len(marked_sentences()) >= 570
    assert len(marks) >= 890
    assert sum(len(told) > 1 for told in readings.values()) >= 140
    assert all(HAN.fullmatch(mark.text[mark.place]) for mark in marks)


def test_heteronyms_are_read_right() -> None:
    """Measured in benchmarks/pinyin.py: these floors are its figures."""
    seen, held = halves()
    assert share(seen, by_place) >= 0.99
    assert share(held, by_place) >= 0.97


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("指令微调的长文本", "zhǐ lìng wēi tiáo de cháng wén běn"),
        ("切换到重排模型", "qiē huàn dào chóng pái mó xíng"),
        ("实行长期合同", "shí xíng cháng qī hé tong"),
        ("注意到了生活中的事", "zhù yì dào le shēng huó zhōng de shì"),
        ("校长文件", "xiào zhǎng wén jiàn"),
        ("用GPT-4微調。", "yòng wēi tiáo"),
        ("銀行的行長還沒來", "yín háng de háng zhǎng hái méi lái"),
        ("一会儿见", "yī huì r jiàn"),
    ],
)
def test_words_of_the_field(text: str, reading: str) -> None:
    assert line(text) == reading


PECULIAR = "的一行长重调了着得地為龍儿花𠮷〇，。 \nGPT4ａé\u0301👩\u200d💻\ufdd0"
TEXTS = st.text(st.one_of(st.sampled_from(PECULIAR), st.characters(codec="utf8")))


@given(TEXTS)
def test_every_syllable_stands_on_its_character(text: str) -> None:
    syllables = read(text)
    assert [each.start for each in syllables] == sorted({each.start for each in syllables})
    for each in syllables:
        assert each.end == each.start + 1
        assert HAN.fullmatch(text[each.start])
        assert 1 <= each.tone <= 5
        assert numbered(marked(each.text)) == each.text
    assert not syllables or not syllables[0].joined


@given(st.text(st.sampled_from("中国人民银行行长说微调很好，GPT 花儿"), max_size=30))
def test_every_common_character_is_read(text: str) -> None:
    assert [each.start for each in read(text)] == [match.start() for match in HAN.finditer(text)]


@given(TEXTS)
def test_traditional_reads_as_its_simplified_form(text: str) -> None:
    assert read(text) == read(fold_script(text))


@given(TEXTS)
def test_what_has_no_reading_is_kept_beside(text: str) -> None:
    written = beside(text, read(text), lambda _: "")
    assert "".join(c for c in written if c not in "()'") == "".join(c for c in text if c not in "()'")


@given(TEXTS)
def test_words_join_to_all_syllables(text: str) -> None:
    syllables = read(text)
    assert tuple(each for word in words_of(syllables) for each in word) == syllables


@given(TEXTS)
def test_sandhi_changes_nothing_but_the_two(text: str) -> None:
    before = read(text)
    for old, new in zip(before, spoken(text, before), strict=True):
        assert old == new or (text[old.start] in "一不" and old.text[:-1] == new.text[:-1])


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("不对", "bú duì"),
        ("不好", "bù hǎo"),
        ("一个", "yí ge"),
        ("一天", "yì tiān"),
        ("第一次", "dì yī cì"),
        ("十一月", "shí yī yuè"),
    ],
)
def test_sandhi(text: str, reading: str) -> None:
    assert " ".join(marked(each.text) for each in spoken(text, read(text))) == reading


def test_a_dictionary_counts_where_it_has_one_reading() -> None:
    entries = {
        "重力": ["ce4 shi4"],
        "银行": ["ce4 shi4", "yin2 hang2"],
        "花儿": ["hua1 r5"],
        "吕布": ["Lu:3 Bu4"],
        "模型": ["wrong"],
    }
    reading = Pinyin(cutter(), fold_script, lambda words: {word: entries[word] for word in words if word in entries})
    told = {text: [each.text for each in reading.read(text)] for text in entries}
    assert told["重力"] == ["ce4", "shi4"]
    assert told["银行"] == ["yin2", "hang2"]
    assert told["花儿"] == ["hua1", "r5"]
    assert told["吕布"] == ["lü3", "bu4"]
    assert told["模型"] == [each.text for each in read("模型")], "what is no reading is passed over"


def test_written_out() -> None:
    text = "他去西安，用GPT-4写代码。"
    assert in_pinyin(text, read(text), marked) == "tā qù xī'ān, yòng GPT-4 xiě dàimǎ."
    assert beside("去西安", read("去西安"), marked) == "去(qù)西安(xī'ān)"


@pytest.mark.parametrize(
    ("syllable", "written"), [("zhuang1", "ㄓㄨㄤ"), ("er2", "ㄦˊ"), ("de5", "˙ㄉㄜ"), ("lüe4", "ㄌㄩㄝˋ")]
)
def test_bopomofo(syllable: str, written: str) -> None:
    assert bopomofo(syllable) == written


def test_our_phrases_are_sound() -> None:
    from importlib.resources import files

    lines = files("reader.lexicon.data").joinpath("pinyin_phrases.txt").read_text("utf8").splitlines()
    phrases = [line.split() for line in lines if line and not line.startswith("#")]
    assert len(load_phrases()) == len(phrases), "no phrase stands twice"
    assert phrases == sorted(phrases)
    for phrase, *readings in phrases:
        assert len(phrase) == len(readings), phrase
        assert fold_script(phrase) == phrase
        assert all(marked(numbered(reading)) == reading for reading in readings), phrase


def test_our_patterns_are_sound() -> None:
    """Every reading is one that pypinyin knows for the character, and every pattern holds its character."""
    from pypinyin import Style, pinyin

    from reader.lexicon.pinyin_data import _compiled, _data

    rules = list(parse_contexts(_data("pinyin_contexts.txt")))
    assert load_contexts().characters == {character for character, *_ in rules}
    for character, reading, pattern in rules:
        known = pinyin(character, Style.TONE, heteronym=True)[0]
        assert marked(reading) in known or reading[-1] == "5", (character, reading)
        assert pattern == "." or _compiled(character, pattern).groupindex["here"], (character, reading)
