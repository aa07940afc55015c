"""The stage: measure a document, then run the rules on each block."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model.choices import Repairs
from reader.model.document import Block, Document, Dropped
from reader.model.escape import UNSAFE
from reader.model.survey import PunctuationFigures, ScriptFigures, Survey
from reader.model.text import Edit, Text, apply_edits
from reader.repair import characters, emoji, entities, lost, mojibake, noise, pinyin, punctuation, signature, spaces
from reader.repair.misfires import misfires
from reader.repair.rules import Chosen, chosen


def survey(texts: Sequence[str], around: Sequence[str] = ()) -> Survey:
    """Measure what a whole document must tell the rules, and decide on it. Linear in the text.

    ``around``: what was dropped. The converter that inserts pinyin runs over the whole page, so that all of it tells;
    script and punctuation are the article's own.
    """
    everything = [UNSAFE.sub("", text) for text in (*texts, *around)]  # they go in any case, and hide what they split
    in_step, misfired = _in_step(everything)
    figures, annotated = pinyin.measure(in_step, everything)
    # Brackets of pinyin are no punctuation of the author's.
    plain = [pinyin.without_pairs(text) for text in in_step[: len(texts)]]
    scripts, marks = signature.measure(plain), punctuation.measure(plain)
    if signature.is_japanese(plain):
        scripts, marks = ScriptFigures(), PunctuationFigures()
    flattened = punctuation.is_flattened(marks)
    converted = signature.is_machine_converted(scripts, damaged=flattened or bool(misfired or figures.pairs))
    whole = "\n".join(texts)  # one search of it mostly tells that there is nothing to measure
    family = pinyin.family(
        figures, annotated, converted=converted or bool(misfired) or (flattened and not scripts.genuine)
    )
    return Survey(
        pinyin=figures,
        script=scripts,
        punctuation=marks,
        inserted=family,
        misfires=misfired,
        inserted_on=pinyin.inserted_on(family, annotated),
        flattened=flattened,
        machine_converted=converted,
        mixed_scripts=signature.is_mixed(scripts),
        mojibake=mojibake.measure(whole),
        entities=entities.measure(texts, whole),
        loss=lost.measure(texts, whole),
        characters=characters.measure(texts, whole),
        emoji=emoji.measure(texts, whole),
        injections=noise.measure(whole),
        spaces=spaces.measure(texts, whole),
    )


def _in_step(texts: list[str]) -> tuple[list[str], int]:
    """The texts with misfires undone, so that the notes behind them count as well, and how many there were."""
    found = [list(misfires(text)) for text in texts]
    undone = [
        apply_edits(text, (Edit(*each[:3]) for each in here)) if here else text
        for text, here in zip(texts, found, strict=True)
    ]
    return undone, sum(map(len, found))


def survey_document(document: Document) -> Document:
    """The document with its survey."""
    texts = [document.title.current, *(block.text.current for block in document.blocks)]
    return replace(document, survey=survey(texts, [item.block.text.current for item in document.dropped]))


def repair_text(text: Text, rules: Sequence[Chosen]) -> Text:
    """Run the rules that `chosen` made ready for a document, in order; a trigger that several share is sought once."""
    sought: dict[re.Pattern[str], bool] = {}
    for rule in rules:
        found = sought.get(rule.trigger)
        if found is None:
            found = sought[rule.trigger] = rule.trigger.search(text.current) is not None
        if found and (rewritten := text.rewrite(rule.name, rule.find)) is not text:
            text = rewritten
            sought.clear()
    return text


def repair_block(block: Block, rules: Sequence[Chosen]) -> Block:
    """Repair a block; tokens and notes, which the edits would shift, are left out."""
    text = repair_text(block.text, rules)
    if text is block.text and not block.tokens and not block.notes:
        return block
    return replace(block, text=text, tokens=(), notes=())


def repair(document: Document, repairs: Repairs = Repairs()) -> Document:  # noqa: B008 - frozen
    """Repair all of a surveyed document: the title, the blocks, and the dropped ones, which may be brought back."""
    rules = chosen(document.survey, repairs)
    return replace(
        document,
        title=repair_text(document.title, rules),
        blocks=tuple(repair_block(block, rules) for block in document.blocks),
        dropped=tuple(_repair_dropped(item, rules) for item in document.dropped),
    )


def _repair_dropped(item: Dropped, rules: Sequence[Chosen]) -> Dropped:
    block = repair_block(item.block, rules)
    return item if block is item.block else replace(item, block=block)
