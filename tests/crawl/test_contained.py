"""A page that hangs, eats memory or takes its process down costs itself, and nothing else."""

import signal
import threading
import time
from collections.abc import Iterator

import pytest

from reader.crawl.configuration import Configuration
from reader.crawl.contained import Contained, StartError
from reader.crawl.maker import RecordMaker
from reader.crawl.raw import Failure, Place, RawPage
from reader.model.choices import Provenance
from tests.crawl import corpus

GOOD = RawPage("good", Place("good"), corpus.page(0).data)
BIG = RawPage("big", Place("big"), b"<p>" + "他們的數據很好。".encode() * 100_000)
HUGE = RawPage("huge", Place("huge"), BIG.data * 6)  # as text it takes 30 MB, several times


def test_a_record_is_the_same_inside_and_outside() -> None:
    configuration = Configuration(provenance=Provenance.FULL, words=True)
    with Contained(configuration) as contained:
        assert contained.record(GOOD) == RecordMaker(configuration).record(GOOD)


def test_a_page_that_takes_too_long_is_told() -> None:
    with Contained(Configuration(seconds=0.2)) as contained:
        assert contained.record(BIG)["error"]["kind"] == "time"
        assert contained.record(GOOD)["error"] is None


def test_a_page_that_eats_memory_is_told() -> None:
    with Contained(Configuration(megabytes=90)) as contained:
        assert contained.record(GOOD)["error"] is None
        assert contained.record(HUGE)["error"]["kind"] in ("memory", "crash")
        assert contained.record(GOOD)["error"] is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_too_little_memory_to_begin_is_told() -> None:
    with Contained(Configuration(megabytes=20)) as contained, pytest.raises(StartError, match="allow more memory"):
        contained.record(GOOD)


@pytest.fixture
def kill(contained: Contained) -> Iterator[list[signal.Signals]]:
    """The signals of a list go to whoever cleans for us, one to each process that is at work on the big page."""
    signals: list[signal.Signals] = []
    done = threading.Event()

    def watch() -> None:
        met = None
        while not done.wait(0.005):
            process = contained._process
            if signals and process is not None and process is not met and contained._served:
                done.wait(0.2)  # it is on its way
                met = process
                process.send_signal(signals.pop(0))

    thread = threading.Thread(target=watch)
    thread.start()
    yield signals
    done.set()
    thread.join()


@pytest.fixture
def contained() -> Iterator[Contained]:
    with Contained(Configuration()) as made:
        yield made


def test_a_process_killed_from_outside_costs_no_page(contained: Contained, kill: list[signal.Signals]) -> None:
    contained.record(GOOD)
    kill += [signal.SIGKILL, signal.SIGKILL]
    assert contained.record(BIG)["error"] is None
    assert kill == []


def test_a_page_that_takes_a_fresh_process_down_too_is_told(contained: Contained, kill: list[signal.Signals]) -> None:
    contained.record(GOOD)
    kill += [signal.SIGSEGV, signal.SIGABRT]
    error = contained.record(BIG)["error"]
    assert error["kind"] == "crash"
    assert "SIGABRT" in error["message"]
    assert contained.record(GOOD)["error"] is None


def test_what_is_no_page_is_told_without_trying() -> None:
    with Contained(Configuration(largest=1_000)) as contained:
        found = [
            contained.record(RawPage("x", Place("x"), b"x" * 1_001)),
            contained.record(RawPage("x", Place("x"), b" \n")),
            contained.record(RawPage("x", Place("x"), b"\x89PNG", content_type="image/png")),
            contained.record(RawPage("x", Place("x"), failure=Failure("damaged", "cut off"))),
        ]
        assert [record["error"]["kind"] for record in found] == ["too large", "empty", "no text", "damaged"]
        assert contained._process is None


def test_the_process_ends_with_the_one_it_works_for() -> None:
    contained = Contained(Configuration())
    contained.record(GOOD)
    process = contained._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    for _ in range(100):
        if process.poll() is not None:
            break
        time.sleep(0.05)
    assert process.poll() == 0
    contained.close()
