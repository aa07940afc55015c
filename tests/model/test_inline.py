"""What lies in a text follows it through every repair."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.model.document import Block, Kind, Origin
from reader.model.inline import Image, Inline, InlineKind, follow_inlines
from reader.model.text import Edit, Text
from tests.export.documents import marked
from tests.model.test_text import edited_texts


@given(edited_texts(), st.data())
def test_marks_stay_within_their_text_after_any_repair(text: Text, data: st.DataObject) -> None:
    original = Block(Kind.PARAGRAPH, Origin(1), Text.of(text.original))
    block = data.draw(marked(original))
    block = Block(Kind.PARAGRAPH, Origin(1), text, links=block.links, inlines=block.inlines, images=block.images)
    length = len(text.current)
    for spans in (block.current_inlines(), block.current_links()):
        assert all(0 <= span.start < span.end <= length for span in spans)
    for kind in InlineKind:
        of_kind = [each for each in block.current_inlines() if each.kind is kind]
        assert all(a.end <= b.start for a, b in pairwise(of_kind))
    assert all(0 <= image.offset <= length for image in block.current_images())
    assert [image.address for image in block.current_images()] == [image.address for image in block.images]


@given(edited_texts(), st.data())
def test_untouched_letters_keep_what_is_said_of_them(text: Text, data: st.DataObject) -> None:
    """Where nothing was edited, a letter is strong exactly if it was."""
    start = data.draw(st.integers(0, len(text.original)))
    end = data.draw(st.integers(start, len(text.original)))
    block = Block(Kind.PARAGRAPH, Origin(1), text, inlines=(Inline(start, end, InlineKind.STRONG),))
    strong = {place for each in block.current_inlines() for place in range(each.start, each.end)}
    changed = [range(change.start, change.end) for change in text.changes()]
    for place, letter in enumerate(text.current):
        if not letter.isspace() and not any(place in each for each in changed):
            source, _ = text.source_span(place, place + 1)
            assert (place in strong) == (start <= source < end)


def test_emphasis_over_a_repaired_span() -> None:
    text = Text.of("見網(wǎng)站 上").rewrite("pinyin", lambda _: [Edit(2, 8, "")])
    spans = (Inline(1, 10, InlineKind.STRONG), Inline(2, 8, InlineKind.EMPHASIS), Inline(1, 4, InlineKind.CODE))
    block = Block(Kind.PARAGRAPH, Origin(1), text, inlines=spans)
    found = [(text.current[each.start : each.end], each.kind) for each in block.current_inlines()]
    assert text.current == "見網站 上"
    assert found == [("網站", InlineKind.STRONG), ("網", InlineKind.CODE)]  # of the pinyin nothing is left


def test_pictures_above_and_below_stay_there() -> None:
    text = Text.of("甲乙").rewrite("x", lambda _: [Edit(0, 0, "前"), Edit(2, 2, "后")])
    images = (Image(0, "https://a.org/1"), Image(1, "https://a.org/2"), Image(2, "https://a.org/3"))
    block = Block(Kind.PARAGRAPH, Origin(1), text, images=images)
    assert [image.offset for image in block.current_images()] == [0, 2, 4]


def test_kinds_may_overlap() -> None:
    at = follow_inlines((Inline(0, 2, InlineKind.STRONG), Inline(1, 3, InlineKind.EMPHASIS)))
    kinds = [[each.kind for each in at(place)] for place in range(4)]
    assert kinds == [[InlineKind.STRONG], [InlineKind.EMPHASIS, InlineKind.STRONG], [InlineKind.EMPHASIS], []]
