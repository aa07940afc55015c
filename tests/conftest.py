from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from reader.lexicon.glossary import Glossary
from reader.model.document import Document, Source
from reader.pipeline import Pipeline

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.app import ReaderApp

# The machines that run this are shared: what is slow there is no failure.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

ROOT = Path(__file__).parents[1]


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


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the configuration of whoever runs it, nor what another test left to be remembered.

    The cache is made once for all tests.
    """
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
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
