from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from reader.lexicon.glossary import Glossary
from reader.model.choices import GlossPolicy, Script
from reader.model.document import Document, Source
from reader.pipeline import Pipeline
from reader.tui import motion
from reader.tui.reading import Position, Reading
from reader.tui.sheet import Setting, Sheet, Spot
from tests.tui.support import PAGE, Given, synthetic


@pytest.fixture(scope="module")
def document(pipeline: Pipeline) -> Document:
    return pipeline.open(Source("page.html", PAGE.encode()))


@pytest.fixture
def reading(pipeline: Pipeline, document: Document) -> Reading:
    fresh = Reading(pipeline, document, Script.AUTO)
    fresh.can_cut = True
    return fresh


def sheet(reading: Reading, width: int = 40, **options: Any) -> Sheet:
    made = Sheet(reading, Setting(width, **options), ("page.html", ""))
    made.settle(0, len(reading))
    return made


def everywhere(reading: Reading) -> Iterator[Position]:
    for item in range(len(reading)):
        for offset in range(len(reading.text(item))):
            yield Position(item, offset)


@pytest.mark.parametrize("width", [20, 33, 80])
@pytest.mark.parametrize("gloss", list(GlossPolicy))
def test_a_position_is_found_again_where_it_stands(reading: Reading, width: int, gloss: GlossPolicy) -> None:
    made = sheet(reading, width, gloss=gloss)
    for position in everywhere(reading):
        if not reading.text(position.item)[position.offset].isspace():
            assert made.near(made.spot(position)) == position
            assert made.hit(made.spot(position)) == position


def test_nothing_is_hit_in_gaps_margins_and_beyond_the_text(reading: Reading) -> None:
    made = sheet(reading)
    first = made.spot(Position(0, 0))
    assert made.hit(Spot(0, 0)) is None
    assert made.hit(Spot(first.line, -1)) is None
    assert made.hit(Spot(first.line, 39)) is None
    assert made.hit(Spot(made.height + 3, 0)) is None
    assert made.near(Spot(0, 0)) == Position(0, 0)
    assert made.near(Spot(made.height + 3, 0)).item == len(reading) - 1


def test_guesses_come_near_and_settling_makes_them_exact(reading: Reading) -> None:
    guessed = Sheet(reading, Setting(40))
    exact = sheet(reading)
    assert abs(guessed.layout.height - exact.layout.height) <= len(reading)
    assert exact.layout.height == sum(exact.leaf(item).height for item in range(len(reading)))


def test_the_first_mention_alone_carries_a_gloss_once_the_sweep_has_been_there(reading: Reading) -> None:
    made = Sheet(reading, Setting(40))
    item = next(item for item in range(len(reading)) if "RAG 先查" in reading.text(item))
    assert "⟨" in made.leaf(item).drawn.text, "what stands before it isn't known yet"
    reading.sweep(60)
    made.refresh(0, reading.swept)
    assert "⟨" not in made.leaf(item).drawn.text


def test_the_sweep_may_come_in_chunks(pipeline: Pipeline, glossary: Glossary) -> None:
    document = synthetic(*("模型与数据，RLHF 第一" for _ in range(150)))
    reading = Reading(Given(glossary, document), document, Script.AUTO)
    sizes = []
    while reading.swept < len(reading):
        blocks = reading.chunk(reading.swept)
        sizes.append(len(blocks))
        reading.accept(blocks)
    assert sizes == [64, 64, 22]
    assert reading.occurrences("RLHF") == 150
    assert [bool(reading.shown(item, GlossPolicy.FIRST)) for item in (0, 1, 149)] == [True, False, False]
    assert all(reading.shown(item, GlossPolicy.ALL) for item in (0, 149))
    assert not any(reading.shown(item, GlossPolicy.NONE) for item in (0, 149))


def test_words_are_known_for_terms_even_before_the_segmenter_is_there(reading: Reading) -> None:
    position = next(p for p in everywhere(reading) if reading.note_at(p))
    note = reading.note_at(position)
    assert note is not None
    reading.can_cut = False
    assert reading.stops(position.item)[0] == (note.start, note.end)
    assert reading.word_at(position)[1:] == (note.start, note.end)


def test_words_never_cut_a_term(reading: Reading) -> None:
    for item in range(len(reading)):
        stops = reading.stops(item)
        assert all(before[1] <= after[0] for before, after in pairwise(stops))
        assert {(note.start, note.end) for note in reading.block(item).notes} <= set(stops)


def test_by_words_goes_there_and_back_through_the_whole_page(reading: Reading) -> None:
    position, visited = Position(0, 0), [Position(0, 0)]
    while (following := motion.by_words(reading, position, 1)) != position:
        position = following
        visited.append(position)
    assert visited == [Position(item, start) for item in range(len(reading)) for start, _ in reading.stops(item)]
    for earlier in reversed(visited[:-1]):
        position = motion.by_words(reading, position, -1)
        assert position == earlier


def test_by_terms_visits_every_term(reading: Reading) -> None:
    terms = [Position(item, note.start) for item in range(len(reading)) for note in reading.block(item).notes]
    position: Position | None = Position(0, -1)
    visited = []
    while position is not None and (position := motion.by_terms(reading, position, 1)):
        visited.append(position)
    assert visited == terms
    assert motion.by_terms(reading, terms[1], -1) == terms[0]
    assert motion.by_terms(reading, terms[0], -1) is None


def test_by_lines_keeps_its_column_over_gaps(reading: Reading) -> None:
    made = sheet(reading)
    position, visited = Position(0, 3), []
    column = made.spot(position).column
    while (following := motion.by_lines(made, position, 1, column)) != position:
        position = following
        visited.append(made.spot(position).line)
    assert visited == text_lines(made)[1:]


@pytest.mark.parametrize("width", [8, 14, 25])
def test_by_lines_steps_over_lines_of_a_gloss(reading: Reading, width: int) -> None:
    made = sheet(reading, width, gloss=GlossPolicy.ALL)
    with_text = {made.spot(position).line for position in everywhere(reading)}
    assert set(text_lines(made)) >= with_text
    assert width > 8 or set(text_lines(made)) != with_text, "narrow enough for lines that hold nothing but a gloss"
    position, visited = Position(0, 0), [made.spot(Position(0, 0)).line]
    while (following := motion.by_lines(made, position, 1, 5)) != position:
        position = following
        visited.append(made.spot(position).line)
    assert visited == sorted(with_text)
    while (following := motion.by_lines(made, position, -1, 5)) != position:
        position = following
        assert made.spot(position).line == visited[-2]
        visited.pop()
    assert len(visited) == 1


def text_lines(made: Sheet) -> list[int]:
    return [line for line in range(made.height) if (found := made.at(line)) and found[1] >= 0]


def test_by_paragraphs_and_headings(reading: Reading) -> None:
    middle = Position(2, 5)
    assert motion.by_paragraphs(reading, middle, -1) == Position(2, 0)
    assert motion.by_paragraphs(reading, Position(2, 0), -1) == Position(1, 0)
    assert motion.by_paragraphs(reading, Position(0, 0), -1) is None
    assert motion.by_paragraphs(reading, Position(len(reading) - 1, 0), 1) is None
    headings = []
    position: Position | None = Position(0, 0)
    while position is not None and (position := motion.by_headings(reading, position, 1)):
        headings.append(reading.text(position.item))
    assert headings == ["一、数据", "二、部署"]


@pytest.mark.parametrize("script", [Script.SIMPLIFIED, Script.TAIWAN, Script.HONGKONG])
def test_every_place_is_kept_from_script_to_script(glossary: Glossary, script: Script) -> None:
    document = synthetic("網(wǎng)絡的軟件，在電腦里運行；數(shù)據很重要", "開發(fā)者說：模型回(huí)來了")
    there = Reading(Given(glossary, document), document, Script.PAGE)
    other = Reading(there.stages, document, script)
    for place in [Position(item, offset) for item in (0, 1) for offset in range(len(there.text(item)))]:
        moved = there.moved(place, other)
        assert 0 <= moved.offset < len(other.text(place.item))
        once = there.moved(other.moved(moved, there), other)
        assert there.moved(other.moved(once, there), other) == once, "going to and fro doesn't make the place drift"


def test_a_character_keeps_its_place_exactly_where_scripts_go_one_by_one(glossary: Glossary) -> None:
    document = synthetic("網路的資料，都在雲端")
    page = Reading(Given(glossary, document), document, Script.PAGE)
    simplified = Reading(page.stages, document, Script.SIMPLIFIED)
    for offset in range(len(page.text(0))):
        assert page.moved(Position(0, offset), simplified) == Position(0, offset)
        assert simplified.moved(Position(0, offset), page) == Position(0, offset)


@pytest.mark.parametrize("width", [1, 2, 5, 40])
def test_every_line_can_be_drawn_before_heights_are_exact(reading: Reading, width: int) -> None:
    """A screen is drawn between its first layout and the next one; 爆料投訴 was guessed higher than it stands."""
    made = Sheet(reading, Setting(width), ("page.html", ""))
    for line in range(made.height):
        found = made.at(line)
        if found is not None and found[1] >= 0:
            leaf = made.leaf(found[0])
            assert leaf.line_at(found[1])[0] < len(leaf.starts)
