"""Anchors outlive what happens to a document."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.library.anchors import TITLE, Anchor, Place, Places, fold, fold_text
from reader.model.choices import Repairs, Script
from reader.model.document import Block, Document, Kind, Metadata, Origin, Source
from reader.model.text import Text
from reader.pipeline import Pipeline

CHARACTERS = "的一是训練数據模型推理專家（）()，。 AIai0１Ａbéßg wǎng网\u200b…"
TEXTS = st.text(st.one_of(st.sampled_from(CHARACTERS), st.characters(exclude_categories=["Cs"])), max_size=40)


def document(*texts: str, title: str = "") -> Document:
    return Document(
        Text.of(title), Metadata(), tuple(Block(Kind.PARAGRAPH, Origin(1), Text.of(text)) for text in texts)
    )


def telling(texts: list[str]) -> list[str]:
    """The texts, each made to be told from the others by what it says."""
    return [f"{text}第{number}段" for number, text in enumerate(texts)]


@given(TEXTS)
def test_both_ways_of_folding_agree(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_text(text)
    assert len(folded.places) == len(folded.text)
    assert list(folded.places) == sorted(folded.places)


@given(st.text(), st.integers(-5, 5), st.text(), st.text())
def test_anchors_are_kept_as_text(print_: str, number: int, before: str, after: str) -> None:
    anchor = Anchor(number, number, number, print_, before, after)
    assert Anchor.loads(anchor.dumps()) == anchor


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[1,2,3,4,5,6]", '["",0,0,"","",""]', "nonsense", "null", '[1,2,3,"",""]']
)
def test_what_is_no_anchor(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no anchor|Expecting value"):
        Anchor.loads(text)


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS, st.data())
def test_in_the_same_document_an_anchor_is_where_it_was(texts: list[str], title: str, data: st.DataObject) -> None:
    """Also where blocks are alike: its own is then one of those."""
    places = Places(document(*texts, title=title))
    block = data.draw(st.integers(TITLE, len(texts) - 1))
    text = [title, *texts][block + 1]
    offset = data.draw(st.integers(0, len(text)))
    assert places.find(places.anchor(block, offset)) == Place(block, offset)


@given(st.lists(TEXTS, min_size=1, max_size=6), st.lists(TEXTS, max_size=4), st.data())
def test_other_blocks_come_and_go(texts: list[str], others: list[str], data: st.DataObject) -> None:
    """The page is cleaned anew: some blocks are dropped, some brought back, the title is lost."""
    texts = telling(texts)
    block = data.draw(st.integers(0, len(texts) - 1))
    offset = data.draw(st.integers(0, len(texts[block])))
    anchor = Places(document(*texts, title="题目")).anchor(block, offset)
    kept = [text for number, text in enumerate(texts) if number == block or data.draw(st.booleans())]
    for other in telling(others):
        kept.insert(data.draw(st.integers(0, len(kept))), f"{other}另外")
    assert Places(document(*kept)).find(anchor) == Place(kept.index(texts[block]), offset)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(Script), st.data())
def test_repairs_and_scripts_move_nothing(texts: list[str], script: Script, data: st.DataObject) -> None:
    pipeline = Pipeline(())
    before = document(*texts)
    block = data.draw(st.integers(0, len(texts) - 1))
    offset = data.draw(st.integers(0, len(texts[block])))
    anchor = Places(before).anchor(block, offset)
    repaired = replace(before, blocks=tuple(pipeline.finish(each, before.survey, script) for each in before.blocks))
    assert Places(repaired).find(anchor) == Place(block, offset)


def test_a_place_on_the_screen_comes_back_in_another_script(pipeline: Pipeline) -> None:
    page = "\n\n".join(
        f"第{number}段說的是大型語言模型的訓練數(shù)據(jù)，網(wǎng)絡(luò)與環(huán)境，後來的模型更大。"
        for number in range(12)
    )
    source = Source("page.txt", page.encode())
    simplified, own = (pipeline.read(source, Repairs(script)) for script in (Script.SIMPLIFIED, Script.PAGE))
    number = 5
    shown = simplified.blocks[number].text
    at = shown.current.index("数据")
    anchor = Places(simplified).anchor(number, shown.source_offset(at))
    found = Places(own).find(anchor)
    assert found is not None
    text = own.blocks[found.block].text
    assert text.current[text.current_offset(found.offset) :].startswith("數據")


ARTICLE = [
    "大型语言模型在训练时看到的数据决定了它后来的能力，这一点在过去几年里被反复证明。",
    "混合专家让每个词元只经过一部分参数，于是同样的算力可以训练更大的模型。",
    "推理时的显存主要花在键值缓存上，所以长上下文的服务比训练更难做。",
]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([ARTICLE[0], "新加的一句。" + ARTICLE[1], ARTICLE[2]], (1, 6 + 5)),
        ([ARTICLE[0], ARTICLE[1].replace("同样的算力", "同等的算力预算"), ARTICLE[2]], (1, 5)),
        ([ARTICLE[0] + ARTICLE[1], ARTICLE[2]], (0, len(ARTICLE[0]) + 5)),
        ([ARTICLE[0], ARTICLE[1][:5], ARTICLE[1][5:], ARTICLE[2]], (2, 0)),
        (["大型語言模型", ARTICLE[1].replace("，", ", "), "別的"], (1, 5)),
        ([ARTICLE[0], ARTICLE[2]], None),
        (["完全不同的文章，说的是别的事情。"], None),
        ([], None),
    ],
    ids=[
        "a sentence before it",
        "words changed after it",
        "joined",
        "cut right there",
        "other commas",
        "gone",
        "another",
        "empty",
    ],
)
def test_an_article_that_was_written_on(after: list[str], expected: tuple[int, int] | None) -> None:
    anchor = Places(document(*ARTICLE)).anchor(1, 5)
    found = Places(document(*after)).find(anchor)
    assert found == (expected and Place(*expected))


def test_of_blocks_that_are_alike_the_surroundings_tell() -> None:
    before = document("小结", "第一部分说数据。", "小结", "第二部分说模型。", "小结", "第三部分说推理。")
    anchor = Places(before).anchor(2, 0)
    assert Places(document("小结", "第二部分说模型。", "小结", "第三部分说推理。")).find(anchor) == Place(0, 0)
    assert Places(document("序", "小结", "第一部分说数据。", "小结", "第二部分说模型。")).find(anchor) == Place(3, 0)


def test_a_title_is_a_place() -> None:
    anchor = Places(document("正文说的是训练数据。", title="训练数据从哪里来")).anchor(TITLE, 4)
    assert Places(document("正文说的是训练数据。", title="訓練數據從哪裡來")).find(anchor) == Place(TITLE, 4)
    assert Places(document("训练数据从哪里来", "正文说的是训练数据。")).find(anchor) == Place(0, 4)


def test_undamaged_text_has_the_places_of_damaged_text() -> None:
    anchor = Places(document("訓練數(shù)據(jù)與網(wǎng)絡(luò)環(huán)境的關(guān)系")).anchor(
        0, "訓練數(shù)據(jù)與網(wǎng)絡(luò)環(huán)境的關(guān)系".index("環")
    )
    found = Places(document("训练数据与网络环境的关系")).find(anchor)
    assert found == Place(0, "训练数据与网络环境的关系".index("环"))


@given(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3), st.data())
def test_any_anchor_in_any_document_is_found_inside_it_or_lost(
    one: list[str], other: list[str], data: st.DataObject
) -> None:
    assume(one)
    block = data.draw(st.integers(0, len(one) - 1))
    anchor = Places(document(*one)).anchor(block, data.draw(st.integers(0, len(one[block]))))
    found = Places(document(*other)).find(anchor)
    if found is not None:
        text = "" if found.block == TITLE else other[found.block]
        assert 0 <= found.offset <= len(text)
