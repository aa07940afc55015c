"""Reader as a library, and the wiring that its programs share: glossaries into a pipeline."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.lexicon.files import load
from reader.lexicon.glossary import Glossary
from reader.model.choices import Repairs, WordList
from reader.model.document import Document
from reader.pipeline import Pipeline
from reader.sources import read_source, shipped, user_glossary

if TYPE_CHECKING:
    from reader.lexicon.brief import Brief
    from reader.lexicon.pinyin import Pinyin


def load_glossary(files: Sequence[str] = ()) -> Glossary:
    """The glossary that comes with Reader, the person's own over it, and ``files`` over both. Raises GlossaryError."""
    layers = [load("glossary.yaml", shipped("glossary.yaml"))]
    own = user_glossary()
    if own.is_file():
        layers.append(load(str(own), own.read_bytes()))
    layers += (load(name, read_source(name).data) for name in files)
    return Glossary(*layers)


@cache
def load_pinyin() -> "Pinyin":
    """The reader of Chinese aloud, as the programs share it; pypinyin is loaded by its first reading."""
    from reader.lexicon.pinyin import Pinyin
    from reader.repair.script import fold_script
    from reader.segment.words import cutter

    return Pinyin(cutter(), fold_script)


def brief_of(document: Document, glossary: Glossary, listed: WordList = WordList.HSK_2025) -> "Brief":
    """What to know of a document before reading it; it must have its tokens and notes."""
    from reader.lexicon.brief import brief
    from reader.lexicon.levels import Levels
    from reader.lexicon.pinyin_styles import marked
    from reader.lexicon.pinyin_text import in_pinyin
    from reader.repair.script import fold_script

    pinyin = load_pinyin()

    def category(headword: str) -> str | None:
        entry = glossary.entry(headword)
        return entry.category if entry else None

    def read(word: str) -> str:
        return in_pinyin(word, pinyin.read(word), marked)

    return brief(document, category, Levels(fold_script, listed), read)


@cache
def default_pipeline() -> Pipeline:
    """The pipeline with the glossaries that need no telling."""
    return Pipeline(load_glossary().terms())


def read(source: str | Path, repairs: Repairs = Repairs()) -> Document:  # noqa: B008 - frozen
    """Clean, repair, segment and annotate a page. Raises ReaderError, in one sentence with a remedy."""
    return default_pipeline().read(read_source(str(source)), repairs)
