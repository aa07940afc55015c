"""How good the text of a record is, in figures that whoever filters can choose from."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from reader.model.characters import HAN_RANGES
from reader.model.document import Block, Document, Kind
from reader.model.text import Flag

_ENDS = re.compile(r"[。！？…；：.!?;:]['\"”’」』）)\]]*\s*\Z")
_HAN, _LATIN = re.compile(f"[{HAN_RANGES}]+"), re.compile("[A-Za-z]+")
_TEXT = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTATION})


def figures(document: Document, flagged: Iterable[Flag], repaired: int) -> dict[str, Any]:
    """The figures of a repaired document. Shares lie in 0–1, lengths are code points without spaces.

    ``characters``; ``blocks``; ``kept``: share of the page's text that was kept; ``han`` and ``latin``: shares of the
    text; ``prose``: share of the running text that stands in blocks ending as sentences do; ``unique``: share of the
    text in blocks that are not on the page twice; ``intact``: share that is neither lost nor suspicious; ``repairs``:
    places changed for a thousand characters. ``score`` is prose × unique × intact, with half of the first, as headings
    and verses end without a mark.
    """
    texts = [block.text.current for block in document.blocks]
    sizes = [_size(text) for text in texts]
    total = sum(sizes)
    if not total:
        return {"score": 0.0, "characters": 0, "blocks": len(texts)}
    whole = "".join(texts)
    dropped = _size("".join([item.block.text.current for item in document.dropped]))
    prose, unique = _prose(document.blocks, sizes), _unique(texts, sizes) / total
    intact = 1 - min(sum(flag.end - flag.start for flag in flagged), total) / total
    shares = {
        "kept": total / (total + dropped),
        "han": _length(_HAN, whole) / total,
        "latin": _length(_LATIN, whole) / total,
        "prose": prose,
        "unique": unique,
        "intact": intact,
    }
    score = (0.5 + prose / 2) * unique * intact
    rounded = {name: round(share, 4) for name, share in shares.items()}
    counts = {"characters": total, "blocks": len(texts), "repairs": round(1000 * repaired / total, 2)}
    return {"score": round(score, 4), **counts, **rounded}


def _size(text: str) -> int:
    return len(text) - text.count(" ")


def _length(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def _prose(blocks: Sequence[Block], sizes: Sequence[int]) -> float:
    """Share of the running text in blocks that end as sentences do; 1 when there is none, as in a page of code."""
    running = [(block.text.current, size) for block, size in zip(blocks, sizes, strict=True) if block.kind in _TEXT]
    total = sum(size for _, size in running)
    return sum(size for text, size in running if _ENDS.search(text[-12:])) / total if total else 1.0


def _unique(texts: Sequence[str], sizes: Sequence[int]) -> int:
    return sum(dict(zip(texts, sizes, strict=True)).values())
