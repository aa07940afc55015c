import pytest

from reader.lexicon.expansions import Expansion, expansions
from reader.lexicon.glossary import Glossary
from reader.lexicon.mining import Candidate, Miner
from reader.model.document import Source
from reader.pipeline import Pipeline
from reader.segment.words import background


def anything(_: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "检索增强生成（Retrieval-Augmented Generation，RAG）很好",
            [("RAG", "Retrieval-Augmented Generation", "检索增强生成")],
        ),
        ("基于低秩适配（LoRA）的方法", [("LoRA", "", "低秩适配")]),
        ("MLP（多层感知机）", [("MLP", "", "多层感知机")]),
        ("GQA (Grouped Query Attention)", [("GQA", "Grouped Query Attention", "")]),
        ("we use Tool Integrated Reasoning (TIR) here", [("TIR", "Tool Integrated Reasoning", "")]),
        ("思维链（chain of thought）", [("思维链", "chain of thought", "")]),
        ("他说（笑）", []),
        ("小米（NYSE: 不详）", []),
        ("GPU（昨天）和CEO（Some Other Words）", [("GPU", "", "昨天")]),
        ("（" * 2000, []),
        ("（" + " " * 200_000, []),
        ("MoE (" * 20_000, []),
        ("MoE （ Mixture of Experts ）", [("MoE", "Mixture of Experts", "")]),
    ],
)
def test_what_pages_say_of_a_name(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert list(expansions(text, anything)) == [Expansion(*each) for each in expected]


def mined(pipeline: Pipeline, glossary: Glossary, *pages: str) -> dict[str, Candidate]:
    miner = Miner((name for entry in glossary.entries for name in entry.names), background())
    for page in pages:
        miner.add(pipeline.read(Source("page", page.encode())))
    return {candidate.term: candidate for candidate in miner.candidates()}


PAGE = (
    "研究者提出了工具集成推理（Tool Integrated Reasoning，TIRX）的想法，RAG 和 MoE 则早已有之。\n\n"
    "后来 QLaRA 与 QLaRAs 被人采用，见 https://example.org/QWeRTY 一文；handleError 是程序里的名字，CEO 不是。\n\n"
    "量子纠缠蒸馏让模型变小，这是第一次；之后的工作把量子纠缠蒸馏用在别处，效果也好。\n\n"
    "人们又说，量子纠缠蒸馏还会有新的用途，这是可以期待的，这是大家都同意的。"
)


def test_unknown_names_and_compounds_are_candidates(pipeline: Pipeline, glossary: Glossary) -> None:
    found = mined(pipeline, glossary, PAGE)
    assert {"TIRX", "QLaRA"} <= set(found)
    assert found["QLaRA"].times == 1 or found["QLaRA"].times == 2
    assert any("纠缠" in term and found[term].times == 3 for term in found)
    assert all(found[term].sentences for term in found)


def test_what_is_known_everyday_or_a_programs_is_none(pipeline: Pipeline, glossary: Glossary) -> None:
    found = mined(pipeline, glossary, PAGE)
    assert not {"RAG", "MoE", "CEO", "handleError", "QWeRTY", "这是", "研究者"} & set(found)


def test_the_headlines_of_every_page_count_once(pipeline: Pipeline, glossary: Glossary) -> None:
    pages = [f"第{n}页讲了些别的事情，读者可以自己去看，大家都这样认为。\n\n热门：量子纠缠蒸馏爆火。" for n in range(9)]
    assert not any("纠缠" in term for term in mined(pipeline, glossary, *pages))


def test_nothing_gives_nothing(pipeline: Pipeline, glossary: Glossary) -> None:
    assert Miner((), background()).candidates() == []
