"""Motions: from a place in the text to another, nothing drawn."""

import pytest

from reader.lexicon.glossary import Glossary
from reader.model.choices import Script
from reader.model.document import Kind
from reader.tui import motion
from reader.tui.reading import Position, Reading
from tests.tui.support import Given, synthetic


def read(glossary: Glossary, *texts: str, kind: Kind = Kind.PARAGRAPH) -> Reading:
    document = synthetic(*texts, kind=kind)
    return Reading(Given(glossary, document), document, Script.AUTO)


def walk(reading: Reading, move: motion.Motion, step: int, start: Position) -> list[Position]:
    found, position = [], move(reading, start, step)
    while position is not None:
        found.append(position)
        position = move(reading, position, step)
    return found


def test_sentences_across_paragraphs(glossary: Glossary) -> None:
    reading = read(glossary, "一句。“两句？”三句", "", "It works. Yes!")
    there = [Position(0, 3), Position(0, 8), Position(2, 0), Position(2, 10)]
    assert walk(reading, motion.by_sentences, 1, Position(0, 0)) == there
    assert walk(reading, motion.by_sentences, -1, Position(2, 12)) == [*reversed(there), Position(0, 0)]


@pytest.mark.parametrize(
    ("texts", "kind", "items"),
    [
        (["题", "正文", "节"], Kind.HEADING, [0, 1, 2]),
        (["导言", "一、数据", "正文", "二、模型"], Kind.PARAGRAPH, [1, 3]),
        (["导言", "（1）数据", "正文"], Kind.PARAGRAPH, []),
        (["导言", "1、" + "长" * 60, "2、" + "长" * 60], Kind.PARAGRAPH, []),
    ],
)
def test_headings(texts: list[str], kind: Kind, items: list[int], glossary: Glossary) -> None:
    reading = read(glossary, *texts, kind=kind)
    last = Position(len(texts) - 1, 1)
    assert [place.item for place in walk(reading, motion.by_headings, -1, last)] == items[::-1]
    assert [place.item for place in walk(reading, motion.by_headings, 1, Position(0, 0))] == [i for i in items if i]


@pytest.mark.parametrize(
    ("told", "item"),
    [
        ("1", 0), ("3", 2), ("10", 9), ("99", 9), ("0", 0), ("50%", 5),
        ("50 %", 5), ("100%", 9), ("999%", 9), ("0%", 0),
        ("３", 2), ("５０％", 5), (" 7 ", 6), ("", None), ("x", None), ("-1", None), ("3.5", None), ("%", None),
        ("9" * 40, None), ("三", None),
    ],
)  # fmt: skip
def test_a_place_that_is_typed(told: str, item: int | None, glossary: Glossary) -> None:
    reading = read(glossary, *"一二三四五六七八九十")
    assert motion.to_place(reading, told) == (None if item is None else Position(item, 0))


def test_nothing_to_go_to(glossary: Glossary) -> None:
    assert motion.to_place(read(glossary), "1") is None
