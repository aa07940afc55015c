from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from reader import dictionaries
from reader.lexicon.dictionary.lookup import LookUp
from reader.lexicon.dictionary.store import Store
from reader.lexicon.glossary import Glossary
from reader.model.word import Record


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """CC-CEDICT, made once for these tests."""
    path = tmp_path_factory.mktemp("cedict") / "cc-cedict.sqlite"
    dictionaries._unpack(path)
    return Store("cc-cedict", path)


@pytest.fixture
def engine(shipped: Store) -> LookUp:
    return LookUp(None, [shipped])


@pytest.fixture
def with_glossary(shipped: Store, glossary: Glossary) -> LookUp:
    return LookUp(glossary, [shipped])


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Iterable[Record]], Store]:
    """A dictionary of these records."""

    def make(records: Iterable[Record]) -> Store:
        path = tmp_path / "own.sqlite"
        dictionaries._fill(path, records, {}, lambda _: None)
        return Store("own", path)

    return make
