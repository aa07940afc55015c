"""Work in another process: what comes back is what would have been made here, and nothing is left behind."""

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from reader.apart import Abandoned, Broken, parts
from reader.model.choices import Cleaning
from reader.model.choosing import Choice
from reader.model.document import Document, Source
from reader.model.errors import NoArticleError
from reader.model.site import SiteRule
from reader.pipeline import Pipeline
from tests.support import ROOT
from tests.tui.support import PAGE

SAMPLE = Source("page.txt", (ROOT / "source" / "page.txt").read_bytes())
RULE = SiteRule("*", keep=False, wording="*小模型*")


def always() -> bool:
    return True


def count(stop: int) -> Iterator[int]:
    yield from range(stop)


def name_process() -> Iterator[int]:
    yield os.getpid()
    time.sleep(60)


def end_at_once() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)


def talk_and_fail() -> Iterator[int]:
    os.write(1, b"a library says something")
    sys.stdout.write("so does Python\n")
    sys.stdout.flush()
    yield 1
    raise NoArticleError("no article; try another page", guess=False)


def opened(source: Source, cleaning: Cleaning = Cleaning(), rules: tuple[SiteRule, ...] = ()) -> Document:  # noqa: B008 - frozen
    return Pipeline((), rules).open_apart(source, cleaning, always)


@pytest.mark.parametrize("source", [SAMPLE, Source("page.html", PAGE.encode())], ids=lambda source: source.name)
def test_a_document_that_is_opened_apart_is_the_same(source: Source) -> None:
    assert opened(source) == Pipeline(()).open(source)


def test_rules_and_choices_go_along() -> None:
    source = Source("page.html", PAGE.encode())
    block = Pipeline(()).open(source).blocks[-1]
    cleaning = Cleaning(choices=(Choice.of(block, keep=False),))
    document = opened(source, cleaning, (RULE,))
    assert document == Pipeline((), (RULE,)).open(source, cleaning)
    assert document != Pipeline(()).open(source)


def test_more_blocks_than_one_part() -> None:
    source = Source(
        "long.txt", "\n\n".join(f"第{number}段：模型与数据都在其中，推理更省。" for number in range(900)).encode()
    )
    assert opened(source) == Pipeline(()).open(source)


def test_what_is_wrong_with_the_page_is_told_here() -> None:
    with pytest.raises(NoArticleError) as told:
        opened(Source("none.html", b"<html><body><h1>404 Not Found</h1></body></html>"))
    assert told.value.guess == _raised_here().guess


def _raised_here() -> NoArticleError:
    with pytest.raises(NoArticleError) as told:
        Pipeline(()).open(Source("none.html", b"<html><body><h1>404 Not Found</h1></body></html>"))
    return told.value


def test_parts_come_in_order() -> None:
    assert list(parts("tests.test_apart:count", 100, is_wanted=always)) == list(range(100))


def test_an_error_comes_after_what_was_done_before_it() -> None:
    found = parts("tests.test_apart:talk_and_fail", is_wanted=always)
    assert next(found) == 1, "what is printed does not get in between"
    with pytest.raises(NoArticleError, match="try another page"):
        next(found)


def test_a_process_that_dies_is_told() -> None:
    found = parts("tests.test_apart:end_at_once", is_wanted=always)
    assert next(found) == 1
    with pytest.raises(Broken):
        next(found)


def test_without_another_process_the_page_is_opened_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    assert opened(SAMPLE) == Pipeline(()).open(SAMPLE)


def test_what_is_not_wanted_any_more_ends_its_process() -> None:
    asked: list[bool] = []

    def is_wanted() -> bool:
        return not asked

    found = parts("tests.test_apart:name_process", is_wanted=is_wanted)
    process = next(found)
    os.kill(process, 0)
    asked.append(True)
    with pytest.raises(Abandoned):
        next(found)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
