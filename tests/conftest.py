import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from reader.lexicon.glossary import Glossary
from reader.model.document import Document, Source
from reader.pipeline import Pipeline
from tests.support import ROOT, find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from reader.library.library import Library
    from reader.tui.app import ReaderApp

# The machines that run this are shared: what is slow there is no failure.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: one of them waits for a terminal, a browser or a crawl."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    from reader.lexicon.files import load

    return Glossary(load("glossary.yaml", (ROOT / "glossary.yaml").read_bytes()))


@pytest.fixture(scope="session")
def pipeline(glossary: Glossary) -> Pipeline:
    return Pipeline(glossary.terms())


@pytest.fixture(scope="session")
def sample(pipeline: Pipeline) -> Document:
    return pipeline.read(Source("page.txt", (ROOT / "source" / "page.txt").read_bytes()))


@pytest.fixture(scope="module")  # no longer: while Playwright's loop runs, no asynchronous test does
def browser() -> Iterator["Browser"]:
    """The Chromium that is installed."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the configuration of whoever runs it, nor what another test left to be remembered.

    The cache is made once for all tests, by whichever worker needs it first.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
    for kind in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))


@pytest.fixture
def remember() -> "Callable[[], Library]":
    """Opens the person's library."""
    from reader.library.library import Library
    from reader.repair.script import fold_script
    from reader.sources import user_library

    return partial(Library, user_library(), fold_script, pytest.fail)


@pytest.fixture
def library(remember: "Callable[[], Library]") -> "Iterator[Library]":
    """The library, as another program sees it."""
    opened = remember()
    yield opened
    opened.close()


@pytest.fixture
def opened(pipeline: Pipeline, glossary: Glossary, remember: "Callable[[], Library]") -> "Callable[..., ReaderApp]":
    """Opens a page on the screen, with the library."""
    from tests.tui.support import application

    return partial(application, pipeline, glossary, remember=remember)
