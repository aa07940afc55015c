"""A document as a record: plain data that JSON and Parquet hold."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from reader.crawl.configuration import Configuration
from reader.crawl.quality import figures
from reader.crawl.raw import Failure, RawPage
from reader.model.choices import Provenance
from reader.model.document import Block, Document, TokenKind
from reader.model.survey import Survey
from reader.model.text import Text
from reader.repair.flags import flags

#: The fields of every record, in order, with what they hold when there is nothing to tell.
EMPTY: dict[str, Any] = {
    "id": "",
    "text": "",
    "title": "",
    "metadata": {},
    "url": "",
    "source": {},
    "encoding": "",
    "encoding_reason": "",
    "script": "",
    "quality": {},
    "withheld": "",
    "verdicts": {},
    "repairs": {},
    "flags": {},
    "provenance": None,
    "words": None,
    "error": None,
}


def failed(page: RawPage, failure: Failure) -> dict[str, Any]:
    """The record of a page that could not be read."""
    return _beginning(page) | {"error": {"kind": failure.kind, "message": failure.message}}


def made(page: RawPage, document: Document, configuration: Configuration) -> dict[str, Any]:
    """The record of a page that was read."""
    blocks = document.blocks
    found = [flag for block in blocks for flag in flags(block.text.current)]
    repairs = _repairs(document)
    quality = figures(document, found, sum(repairs.values()))
    metadata = document.metadata
    record = _beginning(page) | {
        "text": "\n\n".join(block.text.current for block in blocks),
        "title": document.title.current,
        "metadata": {name: fact.value for name, fact in metadata.facts()},
        "encoding": metadata.encoding,
        "encoding_reason": metadata.reason,
        "script": script_of(document.survey),
        "quality": quality,
    }
    record["url"] = page.address or record["metadata"].get("address", "")
    if configuration.provenance is not Provenance.NONE:
        record["verdicts"] = dict(sorted(Counter(item.verdict.rule for item in document.dropped).items()))
        record["repairs"] = repairs
        record["flags"] = dict(sorted(Counter(flag.kind for flag in found).items()))
    if configuration.provenance is Provenance.FULL:
        record["provenance"] = _everything(document)
    if configuration.words:
        record["words"] = [list(_words(block)) for block in blocks]
    if quality["score"] < configuration.minimum_quality:
        record |= {
            "text": "",
            "words": None,
            "withheld": f"quality {quality['score']} is below {configuration.minimum_quality}",
        }
    return record


def script_of(survey: Survey) -> str:
    """Which script the page was written in, by characters that only one of the two has."""
    figures = survey.script
    if survey.mixed_scripts:
        return "mixed"
    if not figures.traditional and not figures.simplified:
        return "other"
    if survey.machine_converted:
        return "converted"  # traditional by machine
    return "traditional" if figures.traditional > figures.simplified else "simplified"


def _beginning(page: RawPage) -> dict[str, Any]:
    source = {"file": page.place.file, "offset": page.place.offset, "length": page.place.length}
    if page.fetched:
        source["fetched"] = page.fetched
    if page.status:
        source["status"] = page.status
    return EMPTY | {"id": page.id, "url": page.address, "source": source}


def _texts(document: Document) -> Iterator[Text]:
    yield document.title
    yield from (block.text for block in document.blocks)


def _repairs(document: Document) -> dict[str, int]:
    """How many places each rule changed, by name."""
    counts: Counter[str] = Counter()
    for text in _texts(document):
        for rule, edits in text.passes:
            counts[rule] += len(edits)
    return dict(sorted(counts.items()))


def _everything(document: Document) -> dict[str, Any]:
    """Every change, dropped block and fact, in order; offsets are code points of the block."""
    return {
        "facts": {name: {"value": fact.value, "source": fact.source} for name, fact in document.metadata.facts()},
        "blocks": [
            {
                "kind": block.kind.value,
                "line": block.origin.line,
                "path": block.origin.path,
                "original": block.text.original if block.text.passes else None,
                "changes": [
                    {
                        "start": change.start,
                        "end": change.end,
                        "before": block.text.original[change.source_start : change.source_end],
                        "rules": list(change.rules),
                    }
                    for change in block.text.changes()
                ],
                "flags": [
                    {"start": flag.start, "end": flag.end, "kind": flag.kind} for flag in flags(block.text.current)
                ],
            }
            for block in document.blocks
        ],
        "dropped": [
            {
                "before": item.before,
                "line": item.block.origin.line,
                "path": item.block.origin.path,
                "text": item.block.text.current,
                "verdict": str(item.verdict),
                "rule": item.verdict.rule,
            }
            for item in document.dropped
        ],
    }


def _words(block: Block) -> Iterator[str]:
    text = block.text.current
    return (text[token.start : token.end] for token in block.tokens if token.kind is not TokenKind.SPACE)
