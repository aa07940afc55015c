from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.text import Edit, Text, apply_edits

CHARACTERS = "網(wǎng)站数a 。"


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    places = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    spans = list(zip(places[::2], places[1::2], strict=False))
    return [Edit(start, end, draw(st.text(CHARACTERS, max_size=3))) for start, end in spans]


def _proposing(edits: list[Edit]) -> Callable[[str], list[Edit]]:
    return lambda _: edits


@st.composite
def edited_texts(draw: st.DrawFn) -> Text:
    text = Text.of(draw(st.text(CHARACTERS, max_size=20)))
    for number in range(draw(st.integers(0, 4))):
        text = text.rewrite(f"rule {number}", _proposing(draw(edits_of(len(text.current)))))
    return text


@given(edited_texts())
def test_passes_replay(text: Text) -> None:
    assert text.replay() == text.current


@given(edited_texts())
def test_changes_are_in_order_and_everything_between_them_is_the_original(text: Text) -> None:
    rebuilt, place, source_place = [], 0, 0
    for change in text.changes():
        assert change.start >= place
        assert change.source_start >= source_place
        untouched = text.current[place : change.start]
        assert untouched == text.original[source_place : change.source_start]
        rebuilt += [untouched, text.current[change.start : change.end]]
        place, source_place = change.end, change.source_end
    rebuilt.append(text.original[source_place:])
    assert "".join(rebuilt) == text.current


@given(edited_texts(), st.data())
def test_every_untouched_character_is_traced_to_itself(text: Text, data: st.DataObject) -> None:
    touched = {place for change in text.changes() for place in range(change.start, change.end)}
    free = [place for place in range(len(text.current)) if place not in touched]
    if not free:
        return
    place = data.draw(st.sampled_from(free))
    start, end = text.source_span(place, place + 1)
    assert text.original[start:end] == text.current[place]
    assert text.current_offset(start) == place


@given(edited_texts(), st.data())
def test_spans_stay_inside_the_text(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.current)))
    end = data.draw(st.integers(start, len(text.current)))
    source_start, source_end = text.source_span(start, end)
    assert 0 <= source_start <= source_end <= len(text.original)
    assert 0 <= text.current_offset(data.draw(st.integers(0, len(text.original)))) <= len(text.current)


def test_changes_of_several_rules_that_meet_become_one() -> None:
    text = (
        Text.of("網(wǎng)站")
        .rewrite("pinyin", lambda _: [Edit(1, 7, "")])
        .rewrite("script", lambda _: [Edit(0, 1, "网")])
    )
    (change,) = text.changes()
    assert change == (0, 1, 0, 7, ("pinyin", "script"))
    assert text.source_span(0, 1) == (0, 7)


def test_changes_apart_stay_apart() -> None:
    text = Text.of("a b c").rewrite("x", lambda _: [Edit(0, 1, "AA"), Edit(4, 5, "CC")])
    assert [change[:4] for change in text.changes()] == [(0, 2, 0, 1), (5, 7, 4, 5)]
    assert text.source_span(3, 4) == (2, 3)


def test_characters_of_a_run_changed_one_for_one_are_traced_one_by_one() -> None:
    text = Text.of("訓練數據").rewrite("script", lambda _: [Edit(0, 4, "训练数据")])
    assert text.source_span(1, 2) == (1, 2)
    assert text.current_offset(2) == 2


def test_an_edit_that_changes_nothing_is_not_recorded() -> None:
    text = Text.of("网站")
    assert text.rewrite("x", lambda _: [Edit(0, 1, "网")]) is text


@pytest.mark.parametrize(
    "edits", [[Edit(2, 3, ""), Edit(0, 1, "")], [Edit(0, 2, ""), Edit(1, 3, "")], [Edit(0, 9, "")]]
)
def test_edits_out_of_order_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        apply_edits("网站站", edits)
