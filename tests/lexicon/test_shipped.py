"""The glossary that comes with Reader, tested as data."""

import json
import re

import jsonschema
import pytest
import yaml

from reader.annotate.match import Matcher
from reader.lexicon.entry import CATEGORIES, OTHER
from reader.lexicon.files import check, parse
from reader.lexicon.glossary import Glossary
from reader.model.characters import simplified_only, traditional_only
from reader.model.document import Document
from reader.repair.script import fold_script
from tests.support import ROOT

FILE = ROOT / "glossary.yaml"
SCHEMA = ROOT / "src" / "reader" / "lexicon" / "glossary.schema.json"
HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff])")

#: What a person who reads the sample page may want explained; the list is the issue's, read off the page.
SAMPLE_TERMS = [
    "LLM", "MoE", "experts", "GPT-4", "scaling", "retrieval", "幻觉", "hallucination", "指令遵循", "反馈数据", "算力",
    "Training", "Serving", "RLHF", "Alignment", "Embedding", "向量数据库", "AGI", "OpenAI", "Anthropic", "多模态",
    "AutoGPT", "插件", "CUI", "人机交互", "预训练", "微调", "奖励模型", "数据飞轮效应", "数据标注", "A100", "H100",
    "推理", "LLaMA", "指令微调", "pre-train", "私有化部署", "模型压缩", "Agent", "Robotics", "ChatGPT", "参数",
    "训练数据", "基础模型", "大模型", "小模型", "开源模型", "Scale Down", "reward model", "Base Model",
    "Stable Alignment", "Direct Preference Optimization", "Context Window", "Robot Learning",
    "Killer Apps", "AI Native", "AI Infra", "AI-Infra", "GPT 3.5", "vector store", "system 1", "system 2",
    "人形机器人", "训练", "检索", "语言模型", "终端推理",
]  # fmt: skip


def test_nothing_is_wrong_with_it() -> None:
    entries, problems = parse("glossary.yaml", FILE.read_bytes())
    assert [str(problem) for problem in (*problems, *check(entries))] == []
    assert len(entries) >= 300


def test_it_is_sorted_and_every_category_is_used(glossary: Glossary) -> None:
    entries, _ = parse("glossary.yaml", FILE.read_bytes())
    terms = [entry.term.casefold() for entry in entries]
    assert terms == sorted(terms)
    assert {entry.category for entry in entries} == set(CATEGORIES) - {OTHER}


def test_definitions_are_sentences_in_their_language(glossary: Glossary) -> None:
    for entry in glossary.entries:
        assert entry.en.endswith("."), entry.term
        assert entry.zh.endswith(("。", "）")), entry.term
        assert len(re.findall("[\u4e00-\u9fff]", entry.en)) < 5, entry.term
        assert not HALF_WIDTH.search(entry.zh), entry.term
        assert len(entry.en) <= 420, entry.term


def test_chinese_names_and_definitions_are_simplified(glossary: Glossary) -> None:
    # 昇腾 and 昇思 are brands that keep 昇.
    for entry in glossary.entries:
        for text in (*entry.chinese, entry.zh):
            assert not traditional_only() & set(text) - {"昇"}, entry.term


def test_aliases_stand_in_both_scripts(glossary: Glossary) -> None:
    aliases = "".join(name for entry in glossary.entries for name in entry.aliases)
    assert len(traditional_only() & set(aliases)) > 100
    assert len(simplified_only() & set(aliases)) > 100


def test_no_marked_name_is_a_short_everyday_word(glossary: Glossary) -> None:
    for entry in glossary.entries:
        for name in entry.marked_names:
            assert len(name) > 1, entry.term
            assert len(name) > 2 or not name.isascii() or name.isupper() or any(c.isdigit() for c in name), entry.term


def test_every_name_is_found_on_a_page(glossary: Glossary) -> None:
    matcher = Matcher(glossary.terms(), fold_script)
    for entry in glossary.entries:
        for name in entry.marked_names:
            notes = matcher.notes(f"关于{name}的说明")
            assert [(note.start, note.end) for note in notes] == [(2, 2 + len(name))], name
            assert notes[0].headword == entry.term, name


@pytest.mark.parametrize("name", SAMPLE_TERMS)
def test_every_ai_term_of_the_sample_page_is_found_there(glossary: Glossary, sample: Document, name: str) -> None:
    marked = [block.text.current[note.start : note.end] for block in sample.blocks for note in block.notes]
    assert name in marked


def test_llm_is_no_degree_in_law(glossary: Glossary) -> None:
    assert all("法学" not in name for entry in glossary.entries for name in entry.names)


def test_the_published_schema_agrees_with_the_reader() -> None:
    schema = json.loads(SCHEMA.read_text("utf8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    data = yaml.load(FILE.read_bytes(), yaml.CBaseLoader)
    assert not list(validator.iter_errors(data))
    assert schema["items"]["properties"]["category"]["enum"] == list(CATEGORIES)
    assert not validator.is_valid([{**data[0], "chinse": []}])
    assert not validator.is_valid([{key: value for key, value in data[0].items() if key != "term"}])
