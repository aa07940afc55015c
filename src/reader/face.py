"""Reader as a library, and the wiring that its programs share: glossaries into a pipeline."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.lexicon import stored
from reader.lexicon.entry import Entry
from reader.lexicon.files import load
from reader.lexicon.glossary import Glossary
from reader.model.choices import PinyinStyle, Repairs, WordList
from reader.model.document import Document
from reader.model.errors import DictionaryError
from reader.model.inline import Reading
from reader.model.ports import FindReadings
from reader.own import cached, keep
from reader.pipeline import Pipeline
from reader.sites.teacher import load_rules
from reader.sources import read_source, shipped, user_glossary

if TYPE_CHECKING:
    from reader.dictionaries import Progress
    from reader.lexicon.brief import Brief
    from reader.lexicon.dictionary.lookup import LookUp
    from reader.lexicon.pinyin import Pinyin


def load_glossary(files: Sequence[str] = ()) -> Glossary:
    """The glossary that comes with Reader, the person's own over it, and ``files`` over both. Raises GlossaryError."""
    layers = [shipped_entries()]
    own = user_glossary()
    if own.is_file():
        layers.append(load(str(own), own.read_bytes()))
    layers += (load(name, read_source(name).data) for name in files)
    return Glossary(*layers)


def load_shipped() -> Glossary:
    """The glossary that comes with Reader, alone."""
    return Glossary(shipped_entries())


def shipped_entries() -> tuple[Entry, ...]:
    """The entries that come with Reader, parsed once and then kept: reading YAML was a tenth of every start."""
    data = shipped("glossary.yaml")
    name = stored.key(data)
    kept = cached(name)
    entries = stored.load(kept) if kept is not None else None
    if entries is None:
        entries = load("glossary.yaml", data)
        keep(name, stored.dump(entries), "glossary-*.json")
    return entries


def load_lookup(glossary: Glossary, progress: "Progress | None" = None) -> "LookUp":
    """The look-up over ``glossary`` and the dictionaries; one that is not made yet is made now (a second).

    Raises DictionaryError, PluginError.
    """
    from reader.dictionaries import opened
    from reader.lexicon.dictionary.lookup import LookUp

    return LookUp(glossary, opened(progress) if progress else opened())


@cache
def load_pinyin() -> "Pinyin":
    """Reads Chinese, by CC-CEDICT where it has one reading; pypinyin is loaded when the first text is read.

    Where the dictionary can't be had (a full disk), texts are read without it.
    """
    from reader.dictionaries import shipped_dictionary
    from reader.lexicon.pinyin import Pinyin
    from reader.repair.script import fold_script
    from reader.segment.words import cutter

    def readings(words: Sequence[str]) -> Mapping[str, Sequence[str]]:
        try:
            return dictionary().readings(words)
        except DictionaryError:
            return {}

    dictionary = cache(shipped_dictionary)
    return Pinyin(cutter(), fold_script, readings)


def load_readings(style: PinyinStyle, knows: Callable[[str], bool] | None = None) -> FindReadings:
    """How the words of a text are read, one reading a word; those that the person ``knows`` are left out."""
    from reader.lexicon.pinyin_styles import writer
    from reader.lexicon.pinyin_text import in_pinyin, words_of

    pinyin, write = load_pinyin(), writer(style)

    def find(text: str) -> Iterator[Reading]:
        for word in words_of(pinyin.read(text)):
            start, end = word[0].start, word[-1].end
            if knows is None or not knows(text[start:end]):
                placed = [each._replace(start=each.start - start, end=each.end - start) for each in word]
                yield Reading(start, end, in_pinyin(text[start:end], placed, write))

    return find


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
    return Pipeline(load_glossary().terms(), load_rules())


def read(source: str | Path, repairs: Repairs = Repairs()) -> Document:  # noqa: B008 - frozen
    """Clean, repair, segment and annotate a page. Raises ReaderError, in one sentence with a remedy."""
    return default_pipeline().read(read_source(str(source)), repairs)
