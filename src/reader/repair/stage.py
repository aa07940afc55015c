"""The stage: measure a document, then run the rules on each block."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.model.choices import Repairs
from reader.model.document import Block, Document, Dropped
from reader.model.escape import UNSAFE
from reader.model.survey import PunctuationFigures, ScriptFigures, Survey
from reader.model.text import Edit, Text, apply_edits
from reader.repair import characters, emoji, entities, lost, mojibake, noise, pinyin, punctuation, signature, spaces
from reader.repair.joined import Joined
from reader.repair.misfires import MISFIRED, misfires
from reader.repair.rules import Chosen, chosen


def survey(texts: Sequence[str], around: Sequence[str] = ()) -> Survey:
    """Measure what a whole document must tell the rules, and decide on it. Linear in the text.

    ``around``: what was dropped. The converter that inserts pinyin runs over the whole page, so that all of it tells;
    script and punctuation are the article's own.
    """
    everything = _in_step(_without_unsafe(Joined([*texts, *around])))
    joined, misfired = everything.now, everything.misfires
    figures, annotated = pinyin.measure(joined, everything.before.whole)
    # Brackets of pinyin are no punctuation of the author's.
    plain = pinyin.without_pairs(joined.beginning(len(texts)))
    scripts, marks = signature.measure(plain), punctuation.measure(plain)
    if signature.is_japanese(plain):
        scripts, marks = ScriptFigures(), PunctuationFigures()
    flattened = punctuation.is_flattened(marks)
    converted = signature.is_machine_converted(scripts, damaged=flattened or bool(misfired or figures.pairs))
    page = Joined(texts)
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
        mojibake=mojibake.measure(page.whole),
        entities=entities.measure(page),
        loss=lost.measure(page),
        characters=characters.measure(page),
        emoji=emoji.measure(page),
        injections=noise.measure(page.whole),
        spaces=spaces.measure(page),
    )


class _InStep(NamedTuple):
    before: Joined
    now: Joined
    misfires: int


def _without_unsafe(joined: Joined) -> Joined:
    """The texts without what goes in any case, and hides what it splits."""
    holding = joined.holding(UNSAFE)
    return joined.changed({index: UNSAFE.sub("", joined.texts[index]) for index in holding})


def _in_step(joined: Joined) -> _InStep:
    """The texts with misfires undone, so that the notes behind them count as well, and how many there were."""
    found = {index: list(misfires(joined.texts[index])) for index in joined.holding(MISFIRED)}
    undone = {
        index: apply_edits(joined.texts[index], (Edit(*each[:3]) for each in here))
        for index, here in found.items()
        if here
    }
    return _InStep(joined, joined.changed(undone), sum(map(len, found.values())))


def survey_document(document: Document) -> Document:
    """The document with its survey."""
    texts = [document.title.current, *(block.text.current for block in document.blocks)]
    return replace(document, survey=survey(texts, [item.block.text.current for item in document.dropped]))


def repair_text(text: Text, rules: Sequence[Chosen]) -> Text:
    """Run the rules that `chosen` made ready for a document, in order."""
    return repair_texts([text], rules)[0]


def repair_texts(texts: Sequence[Text], rules: Sequence[Chosen]) -> list[Text]:
    """Each text after the rules, run in order; a rule is asked only about the texts that its trigger finds."""
    done = list(texts)
    joined = Joined([text.current for text in done])
    for rule in rules:
        changes: dict[int, str] = {}
        for index in joined.holding(rule.trigger):
            before = done[index]
            done[index] = after = before.rewrite(rule.name, rule.find)
            if after is not before:
                changes[index] = after.current
        joined = joined.changed(changes)
    return done


def repair_block(block: Block, rules: Sequence[Chosen]) -> Block:
    """Repair a block; tokens and notes, which the edits would shift, are left out."""
    return _with_text(block, repair_text(block.text, rules))


def repair(document: Document, repairs: Repairs = Repairs()) -> Document:  # noqa: B008 - frozen
    """Repair all of a surveyed document: the title, the blocks, and the dropped ones, which may be brought back."""
    blocks = [*document.blocks, *(item.block for item in document.dropped)]
    title, *texts = repair_texts([document.title, *(block.text for block in blocks)], chosen(document.survey, repairs))
    repaired = list(map(_with_text, blocks, texts))
    kept = len(document.blocks)
    dropped = map(_with_block, document.dropped, repaired[kept:])
    return replace(document, title=title, blocks=tuple(repaired[:kept]), dropped=tuple(dropped))


def _with_text(block: Block, text: Text) -> Block:
    if text is block.text and not block.tokens and not block.notes:
        return block
    return replace(block, text=text, tokens=(), notes=())


def _with_block(item: Dropped, block: Block) -> Dropped:
    return item if block is item.block else replace(item, block=block)
