"""Full-text search: both scripts, initials, English; whatever happens to the index, it is filled again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import tokens
from reader.library.index import Found, Index
from reader.library.tokens import asks_for_initials, grams, in_initials, initials_pattern, level, terms, words
from reader.model.characters import HAN_RANGES
from reader.model.document import Block, Document, Kind, Metadata, Origin
from reader.model.errors import LibraryError
from reader.model.text import Text
from reader.repair.readings import initials

HAN = "的一是训练數據模型推理專家行长重調還會乐𠀀〇"
TEXTS = st.text(
    st.one_of(st.sampled_from(HAN + " ，。aAßİ１Ａ-9"), st.characters(exclude_categories=["Cs"])), max_size=30
)


def document(*texts: str, title: str = "") -> Document:
    return Document(
        Text.of(title), Metadata(), tuple(Block(Kind.PARAGRAPH, Origin(1), Text.of(text)) for text in texts)
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = Index(tmp_path / "search.sqlite")
    yield opened
    opened.close()


def shown(found: tuple[Found, ...]) -> list[tuple[int, int, str]]:
    """Document, block and what is marked there."""
    return [(each.number, hit.anchor.block, hit.snippet[slice(*hit.matches[0])]) for each in found for hit in each.hits]


@given(TEXTS)
def test_levelled_text_has_the_places_of_the_text(text: str) -> None:
    assert len(level(text)) == len(text)
    assert len(in_initials(level(text))) == len(text)


@given(TEXTS)
def test_tokens_hold_nothing_but_letters_and_digits(text: str) -> None:
    assert all(re.fullmatch(rf"[{HAN_RANGES}]{{1,2}}|[^\W_]+", token) for token in words(text))
    assert all(re.fullmatch(r"[a-z?]{2,3}", token) for token in grams(text))


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("訓練", ['"训练"']),
        ("训练数据", ['"训练 练数 数据"']),
        ("数", ['"数" *']),
        ("GPT-4 模型", ['"gpt 4" *', '"模型"']),
        ('"Mixture of Experts"', ['"mixture of experts"']),
        ("MoE模型", ['"moe 模型"']),
        ('" OR word:x * ^ NEAR(', ['"or" *', '"word x" *', '"near" *']),
        ("…… !!", []),
    ],
)
def test_a_query_becomes_phrases(query: str, phrases: list[str]) -> None:
    assert [term.phrase for term in terms(query)] == phrases


@pytest.mark.parametrize(
    ("query", "letters"),
    [
        ("xlsj", "xlsj"),
        (" XLSJ ", "xlsj"),
        ("x", ""),
        ("xl sj", ""),
        ("x1", ""),
        ("训练", ""),
        ("é" * 3, ""),
        ("a" * 31, ""),
    ],
)
def test_what_may_be_initials(query: str, letters: str) -> None:
    assert asks_for_initials(query) == letters


def test_both_scripts_and_initials_find_the_same(index: Index) -> None:
    index.put(1, "h", document("它用了訓練數據。", "别的一段。"))
    for query in ("训练数据", "訓練數據", "训练數據", "xlsj", "XLSJ", "lsj", "数据"):
        [(number, block, marked)] = shown(index.search(query))
        assert (number, block) == (1, 0)
        assert marked in "訓練數據"
    assert index.search("训练的数据") == ()
    assert index.search("xlsx") == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        *((each, True) for each in ("yh", "yx", "hc", "hz", "zt", "ct", "zd")),
        *((each, False) for each in ("yz", "hh", "xz xz", "dz", "xch")),
    ],
)
def test_every_reading_of_a_character_counts(index: Index, query: str, *, expected: bool) -> None:
    index.put(1, "h", document("银行，行长，重调"))
    assert bool(index.search(query)) is expected


@given(st.text(st.sampled_from(HAN), min_size=2, max_size=12), st.data())
def test_initials_find_what_they_stand_for(text: str, data: st.DataObject) -> None:
    """Any stretch, in any of its readings: the index leads to it, and the comparison agrees."""
    start = data.draw(st.integers(0, len(text) - 2))
    part = level(text)[start : data.draw(st.integers(start + 2, len(text)))]
    if not all(character in initials() for character in part):
        return
    letters = "".join(data.draw(st.sampled_from(initials()[character])) for character in part)
    assert initials_pattern(letters).search(in_initials(level(text)))
    for phrase in tokens.gram_phrases(letters):
        wanted = phrase.split('"')[1]
        assert any(gram.startswith(wanted) if phrase.endswith("*") else gram == wanted for gram in grams(text))


@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_what_was_put_in_is_found(texts: list[str], data: st.DataObject) -> None:
    block = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[block])))
    query = texts[block][start : start + data.draw(st.integers(1, 8))].replace('"', "")
    if not terms(query):
        return
    index = Index(Path(":memory:"))
    index.put(1, "h", document(*texts))
    found = index.search(query)
    whole_words = start == 0 or not (texts[block][start - 1].isalnum() and texts[block][start].isalnum())
    if whole_words or tokens._HAN_RUN.fullmatch(level(query)):
        assert [each.number for each in found] == [1]
    index.close()


def test_words_may_stand_in_other_blocks(index: Index) -> None:
    index.put(1, "h", document("训练用了很多显卡。", "数据来自网页。"))
    index.put(2, "h", document("训练与数据。", "别的。"))
    assert shown(index.search("训练 数据")) == [(2, 0, "训练")]
    assert [each.number for each in index.search("显卡 网页")] == [1]
    assert index.search("显卡 没有") == ()


def test_titles_come_first_and_then_the_latest(index: Index) -> None:
    index.put(1, "h", document("正文。", title="模型"))
    index.put(2, "h", document("模型一。", "模型二。", "模型三。", "模型四。"))
    index.put(3, "h", document("模型。"))
    found = index.search("模型")
    assert [each.number for each in found] == [1, 3, 2]
    assert found[0].hits[0].anchor.block == -1
    assert (len(found[2].hits), found[2].blocks) == (3, 4)
    assert len(index.search("模型", most=2)) == 2


def test_other_names_are_as_good(index: Index) -> None:
    index.put(1, "h", document("混合专家很省算力。"))
    assert index.search("mixture of experts") == ()
    assert shown(index.search("mixture of experts", also=["MoE", "混合专家"])) == [(1, 0, "混合专家")]


def test_english_words_begin_as_asked_and_phrases_are_whole(index: Index) -> None:
    index.put(1, "h", document("They trained on training data, in a mixture of experts."))
    assert index.search("train")
    assert index.search('"training data"')
    assert index.search('"train data"') == ()
    assert index.search("rain") == ()


def test_a_document_is_put_in_again_and_taken_out(index: Index) -> None:
    index.put(7, "one", document("训练。"))
    index.put(7, "two", document("推理。"))
    assert index.search("训练") == ()
    assert index.search("推理")
    assert index.known() == {7: "two"}
    index.remove(7)
    index.remove(8)
    assert index.search("推理") == ()
    assert index.known() == {}


def test_hits_lead_to_their_block_in_a_page_that_was_cleaned_anew(index: Index) -> None:
    from reader.library.anchors import Place, Places

    index.put(1, "h", document("开头的一段。", "讲的是训练数据的一段。"))
    anchor = index.search("训练数据")[0].hits[0].anchor
    assert Places(document("讲的是訓練數據的一段。", "后来的。")).find(anchor) == Place(0, 0)


def test_nothing_to_look_for(index: Index) -> None:
    with pytest.raises(LibraryError, match=r"has nothing to look for; give a word"):
        index.search("?!")


@pytest.mark.parametrize("damage", [b"", b"no database " * 500, "middle"])
def test_a_damaged_index_is_thrown_away(tmp_path: Path, damage: bytes | str) -> None:
    path = tmp_path / "search.sqlite"
    index = Index(path)
    for number in range(200):
        index.put(number, "h", document(f"第{number}段训练数据。" * 20))
    index.close()
    whole = path.read_bytes()
    path.write_bytes(damage if isinstance(damage, bytes) else whole[:4096] + b"\xff" * (len(whole) - 4096))
    index = Index(path)
    for _ in range(2):
        try:
            index.search("训练")
            index.put(1, "h", document("训练数据。"))
        except LibraryError as error:
            assert "thrown away; search again to fill it" in str(error)  # noqa: PT017 - which call meets it depends
    assert [each.number for each in index.search("训练")] == [1]
    index.close()


def test_an_index_of_other_tokens_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "search.sqlite"
    index = Index(path)
    index.put(1, "h", document("训练。"))
    index.close()
    index = Index(path)
    assert index.known() == {1: "h"}
    index.close()
    monkeypatch.setattr(tokens, "fingerprint", lambda: iter([b"another"]))
    index = Index(path)
    assert index.known() == {}
    index.close()
