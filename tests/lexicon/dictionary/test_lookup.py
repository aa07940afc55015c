"""The engine: every way of asking, and what it answers when nothing has what is asked for."""

import threading
from collections.abc import Callable, Iterable

import pytest
import yaml

from reader.lexicon.dictionary.lookup import How, LookUp, Match
from reader.lexicon.dictionary.store import Store
from reader.model.word import Record
from tests.support import ROOT


@pytest.mark.parametrize(
    ("query", "word", "how"),
    [
        ("训练", "训练", How.HEADWORD), ("訓練", "训练", How.HEADWORD), ("訓练", "训练", How.HEADWORD),
        ("xunlian", "训练", How.PINYIN), ("xun4lian4", "训练", How.PINYIN), ("xùnliàn", "训练", How.PINYIN),
        ("xun4 lian4", "训练", How.PINYIN), ("Xùn Liàn", "训练", How.PINYIN), ("xun4lian", "训练", How.PINYIN),
        ("nü'er", "女儿", How.PINYIN), ("nv3er2", "女儿", How.PINYIN), ("nu:3er2", "女儿", How.PINYIN),
        ("lǜsè", "绿色", How.PINYIN), ("xlsj", "心力衰竭", How.INITIALS), ("zhgz", "郑光祖", How.INITIALS),
        ("train", "训练", How.GLOSS), ("to train", "训练", How.GLOSS), ("trained", "训练", How.STEM),
        ("cats", "猫", How.STEM), ("The Cat", "猫", How.GLOSS), ("happiest", "快乐", How.STEM),
        ("训*", "训练", How.PREFIX), ("xunl*", "训练", How.PREFIX),
    ],
)  # fmt: skip
def test_ways_of_asking(engine: LookUp, query: str, word: str, how: How) -> None:
    found = [(match.word.simplified, match.how) for match in engine.find(query).words]
    assert (word, how) in found


def test_initials(engine: LookUp) -> None:
    words = engine.find("jsjkx").words
    assert {match.how for match in words} == {How.INITIALS}
    assert all([s[0].lower() for s in match.word.pinyin.split()] == list("jsjkx") for match in words)


@pytest.mark.parametrize("query", ["xún lian", "xun2lian4", "xunlian2"])
def test_other_tones_are_other_words(engine: LookUp, query: str) -> None:
    assert "训练" not in [match.word.simplified for match in engine.find(query).words]


def test_all_homophones_are_answered(engine: LookUp) -> None:
    assert len(engine.find("yi4").words) > 100


def test_every_reading_is_kept_and_the_plain_ones_stand_first(engine: LookUp) -> None:
    assert {word.pinyin for word in engine.words("行")} == {"háng", "héng", "xíng"}
    assert engine.words("王")[0].pinyin == "wáng"
    assert [word.pinyin for word in engine.words("王")][-1] != "wáng"


def test_references_are_followed(engine: LookUp) -> None:
    found = {match.word.simplified: match.how for match in engine.find("凉山").words}
    assert found["凉山彝族自治州"] is How.REFERENCE
    variant = engine.find("涵蓄").words
    assert ("含蓄", How.REFERENCE) in [(match.word.simplified, match.how) for match in variant]


def test_references_that_go_in_circles_end(made: Callable[[Iterable[Record]], Store]) -> None:
    store = made([Record("甲", "甲", "jia3", ("see 乙[yi3]",)), Record("乙", "乙", "yi3", ("see 甲[jia3]",))])
    assert [match.word.simplified for match in LookUp(None, [store]).find("甲").words] == ["甲", "乙"]


def test_measure_words(engine: LookUp) -> None:
    assert [named.simplified for named in engine.words("猫")[0].measures] == ["只"]


def test_the_longest_match_and_its_shorter_ones(engine: LookUp) -> None:
    answer = engine.find("人工", "人工智能改变世界")
    assert answer.longer[0].simplified == "人工智能"
    assert "人" in [word.simplified for word in answer.shorter]
    assert [word.simplified for word in engine.matches_at("人工智能改变世界")][:2] == ["人工智能", "人工"]


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("训练数据集", ("训练", "数据集")),
        ("语言模型微调", ("语言", "模型", "微调")),
        ("训练GPU集群", ("训练", "GPU", "集群")),
        ("𬺈𬺈", ("𬺈", "𬺈")),
        ("", ()),
    ],
)
def test_compounds_are_taken_apart(engine: LookUp, compound: str, parts: tuple[str, ...]) -> None:
    assert engine.parts(compound) == parts


def test_near_misses_are_told_as_such(engine: LookUp) -> None:
    answer = engine.find("halucination")
    assert not answer.found
    assert "幻觉" in [match.word.simplified for match in answer.near]
    assert "涌现" in [match.word.simplified for match in engine.find("涌見").near]
    assert engine.find("训练数据集").parts


@pytest.mark.parametrize(
    "query", ["", "   ", "*", "\x00", "[/red]", "' or 1=1 --", '"', "%", "_", "😀", "\ud800", "a" * 9999]
)
def test_what_means_nothing_finds_nothing_and_breaks_nothing(with_glossary: LookUp, query: str) -> None:
    assert not with_glossary.find(query).entries


def test_the_glossary_wins(with_glossary: LookUp) -> None:
    answer = with_glossary.find("LLM")
    assert answer.entries[0].chinese[0] == "大语言模型"
    assert "法学硕士" not in answer.entries[0].names


@pytest.mark.parametrize("query", ["xunlianshuju", "xùnliàn shùjù", "xlsj"])
def test_entries_of_the_glossary_are_found_by_their_sound(with_glossary: LookUp, query: str) -> None:
    assert "Training Data" in [entry.term for entry in with_glossary.find(query).entries]


def test_dictionaries_answer_in_their_order(shipped: Store, made: Callable[[Iterable[Record]], Store]) -> None:
    own = made([Record("训练", "訓練", "xun4 lian4", ("mine",))])
    first = [
        words[0].dictionary
        for words in (LookUp(None, [own, shipped]).words("训练"), LookUp(None, [shipped, own]).words("训练"))
    ]
    assert first == ["own", "cc-cedict"]


def test_what_a_terminal_would_obey_is_taken_out(made: Callable[[Iterable[Record]], Store]) -> None:
    store = made([Record("涌\x1b[2J", "湧", "yong3\x07", ("red\u202e text\x9b31m", "\x00"))])
    (word,) = store.spelt("yong3")
    assert (word.simplified, word.glosses) == ("涌[2J", ("red text31m",))


def test_a_store_may_be_asked_by_many_at_once(shipped: Store, engine: LookUp) -> None:
    wrong: list[object] = []

    def ask() -> None:
        wrong.extend(name for name in ("训练", "模型", "猫", "行") * 50 if not engine.words(name))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_plain_translations_stand_first_as_often_as_they_were_measured_to(engine: LookUp) -> None:
    judged = yaml.safe_load((ROOT / "tests/cases/lexicon/plain.yaml").read_text("utf8"))
    assert len(judged) == 200
    firsts = {word: next((match.word.simplified for match in english(engine, word)), "") for word in judged}
    wrong = [f"{word}: {first}" for word, first in firsts.items() if first not in judged[word]]
    assert len(judged) - len(wrong) >= 143, wrong


def english(engine: LookUp, word: str) -> list[Match]:
    """What answers an English word as such, not as pinyin."""
    return [match for match in engine.find(word).words if match.how not in (How.PINYIN, How.INITIALS, How.REFERENCE)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("desk", "桌子"), ("eat", "吃"), ("water", "水"), ("neck", "脖子"), ("train", "训练"),
     ("computer", "电脑"), ("happy", "快乐"), ("shanghai", "上海"), ("data", "数据"), ("organisations", "组织")],
)  # fmt: skip
def test_a_plain_translation_is_among_the_first_three(engine: LookUp, english: str, chinese: str) -> None:
    words = [match.word.simplified for match in engine.find(english).words if match.how is not How.REFERENCE]
    assert chinese in words[:3]
