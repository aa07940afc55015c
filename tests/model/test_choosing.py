"""A person overrules the cleaner."""

from hypothesis import given
from hypothesis import strategies as st

from reader.model.choosing import YOURS, Choice, bring_back, leave_out, overrule
from reader.model.document import Block, Document, Dropped, Kind, Metadata, Origin, Verdict
from reader.model.text import Text


@st.composite
def documents(draw: st.DrawFn) -> Document:
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for line, keep in enumerate(draw(st.lists(st.booleans(), max_size=12)), 1):
        block = Block(Kind.PARAGRAPH, Origin(line), Text.of(str(line % 3)))
        if keep:
            blocks.append(block)
        else:
            dropped.append(Dropped(block, len(blocks), Verdict("x")))
    return Document(Text.of(""), Metadata(), tuple(blocks), tuple(dropped))


def order(document: Document) -> list[int]:
    """The lines in the order in which the document's places have them."""
    lines: list[int] = []
    for index in range(len(document.blocks) + 1):
        lines += (each.block.origin.line for each in document.dropped if each.before == index)
        lines += (block.origin.line for block in document.blocks[index : index + 1])
    return lines


@given(documents(), st.data())
def test_every_block_keeps_its_place(document: Document, data: st.DataObject) -> None:
    whole = order(document)
    for _ in range(data.draw(st.integers(0, 6))):
        turn: bool = data.draw(st.booleans())
        if document.dropped and turn:
            document = bring_back(document, data.draw(st.integers(0, len(document.dropped) - 1)))
        elif document.blocks:
            document = leave_out(document, data.draw(st.integers(0, len(document.blocks) - 1)))
        assert order(document) == whole == sorted(whole)
        assert [each.block.origin.line for each in document.dropped] == sorted(
            each.block.origin.line for each in document.dropped
        )


@given(documents(), st.data())
def test_what_is_left_out_comes_back_as_it_was(document: Document, data: st.DataObject) -> None:
    if not document.blocks:
        return
    index = data.draw(st.integers(0, len(document.blocks) - 1))
    without = leave_out(document, index)
    at = next(at for at, each in enumerate(without.dropped) if each.verdict is YOURS)
    back = bring_back(without, at)
    assert [block.text for block in back.blocks] == [block.text for block in document.blocks]
    assert back.dropped == document.dropped
    assert back.blocks[index].kept == YOURS


@given(documents(), st.booleans())
def test_choices_are_followed_once(document: Document, keep: bool) -> None:  # noqa: FBT001
    choices = [Choice(Origin(line), str(line % 3), keep) for line in order(document)]
    chosen = overrule(document, [*choices, Choice(Origin(99), "", keep=keep)])
    assert len(chosen.blocks) == (len(order(document)) if keep else 0)
    assert overrule(chosen, choices) == chosen
