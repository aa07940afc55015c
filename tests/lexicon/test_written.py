from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.lexicon import stored
from reader.lexicon.entry import Entry
from reader.lexicon.files import load, parse
from reader.lexicon.merge import OnConflict, joined, plan
from reader.lexicon.written import as_yaml, checked, with_entries
from reader.model.errors import GlossaryError

FILE = """\
# My terms, by hand.

- term: MoE  # the usual spelling
  chinese: [混合专家]
  # what the paper says
  en: >-
    A design with
    experts.

# models
- {term: GPT-4, en: A model.}
"""
words = (
    st.text(st.sampled_from("aB 专家:#-'\"[]{}>|&*!%@`,?\n\\é３"), min_size=1, max_size=12)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)


@given(st.lists(words, min_size=1, max_size=3), words)
def test_whatever_an_entry_holds_comes_out_of_its_yaml(names: list[str], text: str) -> None:
    entry = Entry(text, tuple(names), en=text, aliases=tuple(names))
    assert parse("x", as_yaml(entry).encode()) == ((entry,), ())


def test_what_is_not_touched_keeps_every_byte() -> None:
    changed = replace(load("x", FILE.encode())[0], en="New.", zh="新。")
    assert with_entries("x", FILE, [changed]) == FILE.replace(
        "  en: >-\n    A design with\n    experts.\n", "  en: New.\n  zh: 新。\n"
    )


def test_an_entry_on_one_line_is_written_anew() -> None:
    text = with_entries("x", FILE, [Entry("gpt 4", ("模型四",), en="A model.")])
    assert text.endswith("# models\n- term: gpt 4\n  chinese: [模型四]\n  en: A model.\n")
    assert text.startswith(FILE.partition("# models")[0])


def test_new_entries_stand_at_the_end() -> None:
    assert with_entries("x", FILE, [Entry("RAG", en="A way.")]) == FILE + "\n- term: RAG\n  en: A way.\n"
    assert with_entries("x", "", [Entry("RAG", en="A way.")]) == "- term: RAG\n  en: A way.\n"
    assert with_entries("x", "# none yet\n[]\n", [Entry("RAG", en="A.")]) == "# none yet\n\n- term: RAG\n  en: A.\n"


def test_a_broken_file_is_left_alone() -> None:
    with pytest.raises(GlossaryError, match=r"x:1: .*nothing was written"):
        with_entries("x", "- chinse: [x]\n", [Entry("RAG", en="A.")])


def test_controls_are_told() -> None:
    assert "U+202E" in checked(Entry("a\u202eb", en="x"))[0].message


OWN = Entry("MoE", ("混合专家",), en="Mine.", aliases=("专家混合",), source="own", line=1)


def test_what_is_the_same_is_no_conflict() -> None:
    made = plan([OWN], [replace(OWN, source="theirs"), Entry("RAG", en="x")])
    assert (len(made.same), len(made.new), made.conflicts) == (1, 1, ())


def test_a_conflict_is_shown_and_the_own_entry_kept() -> None:
    made = plan([OWN], [Entry("moe", ("专家模型",))])
    assert made[:3] == ((), (), ())
    assert [(conflict.own, conflict.name) for conflict in made.unsolved] == [(OWN, "moe")]


def test_the_name_of_another_entry_is_a_conflict_too() -> None:
    other = Entry("Experts", ("專家混合", "专家组"))
    assert [conflict.name for conflict in plan([OWN], [other]).unsolved] == ["專家混合"]
    made = plan([OWN], [other], OnConflict.REPLACE)
    assert made.new == (Entry("Experts", ("专家组",)),)
    assert len(made.conflicts) == 1
    assert not made.unsolved


def test_a_headword_that_is_an_own_alias_is_never_taken() -> None:
    made = plan([OWN], [Entry("专家混合", en="x")], OnConflict.REPLACE)
    assert made.new == made.changed == ()
    assert made.unsolved


def test_replacing_and_merging() -> None:
    theirs = Entry("MoE", ("专家模型",), "training", "Theirs.", "他们的。")
    assert plan([OWN], [theirs], OnConflict.REPLACE).changed == (theirs,)
    (merged,) = plan([OWN], [theirs], OnConflict.MERGE).changed
    assert merged == Entry("MoE", ("混合专家", "专家模型"), "training", "Mine.", "他们的。", aliases=("专家混合",))


def test_merging_twice_changes_nothing() -> None:
    theirs = Entry(
        "MoE", ("专家模型", "專家混合"), "training", "Theirs.", "他们的。", "Mixture", ("mixture",), see=("LLM",)
    )
    once = joined(OWN, theirs)
    assert joined(once, theirs) == once


def test_two_entries_of_one_import_contradict_each_other() -> None:
    made = plan([], [Entry("MoE", en="One."), Entry("moe", en="Two.")])
    assert made.new == (Entry("MoE", en="One."),)
    assert len(made.unsolved) == 1


def test_kept_entries_are_the_parsed_ones() -> None:
    entries = load("x", FILE.encode())
    again = stored.load(stored.dump(entries))
    assert again == entries
    assert [(entry.source, entry.line) for entry in again or ()] == [(entry.source, entry.line) for entry in entries]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[[], []]", '[["term"], [["x"]]]', "[" * 100_000])
def test_anything_else_is_parsed_anew(text: str) -> None:
    assert stored.load(text) is None


def test_a_row_of_the_wrong_kind_is_parsed_anew() -> None:
    text = stored.dump((OWN,))
    assert stored.load(text) == (OWN,)
    assert stored.load(text.replace('"Mine."', "3")) is None
    assert stored.load(text.replace('["专家混合"]', "[7]")) is None
