"""Pinyin, gloss notation and English inflection: their examples, and what no example shows."""

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.lexicon.dictionary import english, index, lookup, notation, spelling, table
from reader.model.word import Named


@pytest.mark.parametrize("module", [english, index, lookup, notation, spelling, table], ids=lambda m: m.__name__)
def test_the_examples_hold(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed


@pytest.mark.parametrize(
    ("numbers", "marks"),
    [
        ("nu:3 er2", "nǚ ér"),
        ("lu:e4", "lüè"),
        ("Xi1 an1", "Xī ān"),
        ("dou4 r5", "dòur"),
        ("gui4", "guì"),
        ("liu2", "liú"),
        ("xiong2", "xióng"),
        ("ng2", "ńg"),
        ("ma5", "ma"),
        ("A Q zheng4 zhuan4", "A Q zhèng zhuàn"),
        ("Ma3 ke4 · Tu3 wen1", "Mǎ kè·Tǔ wēn"),
        ("pu2tao5", "pútao"),
        ("E2", "É"),
    ],
)
def test_tone_marks_stand_where_they_belong(numbers: str, marks: str) -> None:
    assert spelling.marked(numbers) == marks


@given(st.lists(st.sampled_from(["xun4", "lian4", "nu:3", "er2", "r5", "ma5", "Bei3", "a1", "ou3", "n2"]), min_size=1))
def test_all_spellings_of_a_word_agree(syllables: list[str]) -> None:
    pinyin = " ".join(syllables)
    marks = spelling.marked(pinyin)
    assert spelling.plain(marks) == spelling.plain(pinyin) == spelling.all_plain([pinyin])[0]
    assert spelling.agrees(marks, pinyin)
    assert spelling.agrees(pinyin.replace(" ", ""), pinyin)


@pytest.mark.parametrize(("query", "agrees"), [("xing2", True), ("xíng", True), ("xing", True), ("xing4", False)])
def test_tones_that_are_told_are_kept_to(query: str, *, agrees: bool) -> None:
    assert spelling.agrees(query, "xing2") is agrees


@pytest.mark.parametrize(
    ("gloss", "shown", "measures", "refers"),
    [
        ("cat (CL:隻|只[zhi1])", "cat", ("只",), ()),
        ("CL:個|个[ge4],位[wei4]", None, ("个", "位"), ()),
        ("see 涼山|凉山[Liang2 shan1]", "see 凉山 (Liáng shān)", (), (("see", "凉山"),)),
        ("variant of 含蓄[han2 xu4]", "variant of 含蓄 (hán xù)", (), (("variant of", "含蓄"),)),
        ("old variant of 回[hui2]", "old variant of 回 (huí)", (), (("old variant of", "回"),)),
        ("CPC, abbr. for 中國|中国[Zhong1 guo2]", "CPC, abbr. for 中国 (Zhōng guó)", (), (("abbr. for", "中国"),)),
        ("see 甲[jia3] or 乙[yi3]", "see 甲 (jiǎ) or 乙 (yǐ)", (), (("see", "甲"), ("see", "乙"))),
        ("Taiwan pr. [hu3 bu5]", "Taiwan pr. hǔ bu", (), ()),
        ("abbr. for 卡拉OK[ka3 la1 O K]", "abbr. for 卡拉OK (kǎ lā O K)", (), (("abbr. for", "卡拉OK"),)),
        ("to see [sth] clearly", "to see [sth] clearly", (), ()),
    ],
)
def test_notation(
    gloss: str, shown: str | None, measures: tuple[str, ...], refers: tuple[tuple[str, str], ...]
) -> None:
    word = notation.word("字", "字", "zi4", gloss, "cc-cedict")
    assert word.glosses == ((shown,) if shown else ())
    assert tuple(named.simplified for named in word.measures) == measures
    assert tuple((named.how, named.simplified) for named in word.refers) == refers


def test_a_named_word_has_its_pinyin() -> None:
    assert notation.named_in("個|个[ge4]") == (Named("个", "個", "gè"),)


@pytest.mark.parametrize("text", ["甲" * 30_000, "[" * 30_000, "a|" * 15_000, "(CL:" * 8_000, "see " * 8_000])
def test_hostile_glosses_take_no_time(text: str) -> None:
    assert notation.readable(text)
    notation.word("x", "x", "", text, "d")


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("trained", "train"), ("models", "model"), ("cities", "city"), ("running", "run"), ("stopped", "stop"),
        ("making", "make"), ("went", "go"), ("children", "child"), ("wolves", "wolf"), ("happier", "happy"),
        ("language models", "language model"), ("colour", "color"), ("organise", "organize"),
        ("don't", "do"), ("putin's", "putin"),
    ],
)  # fmt: skip
def test_lemmas(word: str, lemma: str) -> None:
    assert lemma in english.lemmas(word)


@pytest.mark.parametrize(
    ("word", "root"), [("quickly", "quick"), ("weakness", "weak"), ("trainer", "train"), ("bigger", "big")]
)
def test_roots(word: str, root: str) -> None:
    assert root in english.roots(word)
    assert root not in english.lemmas(word), "the meaning differs: it is a last resort"
