"""What is told of a page before reading it."""

import pytest

from reader.face import brief_of
from reader.lexicon.brief import CHARACTERS_A_MINUTE, WORDS_A_MINUTE
from reader.lexicon.brief_text import as_lines, bar
from reader.lexicon.glossary import Glossary
from reader.model.document import Document, Source
from reader.pipeline import Pipeline

PARAGRAPH = "<p>我们训练了一个大模型，用 MoE 架构降低推理成本。XQZT 是新的评测，XQZT 比 ABQ 难。</p>"
PAGE = f"<html><body><article>{PARAGRAPH * 5}</article></body></html>"


@pytest.fixture
def page(pipeline: Pipeline) -> Document:
    return pipeline.read(Source("page.html", PAGE.encode()))


def test_lengths_and_time(page: Document, glossary: Glossary) -> None:
    found = brief_of(page, glossary)
    assert (found.characters, found.words) == (26 * 5, 4 * 5)
    assert found.minutes == pytest.approx(130 / CHARACTERS_A_MINUTE + 20 / WORDS_A_MINUTE)


def test_terms_by_category(page: Document, glossary: Glossary) -> None:
    found = brief_of(page, glossary)
    entry = glossary.entry("MoE")
    assert entry is not None
    assert dict(found.terms)[entry.category] >= 5
    assert sum(count for _, count in found.terms) == sum(len(block.notes) for block in page.blocks)


def test_levels_are_shares(page: Document, glossary: Glossary) -> None:
    found = brief_of(page, glossary)
    assert sum(share for _, share in found.levels) == pytest.approx(1)
    assert [number for number, _ in found.levels] == [1, 2, 3, 4, 5, 6, 7, 0]


def test_acronyms_that_the_glossary_lacks(page: Document, glossary: Glossary) -> None:
    assert brief_of(page, glossary).acronyms == (("XQZT", 10), ("ABQ", 5))


def test_hardest_words_carry_their_reading(sample: Document, glossary: Glossary) -> None:
    words = brief_of(sample, glossary).hardest
    assert words
    assert all(word.reading and word.reading != word.word for word in words)
    levels = [word.level or 8 for word in words]
    assert levels == sorted(levels, reverse=True)


def test_an_empty_document_has_a_brief(glossary: Glossary, page: Document) -> None:
    from dataclasses import replace

    found = brief_of(replace(page, blocks=()), glossary)
    assert (found.characters, found.terms, found.hardest) == (0, (), ())
    assert list(as_lines(found, bars=True))


def test_bars_only_when_wanted(page: Document, glossary: Glossary) -> None:
    found = brief_of(page, glossary)
    assert "█" in "\n".join(as_lines(found, bars=True))
    assert "█" not in "\n".join(as_lines(found, bars=False))
    assert (bar(0, 8), bar(1, 8), bar(7, 8)) == ("", "█" * 8, "█" * 8)
