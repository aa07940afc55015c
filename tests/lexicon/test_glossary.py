import pytest

from reader.lexicon.entry import Entry
from reader.lexicon.glossary import Glossary, gloss_for


def entry(term: str, *chinese: str, expansion: str = "", source: str = "") -> Entry:
    return Entry(term, chinese, "data", f"{term} in English.", "中文。", expansion=expansion, source=source)


def test_a_persons_own_entry_wins() -> None:
    glossary = Glossary([entry("MoE", "混合专家"), entry("RAG")], [entry("moe", "我的译名", source="own")])
    found = glossary.entry("MoE")
    assert found is not None
    assert found.chinese == ("我的译名",)
    assert [e.term for e in glossary.entries] == ["moe", "RAG"]


def test_a_persons_own_names_come_first_among_the_terms() -> None:
    glossary = Glossary([entry("Expert", "专家")], [entry("Specialist", "专家", source="own")])
    assert [term.headword for term in glossary.terms() if term.surface == "专家"] == ["Specialist", "Expert"]


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("MoE", "MoE"),
        ("moe", "MoE"),
        ("mixture of experts", "MoE"),
        ("Mixture-of-Experts", "MoE"),
        ("混合专家模型", "MoE"),
        ("混合專家模型", "MoE"),
        ("幻觉", "Hallucination"),
        ("RLHF", "RLHF"),
        ("ＲＬＨＦ", "RLHF"),
        ("gpt 4", "GPT-4"),
        ("直接偏好优化", "DPO"),
        (" llm ", "LLM"),
    ],
)
def test_entries_are_found_in_either_language_and_script(glossary: Glossary, query: str, term: str) -> None:
    assert [found.term for found in glossary.find(query).exact] == [term]


@pytest.mark.parametrize(
    ("query", "term"), [("halucination", "Hallucination"), ("RHLF", "RLHF"), ("幻觉率", "Hallucination")]
)
def test_near_misses_are_told_as_such(glossary: Glossary, query: str, term: str) -> None:
    found = glossary.find(query)
    assert not found.exact
    assert term in [near.term for near in found.near]


@pytest.mark.parametrize("query", ["", "   ", "zzzzqqqq", "[/red]", "\x00"])
def test_what_resembles_nothing_finds_nothing(glossary: Glossary, query: str) -> None:
    assert glossary.find(query) == ((), ())


def test_the_gloss_is_in_the_other_language() -> None:
    moe = entry("MoE", "混合专家模型", expansion="Mixture of Experts")
    assert gloss_for(moe, "MoE") == gloss_for(moe, "Mixture of Experts") == "混合专家模型"
    assert gloss_for(moe, "混合专家模型") == "MoE"
    assert (
        gloss_for(entry("DPO", expansion="Direct Preference Optimization"), "DPO") == "Direct Preference Optimization"
    )
    assert gloss_for(entry("GPT-4"), "GPT-4") == ""
