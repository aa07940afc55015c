"""What holds for every text."""

from hypothesis import given
from hypothesis import strategies as st

from reader.model.choices import Repairs, Script
from reader.model.document import Document
from reader.model.escape import UNSAFE
from reader.model.text import Text
from reader.repair.fold import fold_all, fold_damage
from reader.repair.rules import chosen
from reader.repair.script import fold_script, simplified_characters
from reader.repair.stage import repair_text, survey

PAGES = st.lists(
    st.text(st.sampled_from("網數據的了是在于后这這学學(wǎng)(shù)(),:;?!，。 aI1.\n\x1b\u202e\xa0TrAIning")),
    max_size=6,
)


@given(PAGES, st.sampled_from(Script))
def test_passes_replay_and_leave_nothing_that_a_terminal_obeys(page: list[str], choice: Script) -> None:
    figures = survey(page)
    for line in page:
        text = repair_text(Text.of(line), chosen(figures, Repairs(choice)))
        assert text.replay() == text.current
        assert not UNSAFE.search(text.current)


@given(PAGES)
def test_repairing_twice_changes_nothing(page: list[str]) -> None:
    figures = survey(page)
    once = [repair_text(Text.of(line), chosen(figures)).current for line in page]
    again = survey(once)
    assert [repair_text(Text.of(line), chosen(again)).current for line in once] == once


@given(st.text(st.characters(codec="utf-8")))
def test_folding_script_keeps_offsets(text: str) -> None:
    assert len(fold_script(text)) == len(text)
    fold_damage(text)


@given(st.lists(st.text(st.sampled_from("網數乾著(wǎng)（），Ａ　a\n\0龘")), max_size=5))
def test_folding_many_texts_is_folding_each(texts: list[str]) -> None:
    assert fold_all(texts) == [fold_damage(text) for text in texts]


def test_folding_is_by_one_table() -> None:
    assert fold_damage("後（数據）　Ａ～ａ") == "后(数据) A~a"
    assert fold_damage("".join(map(chr, simplified_characters()))) == "".join(simplified_characters().values())


def test_what_is_clean_stays_untouched(sample: Document) -> None:
    clean = [block.text.current for block in sample.blocks]
    figures = survey(clean)
    for line in clean:
        assert repair_text(Text.of(line), chosen(figures)).passes == ()
