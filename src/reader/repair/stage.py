"""The stage: measure a document, then run the rules on each block."""

from collections.abc import Sequence
from dataclasses import replace

from reader.model.characters import traditional_only
from reader.model.choices import Script
from reader.model.document import Block, Document
from reader.model.escape import UNSAFE
from reader.model.survey import Survey
from reader.model.text import Text
from reader.repair import characters, emoji, entities, lost, mojibake, noise, pinyin, punctuation, script, spaces
from reader.repair.rules import is_unusual, rules


def survey(texts: Sequence[str], around: Sequence[str] = ()) -> Survey:
    """Measure what a whole document must tell the rules, and decide on it. Linear in the text.

    ``around``: what was dropped. The converter that inserts pinyin runs over the whole page, so that all of it tells;
    script and punctuation are the article's own.
    """
    figures, annotated = pinyin.measure([*texts, *around])
    # Neither are brackets of pinyin punctuation of the author's, nor do controls part a mark from what it belongs to.
    plain = [UNSAFE.sub("", pinyin.without_pairs(text)) for text in texts]
    scripts, marks = script.measure(plain), punctuation.measure(plain)
    whole = "\n".join(texts)  # one search of it mostly tells that there is nothing to measure
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
        mojibake=mojibake.measure(whole),
        entities=entities.measure(texts, whole),
        loss=lost.measure(texts, whole),
        characters=characters.measure(texts, whole),
        emoji=emoji.measure(texts, whole),
        injections=noise.measure(whole),
        spaces=spaces.measure(texts, whole),
        unusual=is_unusual(whole),
    )


def survey_document(document: Document) -> Document:
    """The document with its survey."""
    texts = [document.title.current, *(block.text.current for block in document.blocks)]
    return replace(document, survey=survey(texts, [item.block.text.current for item in document.dropped]))


def repair_text(text: Text, figures: Survey, choice: Script) -> Text:
    """Run every rule, in order."""
    for name, find in rules(figures, choice, unusual=figures.unusual and is_unusual(text.current)):
        text = text.rewrite(name, find)
    return text


def repair_block(block: Block, figures: Survey, choice: Script) -> Block:
    """Repair a block; tokens and notes, which the edits would shift, are left out."""
    return replace(block, text=repair_text(block.text, figures, choice), tokens=(), notes=())


def repair(document: Document, choice: Script = Script.AUTO) -> Document:
    """Repair all of a surveyed document: the title, the blocks, and the dropped ones, which may be brought back."""
    figures = document.survey
    return replace(
        document,
        title=repair_text(document.title, figures, choice),
        blocks=tuple(repair_block(block, figures, choice) for block in document.blocks),
        dropped=tuple(replace(item, block=repair_block(item.block, figures, choice)) for item in document.dropped),
    )
