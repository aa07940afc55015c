import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.lexicon.glossary import Glossary
from reader.model.choices import Script
from reader.tui.reading import Position, Reading, Span
from reader.tui.search import Found, Search, pattern
from tests.tui.support import Given, synthetic


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("数据", "数据與數據", ["数据", "數據"]),
        ("數據", "数据與數據", ["数据", "數據"]),
        ("rlhf", "用 RLHF 与 Rlhf", ["RLHF", "Rlhf"]),
        ("base model", "Base Model", ["Base Model"]),
        ("[b]", "[b]粗[/b] b", ["[b]"]),
        (".*", "a.*b", [".*"]),
        ("C++", "C++ 与 c++", ["C++", "c++"]),
        ("发", "發现头发與髮", ["發", "发", "髮"]),
        ("ß", "straße", ["ß"]),
        ("没有", "数据", []),
        ("gpt-4", "ＧＰＴ－４ 与 GPT-4", ["ＧＰＴ－４", "GPT-4"]),
        ("ｇｐｔ", "GPT 与 Gpt", ["GPT", "Gpt"]),
        ("好,", "好，好,好、", ["好，", "好,"]),
        ("什么?", "什么？什么", ["什么？"]),
        ("a b", "a　b", ["a　b"]),
    ],
)
def test_pattern(query: str, text: str, found: list[str]) -> None:
    assert [match[0] for match in pattern(query).finditer(text)] == found


@given(st.text(min_size=1))
def test_every_text_finds_itself(text: str) -> None:
    match = pattern(text).search(f"前{text}后")
    assert match is not None
    assert len(match[0]) == len(text)


@pytest.fixture
def reading(glossary: Glossary) -> Reading:
    document = synthetic("数据一，数据二", "没有", "数据三")
    return Reading(Given(glossary, document), document, Script.AUTO)


def test_from_match_to_match_and_round(reading: Reading) -> None:
    search = Search(reading, "数据")
    search.advance(10)
    first, second, third = Span(0, 0, 2), Span(0, 4, 6), Span(2, 0, 2)
    assert search.spans == [first, second, third]
    assert search.after(Position(0, 0), here=True) == Found(first, wrapped=False)
    assert search.after(Position(0, 0)) == Found(second, wrapped=False)
    assert search.after(Position(0, 4)) == Found(third, wrapped=False)
    assert search.after(Position(2, 0)) == Found(first, wrapped=True)
    assert search.before(Position(2, 0)) == Found(second, wrapped=False)
    assert search.before(Position(0, 0)) == Found(third, wrapped=True)
    assert [search.number(span) for span in search.spans] == [1, 2, 3]


def test_a_search_goes_on_where_it_stopped(reading: Reading) -> None:
    search = Search(reading, "数据")
    counts = []
    while not search.done:
        search.advance(0)
        counts.append(len(search.spans))
    assert counts == [2, 2, 3]


def test_nothing_found(reading: Reading) -> None:
    search = Search(reading, "模型")
    search.advance(10)
    assert search.done
    assert search.after(Position(0, 0)) is None
    assert search.before(Position(0, 0)) is None


@pytest.mark.parametrize("step", [1, -1])
def test_no_more_is_searched_than_the_next_match_asks_for(
    glossary: Glossary, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a long page ``n`` would have to wait for the whole."""
    monkeypatch.setattr("reader.tui.search._SLICE", 0.0)  # an item at a time
    texts = [f"第{number}段" + "数据" * (number % 7 == 3) for number in range(60)]
    reading = Reading(Given(glossary, synthetic(*texts)), synthetic(*texts), Script.AUTO)
    whole = Search(reading, "数据")
    whole.advance(60)
    for position in (Position(item, offset) for item in range(60) for offset in (0, 4)):
        search = Search(reading, "数据")
        search.reach_for(position, step, 60)
        found = search.after(position) if step > 0 else search.before(position)
        assert found == (whole.after(position) if step > 0 else whole.before(position))
        assert found is not None
        last = found.span.item if step > 0 else position.item
        assert search._next == (len(texts) if found.wrapped else last + 1)
