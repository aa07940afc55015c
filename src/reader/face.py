"""Reader as a library, and the wiring that its programs share: glossaries into a pipeline."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from reader.lexicon.files import load
from reader.lexicon.glossary import Glossary
from reader.model.choices import Repairs
from reader.model.document import Document
from reader.pipeline import Pipeline
from reader.sites.teacher import load_rules
from reader.sources import read_source, shipped, user_glossary


def load_glossary(files: Sequence[str] = ()) -> Glossary:
    """The glossary that comes with Reader, the person's own over it, and ``files`` over both. Raises GlossaryError."""
    layers = [load("glossary.yaml", shipped("glossary.yaml"))]
    own = user_glossary()
    if own.is_file():
        layers.append(load(str(own), own.read_bytes()))
    layers += (load(name, read_source(name).data) for name in files)
    return Glossary(*layers)


@cache
def default_pipeline() -> Pipeline:
    """The pipeline with the glossaries that need no telling."""
    return Pipeline(load_glossary().terms(), load_rules())


def read(source: str | Path, repairs: Repairs = Repairs()) -> Document:  # noqa: B008 - frozen
    """Clean, repair, segment and annotate a page. Raises ReaderError, in one sentence with a remedy."""
    return default_pipeline().read(read_source(str(source)), repairs)
