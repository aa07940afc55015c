import pytest

from reader.lexicon.glossary import Glossary
from reader.model.choices import Repairs, Script
from reader.model.document import Document, Source
from reader.pipeline import Pipeline
from tests.support import ROOT


@pytest.mark.parametrize("script", [Script.SIMPLIFIED, Script.TAIWAN, Script.HONGKONG])
def test_no_term_loses_its_note_by_the_script_that_is_read(
    pipeline: Pipeline, sample: Document, script: Script
) -> None:
    page = Source("page.txt", (ROOT / "source" / "page.txt").read_bytes())
    read = pipeline.read(page, Repairs(script), words=False)
    notes = [[note.headword for note in block.notes] for block in read.blocks]
    assert notes == [[note.headword for note in block.notes] for block in sample.blocks]


@pytest.mark.parametrize(
    ("text", "taiwan", "headword"),
    [
        ("训练数据", "訓練資料", "Training Data"),
        ("参数", "參數", "Parameter"),
        ("数据飞轮", "資料飛輪", "Data Flywheel"),
    ],
)
def test_terms_are_shown_in_taiwans_words_and_found_by_them(
    pipeline: Pipeline, glossary: Glossary, text: str, taiwan: str, headword: str
) -> None:
    page = Source("page.txt", f"这些模型需要{text}，这是评测的结论，研究者认为如此。".encode())
    (block,) = pipeline.read(page, Repairs(Script.TAIWAN), words=False).blocks
    (note,) = [n for n in block.notes if n.headword == headword]
    assert block.text.current[note.start : note.end] == taiwan
    assert [entry.term for entry in glossary.find(taiwan).exact] == [headword]
