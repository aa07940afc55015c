"""A new user's first hour, in the real program, in tmux: with no key but those that the help names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.tui.person import Person

PAGE = ROOT / "tests" / "cases" / "tui" / "page.html"


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path)
    yield someone
    someone.leave()


def look_up(person: Person) -> None:
    """Three terms and two words, and the words are to be learned."""
    person.do("Next term")
    person.do("Look up the word")
    person.see("Mixture of Experts")
    for entry in ("带有可调参数", "过程中权重保持不变"):  # the pane follows
        person.do("Next term")
        person.see(entry)
    for _ in range(2):
        person.do("Next paragraph")
        person.do("Next word")
        person.see("HSK")
        person.do("I am learning this word")
        person.see("being learned")
    person.press("esc")


def leave_something(person: Person) -> None:
    """A mark and a note."""
    person.do("Mark this place")
    person.see("a letter from a to z")
    person.press("k")
    person.see("Mark k is set")
    person.do("Note on")
    person.see("Note ")
    person.press("值得再读 read again", "esc")
    person.see("Note kept")


def export_words(person: Person) -> None:
    person.do("Your words")
    person.see(lambda screen: screen.count("learning") >= 2)
    person.do("Words: write those shown")
    person.see("Write to a file")
    person.press("enter")
    person.see("written to")
    person.press("esc")


def test_a_first_hour(person: Person, tmp_path: Path) -> None:
    page = tmp_path / "small.html"
    page.write_bytes(PAGE.read_bytes())
    person.start("read", page.name)
    person.see("小模型")
    person.read_help()
    look_up(person)
    leave_something(person)
    person.do("To the bottom")
    last = person.see("100 %").splitlines()[-2].split()[-1]
    person.reads_on()
    person.kill()

    person.start()
    assert re.search(r"小模型.*100 %", person.see("小模型"))
    person.press("enter")
    person.see(lambda screen: "script" in screen and "100 %" in screen)
    person.do("Highlight the selection")
    assert last in person.see("Highlighted").split("▪")[-1], "the cursor is in the paragraph where it was"
    person.do("Go to a mark")
    person.see("k  ")
    person.press("k")
    person.see("✎ 值得再读 read again")
    export_words(person)
    rows = [row.split("\t") for row in (tmp_path / "words.tsv").read_text("utf8").splitlines()]
    assert [status for _, status, *_ in rows] == ["learning", "learning"]
    person.do("Leave")
    person.leave()
