"""Pages in lines, for pipes, screen readers and terminals that have no screen."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import cleaning_of, settings_of
from reader.cli.pages import open_source
from reader.cli.words import known_words
from reader.localization import translate as _
from reader.model.choices import GlossPolicy, PinyinPolicy, Repairs
from reader.model.errors import ReaderError

if TYPE_CHECKING:
    from reader.config import Config
    from reader.pipeline import Pipeline


def read_plain(sources: Sequence[str], arguments: argparse.Namespace) -> int:
    """Print the pages one after the other; one that fails is told, and the rest goes on. Returns the exit code."""
    from reader.face import load_glossary
    from reader.pipeline import Pipeline
    from reader.sites.teacher import load_rules

    config = settings_of(arguments)
    pipeline = Pipeline(load_glossary(arguments.glossary).terms(), load_rules(arguments.sites))
    if config.pinyin is not PinyinPolicy.NONE:
        output.tell(_("pinyin is not shown in lines; 'reader pinyin --beside' writes it beside the words"))
    failed = 0
    for index, source in enumerate(sources):
        try:
            text = _linear(source, pipeline, config, arguments)
        except ReaderError as error:
            output.complain(str(error))
            failed += 1
        else:
            output.emit(("\n\n" if index else "") + text, end="")
    return 1 if failed else 0


def _linear(name: str, pipeline: "Pipeline", config: "Config", arguments: argparse.Namespace) -> str:
    """A page in lines; they are wrapped only where a width is asked for here, as a pipe has none."""
    from reader.export.linear import linear
    from reader.model.walk import without_known

    source = open_source(name, arguments)
    document = pipeline.read(source, Repairs(config.script), cleaning_of(arguments), words=False)
    if config.gloss is GlossPolicy.UNKNOWN:
        document = without_known(document, known_words())
    return linear(document, config.gloss, arguments.width or 0)
