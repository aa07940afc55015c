from hypothesis import given
from hypothesis import strategies as st

from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Kind, Note, Origin, Token, TokenKind
from reader.model.text import Edit, Text
from reader.model.walk import GlossFilter


def block(text: Text, tokens: tuple[Token, ...] = (), notes: tuple[Note, ...] = ()) -> Block:
    return Block(Kind.PARAGRAPH, Origin(line=1), text, tokens=tokens, notes=notes)


def note(start: int, end: int, headword: str, gloss: str = "gloss") -> Note:
    return Note(start, end, "glossary", headword, gloss)


def test_pieces_are_cut_where_tokens_notes_and_changes_begin_or_end() -> None:
    text = Text.of("用MoE架構").rewrite("script", lambda _: [Edit(5, 6, "构")])
    tokens = (Token(0, 1, TokenKind.WORD), Token(1, 4, TokenKind.LATIN), Token(4, 6, TokenKind.WORD))
    pieces = list(block(text, tokens, (note(1, 4, "MoE"),)).pieces())
    assert [piece.text for piece in pieces] == ["用", "MoE", "架", "构"]
    assert [piece.note is not None for piece in pieces] == [False, True, False, False]
    assert [piece.change is not None for piece in pieces] == [False, False, False, True]
    assert pieces[2].token == pieces[3].token == tokens[2]


@given(st.text(max_size=30), st.lists(st.integers(0, 30), max_size=6))
def test_pieces_join_to_the_text(text: str, places: list[int]) -> None:
    edges = sorted({min(place, len(text)) for place in places})
    notes = tuple(note(a, b, "x") for a, b in zip(edges[::2], edges[1::2], strict=False))
    assert "".join(piece.text for piece in block(Text.of(text), notes=notes).pieces()) == text


def test_pieces_of_the_sample_page_join_to_its_text(sample: Document) -> None:
    for found in sample.blocks:
        assert "".join(piece.text for piece in found.pieces()) == found.text.current


def test_the_first_mention_over_all_blocks_shows_its_gloss() -> None:
    glosses = GlossFilter(GlossPolicy.FIRST)
    first = block(Text.of("MoE和MoE"), notes=(note(0, 3, "MoE"), note(4, 7, "MoE")))
    assert glosses.shown(first) == first.notes[:1]
    assert glosses.shown(first) == ()


def test_all_and_none() -> None:
    twice = block(Text.of("MoE和其他MoE"), notes=(note(0, 3, "MoE"), note(6, 9, "MoE")))
    assert GlossFilter(GlossPolicy.ALL).shown(twice) == twice.notes
    assert GlossFilter(GlossPolicy.NONE).shown(twice) == ()


def test_the_same_term_twice_in_a_row_is_no_gloss() -> None:
    twice = block(Text.of("幻觉、幻觉"), notes=(note(0, 2, "Hallucination"), note(3, 5, "Hallucination")))
    assert GlossFilter(GlossPolicy.ALL).shown(twice) == twice.notes


def test_a_term_that_its_author_glosses_gets_no_second_gloss() -> None:
    text = Text.of("幻觉（hallucination）")
    both = block(text, notes=(note(0, 2, "Hallucination"), note(3, 16, "Hallucination")))
    assert GlossFilter(GlossPolicy.ALL).shown(both) == ()
