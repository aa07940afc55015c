"""The stage: measure a document, then run the rules on each block."""

from collections.abc import Sequence
from dataclasses import replace

from reader.model.characters import traditional_only
from reader.model.document import Block, Document, Script
from reader.model.survey import Survey
from reader.model.text import Text
from reader.repair import pinyin, punctuation, script
from reader.repair.rules import rules


def survey(texts: Sequence[str]) -> Survey:
    """Measure what a whole document must tell the rules, and decide on it. Linear in the text."""
    figures, annotated = pinyin.measure(texts)
    plain = [pinyin.without_pairs(text) for text in texts]  # brackets of pinyin are no punctuation of the author's
    scripts, marks = script.measure(plain), punctuation.measure(plain)
    inserted = pinyin.is_inserted(figures)
    return Survey(
        pinyin=figures,
        script=scripts,
        punctuation=marks,
        inserted_pinyin=inserted,
        inserted_on=annotated & traditional_only() if inserted else frozenset(),
        flattened=punctuation.is_flattened(marks),
        machine_converted=script.is_machine_converted(scripts),
        mixed_scripts=script.is_mixed(scripts),
    )


def survey_document(document: Document) -> Document:
    """The document with its survey; dropped blocks are not asked, as they may come from other hands."""
    return replace(document, survey=survey([document.title.current, *(b.text.current for b in document.blocks)]))


def repair_text(text: Text, figures: Survey, choice: Script) -> Text:
    """Run every rule, in order."""
    for name, find in rules(figures, choice):
        text = text.rewrite(name, find)
    return text


def repair_block(block: Block, figures: Survey, choice: Script) -> Block:
    """Repair a block; tokens and notes, which the edits would shift, are left out."""
    return replace(block, text=repair_text(block.text, figures, choice), tokens=(), notes=())


def repair(document: Document, choice: Script = Script.AUTO) -> Document:
    """Repair the title and every block of a surveyed document."""
    return replace(
        document,
        title=repair_text(document.title, document.survey, choice),
        blocks=tuple(repair_block(block, document.survey, choice) for block in document.blocks),
    )
