from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reader.lexicon.glossary import Glossary
from reader.model.document import Document, Source
from reader.pipeline import Pipeline

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
