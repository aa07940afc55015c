"""Reader as a library, and the wiring that its programs share: glossaries into a pipeline."""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from reader.lexicon.files import load
from reader.lexicon.glossary import Glossary
from reader.model.choices import Repairs
from reader.model.document import Document
from reader.model.site import SiteRule
from reader.pipeline import Pipeline
from reader.sites.files import load as load_sites
from reader.sites.writing import added
from reader.sources import make_folder, read_source, shipped, user_glossary, user_sites, write_atomically


def load_glossary(files: Sequence[str] = ()) -> Glossary:
    """The glossary that comes with Reader, the person's own over it, and ``files`` over both. Raises GlossaryError."""
    layers = [load("glossary.yaml", shipped("glossary.yaml"))]
    own = user_glossary()
    if own.is_file():
        layers.append(load(str(own), own.read_bytes()))
    layers += (load(name, read_source(name).data) for name in files)
    return Glossary(*layers)


def load_rules(files: Sequence[str] = ()) -> tuple[SiteRule, ...]:
    """The person's own rules for sites, and those of ``files`` behind them, so that they win. Raises SiteRuleError."""
    own = user_sites()
    layers = [load_sites(str(own), own.read_bytes())] if own.is_file() else []
    layers += (load_sites(name, read_source(name).data) for name in files)
    return tuple(chain.from_iterable(layers))


def teach(rule: SiteRule, file: Path | None = None) -> SiteRule:
    """Write a rule at the end of ``file``, or of the person's own rules; gives it back with its place in the file."""
    path = file or user_sites()
    text, placed = added(str(path), path.read_bytes() if path.is_file() else b"", rule)
    make_folder(path.parent)
    write_atomically(path, text)
    return placed


@cache
def default_pipeline() -> Pipeline:
    """The pipeline with the glossaries that need no telling."""
    return Pipeline(load_glossary().terms(), load_rules())


def read(source: str | Path, repairs: Repairs = Repairs()) -> Document:  # noqa: B008 - frozen
    """Clean, repair, segment and annotate a page. Raises ReaderError, in one sentence with a remedy."""
    return default_pipeline().read(read_source(str(source)), repairs)
