"""The tables are tested as data."""

from reader.model.characters import simplified_only, traditional_only
from reader.repair import data
from reader.repair.keyword_case import KEYWORDS


def test_readings_are_sorted_and_unique() -> None:
    lines = data.read("readings.txt").splitlines()
    syllables = [line.split(" ")[0] for line in lines]
    assert syllables == sorted(set(syllables))
    for line in lines:
        syllable, usual, other = line.split(" ")
        assert syllable.isascii()
        assert syllable.islower()
        for characters in (usual, other):
            assert list(characters) == sorted(set(characters))
        assert not set(usual) & set(other) - {"-"}
    assert len(lines) > 400


def test_the_commonest_characters_are_500_simplified_ones() -> None:
    characters = data.read("common.txt").strip()
    assert len(set(characters)) == len(characters) == 500
    assert not traditional_only() & set(characters)
    assert characters.startswith(("的", "一"))


def test_words_hold_a_keyword() -> None:
    words = data.read("words.txt").split()
    assert words == sorted(set(words))
    assert all(any(keyword.lower() in word for keyword in KEYWORDS) for word in words)
    assert {"training", "brain", "happy"} <= set(words)


def test_the_scripts_do_not_share_characters() -> None:
    assert not traditional_only() & simplified_only()
    assert set("網數據麼") <= traditional_only()  # 後 and 於 stand in GB 2312, as surnames
    assert set("们数说这") <= simplified_only()
    assert not set("后里干台的了") & (traditional_only() | simplified_only())
