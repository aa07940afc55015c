"""What was done to a page, and why: read off the document's own provenance."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from reader.model.document import Block, Document, Entry, Origin
from reader.model.survey import Survey
from reader.model.text import Flag

_SAMPLES = 3  # shown for each rule
_CONTEXT = 4  # code points on either side of a sample
_SURE, _LIKELY = 20, 5  # signs of a kind that a page shows
_PREVIEW = 60  # code points of a dropped block


@dataclass(frozen=True, slots=True)
class Sample:
    """A repair in its context; ``line`` is from 1, 0 when the page has no lines."""

    line: int
    path: str
    before: str
    after: str


@dataclass(slots=True)
class RuleReport:
    """How often a rule changed the text (``count``), and the dropped blocks; the first few places in the text."""

    count: int = 0
    dropped: int = 0
    samples: list[Sample] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that `reader explain` tells. ``facts``: name, value and where the page says it.

    ``refused``: why the page is taken for none, the blocks being a guess; ``doubt``: why the article may be wrong.
    """

    name: str
    encoding: str
    reason: str
    kept: int
    facts: tuple[tuple[str, str, str], ...]
    decisions: tuple[str, ...]
    rules: dict[str, RuleReport]
    flags: tuple[tuple[Origin, str, str], ...]
    dropped: tuple[tuple[str, Origin, str], ...]
    taught: tuple[tuple[str, Origin, str], ...]
    entries: tuple[Entry, ...]
    survey: Survey
    refused: str = ""
    doubt: str = ""


def explain(document: Document, flags: Callable[[str], Iterable[Flag]], refused: str = "") -> Explanation:
    """Gather what the document knows of itself; ``flags`` names what is lost or suspicious in a text as it stands.

    ``refused`` is what the cleaner said of a page whose best guess the document is.
    """
    metadata = document.metadata
    return Explanation(
        name=metadata.name,
        encoding=metadata.encoding,
        reason=metadata.reason,
        kept=len(document.blocks),
        facts=tuple((name, fact.value, fact.source) for name, fact in metadata.facts()),
        decisions=decisions(document.survey),
        rules=_rules(document),
        flags=tuple(_flagged(document.blocks, flags)),
        dropped=tuple((str(item.verdict), item.block.origin, preview(item.block)) for item in document.dropped),
        taught=tuple((str(block.kept), block.origin, preview(block)) for block in document.blocks if block.kept),
        entries=tuple(block.entry for block in document.blocks if block.entry),
        survey=document.survey,
        refused=refused,
        doubt=document.doubt,
    )


def decisions(survey: Survey) -> tuple[str, ...]:
    """What was decided for the whole page, each with the figures that decided it."""
    told = [_script_decision(survey), _punctuation_decision(survey)]
    return (_pinyin_decision(survey), *told) if survey.pinyin.pairs else tuple(told)


def as_text(explanation: Explanation) -> str:
    """For people."""
    lines = [
        explanation.name,
        f"encoding: {explanation.encoding} ({explanation.reason})",
        *(f"{name}: {value} ({source})" for name, value, source in explanation.facts),
        *explanation.decisions,
        *([f"refused: {explanation.refused}"] if explanation.refused else ()),
        *([f"doubtful: {explanation.doubt}"] if explanation.doubt else ()),
        f"kept{', as a guess' if explanation.refused else ''}: {_blocks(explanation.kept)}",
        *(_verdict_line(*each) for each in explanation.taught),
        *([f"entries of a thread: {len(explanation.entries)}"] if explanation.entries else ()),
        *(f"  {_entry(each)}" for each in explanation.entries),
        "",
        f"repairs: {sum(rule.count for rule in explanation.rules.values())}",
    ]
    for name, rule in explanation.rules.items():
        more = f", and {rule.dropped} in dropped blocks" if rule.dropped else ""
        lines.append(f"  {name}: {rule.count}{more}")
        lines += (f"    {_place(s.line, s.path)}{s.before} → {s.after}" for s in rule.samples)
    if explanation.flags:
        lines += ["", f"flagged, and left as it is: {len(explanation.flags)}"]
        lines += (
            f"  {_place(origin.line, origin.path)}{context}  [{why}]" for origin, context, why in explanation.flags
        )
    lines += ["", f"dropped: {_blocks(len(explanation.dropped))}"]
    lines += (_verdict_line(*each) for each in explanation.dropped)
    return "\n".join(lines)


def _verdict_line(why: str, origin: Origin, shown: str) -> str:
    return f"  {_place(origin.line, origin.path)}{shown}  [{why}]"


def as_data(explanation: Explanation) -> dict[str, Any]:
    """For programs: plain data."""
    data = asdict(explanation)
    data["survey"]["inserted_on"] = sorted(data["survey"]["inserted_on"])
    data["facts"] = [{"name": name, "value": value, "source": source} for name, value, source in explanation.facts]
    data["flags"] = [
        {"line": origin.line, "path": origin.path, "context": context, "message": why}
        for origin, context, why in explanation.flags
    ]
    data["dropped"] = [_verdict_data(*each) for each in explanation.dropped]
    data["taught"] = [_verdict_data(*each) for each in explanation.taught]
    return data


def _verdict_data(why: str, origin: Origin, shown: str) -> dict[str, Any]:
    return {"verdict": why, "line": origin.line, "path": origin.path, "preview": shown}


def difference(document: Document) -> Iterator[str]:
    """Every changed block, before and after, and every dropped one, in the order of the page."""
    dropped = defaultdict(list)
    for item in document.dropped:
        dropped[item.before].append(item)
    for index in range(len(document.blocks) + 1):
        for item in dropped[index]:
            yield f"@@ {_place(item.block.origin.line, item.block.origin.path)}dropped: {item.verdict} @@"
            yield from _prefixed("-", item.block.text.original)
        block = document.blocks[index] if index < len(document.blocks) else None
        if block and block.text.original != block.text.current:
            yield f"@@ {_place(block.origin.line, block.origin.path)}repaired @@"
            yield from _prefixed("-", block.text.original)
            yield from _prefixed("+", block.text.current)


def _pinyin_decision(survey: Survey) -> str:
    figures = survey.pinyin
    family = f"inserted by a converter (family {survey.inserted}, {_how_sure(figures.pairs)})"
    return (
        f"pinyin {family if survey.inserted_pinyin else 'left alone'}: "
        f"{figures.pairs} valid pairs on {figures.types} characters, {figures.traditional:.0%} of them on characters "
        f"that are traditional only, {figures.consistency:.0%} of those characters' occurrences annotated; "
        f"{survey.misfires} byte misfires"
    )


def _how_sure(signs: int) -> str:
    """A decision on many signs is surer than one on few: of the pages measured, none with 20 was decided wrongly."""
    return "sure" if signs >= _SURE else "likely" if signs >= _LIKELY else "on few signs"


def _script_decision(survey: Survey) -> str:
    figures = survey.script
    kind = "mixed" if survey.mixed_scripts else "of one kind"
    converted = f"converted by machine ({_how_sure(figures.machine)})"
    return (
        f"script {converted if survey.machine_converted else kind}: "
        f"{figures.traditional} traditional-only and {figures.simplified} simplified-only characters; "
        f"{figures.machine} words as converters write them (由于), {figures.genuine} as people do (由於)"
    )


def _punctuation_decision(survey: Survey) -> str:
    marks = survey.punctuation
    kind = f"flattened ({_how_sure(marks.half)})" if survey.flattened else "as written"
    return (
        f"punctuation {kind}: {marks.half} ASCII and {marks.full} full-width marks beside Chinese, "
        f"{marks.dots} ASCII full stops"
    )


def preview(block: Block) -> str:
    """The beginning of a block, on one line."""
    text = " ".join(block.text.current.split())
    return text if len(text) <= _PREVIEW else f"{text[:_PREVIEW]}…"


def _flagged(blocks: tuple[Block, ...], flags: Callable[[str], Iterable[Flag]]) -> Iterator[tuple[Origin, str, str]]:
    """Where a flag stands, a few characters around it, and what it says."""
    for block in blocks:
        text = block.text.current
        for start, end, kind, message in flags(text):
            yield block.origin, text[max(start - _CONTEXT, 0) : end + _CONTEXT], f"{kind}: {message}"


def _rules(document: Document) -> dict[str, RuleReport]:
    reports: dict[str, RuleReport] = {}
    for item in document.dropped:
        for done in item.block.text.passes:
            reports.setdefault(done.rule, RuleReport()).dropped += len(done.edits)
    for block in document.blocks:
        for done in block.text.passes:
            reports.setdefault(done.rule, RuleReport()).count += len(done.edits)
        for change in block.text.changes():
            for name in change.rules:
                if len(reports[name].samples) < _SAMPLES:
                    reports[name].samples.append(_sample(block, change.source_start, change.source_end))
    return reports


def _sample(block: Block, source_start: int, source_end: int) -> Sample:
    text = block.text
    first, last = max(source_start - _CONTEXT, 0), min(source_end + _CONTEXT, len(text.original))
    after = text.current[text.current_offset(first) : text.current_offset(last)]
    return Sample(block.origin.line, block.origin.path, text.original[first:last], after)


def _entry(entry: Entry) -> str:
    return " · ".join(told for told in (f"{entry.number}", entry.author or "author unknown", entry.date) if told)


def _blocks(count: int) -> str:
    return f"{count} block{'' if count == 1 else 's'}"


def _place(line: int, path: str) -> str:
    return f"line {line}: " if line else f"{path}: " if path else ""


def _prefixed(mark: str, text: str) -> Iterator[str]:
    return (f"{mark} {line}" for line in text.split("\n"))
