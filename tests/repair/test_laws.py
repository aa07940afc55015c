"""What holds for every text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.model.choices import Repairs, Script
from reader.model.document import Document
from reader.model.escape import UNSAFE
from reader.model.survey import Survey
from reader.model.text import Text
from reader.repair.fold import fold_all, fold_damage
from reader.repair.joined import Joined
from reader.repair.misfires import MISFIRED, misfires
from reader.repair.rules import RULES, chosen
from reader.repair.script import fold_script, simplified_characters
from reader.repair.stage import repair_text, repair_texts, survey

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


@given(st.lists(st.text(st.sampled_from("ab1\n\0 數"), max_size=4), max_size=5), st.data())
def test_a_search_of_many_texts_finds_what_a_search_of_each_does(texts: list[str], data: st.DataObject) -> None:
    patterns = [re.compile(each) for each in ("a", "[1數]", "\n", "b(?<=ab)")]
    joined = Joined(texts)

    def check(joined: Joined, texts: list[str]) -> None:
        for pattern in patterns:
            assert joined.holding(pattern) == [at for at, text in enumerate(texts) if pattern.search(text)]

    check(joined, texts)
    if texts:
        at, new = data.draw(st.integers(0, len(texts) - 1)), data.draw(st.text(st.sampled_from("a1\n "), max_size=3))
        check(joined.changed({at: new}), [*texts[:at], new, *texts[at + 1 :]])


@given(PAGES, st.sampled_from(Script))
def test_texts_are_repaired_together_as_each_by_itself(page: list[str], choice: Script) -> None:
    rules = chosen(survey(page), Repairs(choice))
    texts = list(map(Text.of, page))
    assert repair_texts(texts, rules) == [repair_text(text, rules) for text in texts]


@given(
    st.text(
        st.sampled_from("TrAIninghappyIP網(wǎng)(yōu)?)闇蕚溥,。 ab&ldquo;#xff08;Ａ\xa0\x1b?一H0 9 E6 \\6"), max_size=30
    )
)
def test_no_rule_has_anything_to_do_where_its_trigger_finds_nothing(text: str) -> None:
    for rule in RULES:
        if not rule.trigger.search(text):
            assert Text.of(text).rewrite(rule.name, lambda text, rule=rule: rule.find(text, Survey())).passes == ()  # type: ignore[misc]
    assert MISFIRED.search(text) or not list(misfires(text))


def test_what_is_clean_stays_untouched(sample: Document) -> None:
    clean = [block.text.current for block in sample.blocks]
    figures = survey(clean)
    for line in clean:
        assert repair_text(Text.of(line), chosen(figures)).passes == ()
