from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.match import Matcher
from reader.model.ports import Term
from reader.repair.script import fold_script
from tests.support import cases

NAMES = {
    "A100": ["A100"],
    "AI-Native": ["AI Native", "AI 原生"],
    "Alignment": ["Alignment", "对齐"],
    "Base Model": ["Base Model"],
    "GPT-4": ["GPT-4"],
    "Large Model": ["大模型"],
    "LLM": ["LLM"],
    "Loss": ["Loss"],
    "Model Compression": ["模型压缩"],
    "MoE": ["MoE"],
    "RAG": ["RAG"],
    "Retrieval": ["Retrieval", "检索"],
    "Reward Model": ["Reward Model", "奖励模型"],
    "Stable Alignment": ["Stable Alignment"],
    "Token": ["Token"],
}
TERMS = [Term(name, headword, "", "test") for headword, names in NAMES.items() for name in names]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(TERMS, fold_script)


@pytest.mark.parametrize("case", cases("annotate/match.yaml"))
def test_terms_are_marked_outside_words_only(matcher: Matcher, case: dict[str, Any]) -> None:
    text = case["input"]
    found = {text[note.start : note.end]: note.headword for note in matcher.notes(text)}
    assert found == case["expected"], case["why"]


@given(st.text(st.sampled_from("大模型压缩对齐 AIMoERAGLsgpt-4奖励獎A100.é")))
def test_notes_are_in_order_and_never_overlap(text: str) -> None:
    notes = Matcher(TERMS, fold_script).notes(text)
    edges = [edge for note in notes for edge in (note.start, note.end)]
    assert edges == sorted(edges)
    assert all(note.start < note.end <= len(text) for note in notes)


def test_the_first_of_two_claims_wins() -> None:
    mine, theirs = Term("对齐", "Mine", "", "own"), Term("对齐", "Alignment", "", "glossary.yaml")
    (note,) = Matcher([mine, theirs], fold_script).notes("对齐")
    assert (note.headword, note.source) == ("Mine", "own")


def test_two_terms_that_differ_in_capitals_alone_are_told_apart() -> None:
    terms = [Term("RAG", "RAG", "", "test"), Term("Rag", "Cloth", "", "test")]
    assert [note.headword for note in Matcher(terms, fold_script).notes("RAG and rag")] == ["RAG", "Cloth"]


def test_no_terms_no_notes() -> None:
    assert Matcher([], fold_script).notes("任何文字") == ()


def test_many_overlapping_matches_cost_no_more_than_their_number() -> None:
    text = "大模型压缩" * 20_000
    assert len(Matcher(TERMS, fold_script).notes(text)) == 20_000
