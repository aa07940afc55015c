"""Levels and ranks of words."""

import pytest

from reader.lexicon.levels import Levels
from reader.model.choices import WordList
from reader.repair.script import fold_script


@pytest.mark.parametrize(("listed", "level"), [(WordList.HSK_2, 5), (WordList.HSK_2021, 3), (WordList.HSK_2025, 5)])
def test_the_lists_differ_and_are_told(listed: WordList, level: int) -> None:
    found = Levels(fold_script, listed).level("训练")
    assert found is not None
    assert (found.listed, found.by_characters) == (listed, False)
    assert found.number == level
    assert str(found).startswith(f"HSK {listed}: ")


def test_traditional_has_the_level_of_its_simplified_form() -> None:
    levels = Levels(fold_script)
    assert levels.level("訓練") == levels.level("训练")
    assert levels.rank("訓練") == levels.rank("训练")


@pytest.mark.parametrize("listed", list(WordList))
def test_a_word_in_no_list_has_its_hardest_characters_level(listed: WordList) -> None:
    levels = Levels(fold_script, listed)
    found = levels.level("好书店")
    assert found is not None
    assert found.by_characters
    assert found.number == max(levels._characters[character] for character in "好书店")
    assert "by its characters" in str(found)


@pytest.mark.parametrize("word", ["GPT", "", "，", "80%", "龘龘"])
def test_what_no_list_reaches_has_no_level(word: str) -> None:
    assert Levels(fold_script).level(word) is None


def test_the_words_of_levels() -> None:
    levels = Levels(fold_script)
    assert {"一", "爱"} <= set(levels.words(1))
    assert not set(levels.words(2, 2)) & set(levels.words(1))
    assert len(levels.words(7)) > 10_000


def test_ranks_fall_from_common_to_rare() -> None:
    levels = Levels(fold_script)
    common, rarer = levels.rank("我们"), levels.rank("训练")
    assert common is not None
    assert rarer is not None
    assert common < rarer
    assert levels.rank("饕餮") is None
