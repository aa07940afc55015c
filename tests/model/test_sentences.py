"""Sentences: cases with their negatives, and the law that they join to the text."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.sentences import sentence_around, sentences
from tests.support import cases


@pytest.mark.parametrize("case", cases("model/sentences.yaml"))
def test_sentences(case: dict[str, Any]) -> None:
    expected = [part for part in case["text"].split("|") if part]
    text = "".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


MARKED = st.text(st.sampled_from('模型a A.。！？!?”"（）()\n 1'))


@given(MARKED)
def test_they_join_to_the_text(text: str) -> None:
    spans = list(sentences(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert all(one[1] == other[0] for one, other in pairwise(spans))


@given(MARKED, st.data())
def test_around_holds_what_it_is_around(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)


def test_around() -> None:
    text = "先说一句。“再说一句！” 最后一句。"
    at = text.index("再")
    assert text[slice(*sentence_around(text, at, at + 1))] == "“再说一句！”"
    long = "长" * 1000
    assert sentence_around(long, 500, 501) == (260, 741)
