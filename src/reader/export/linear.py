"""A page in lines, as it is read aloud or through a pipe: what is seen on the screen is said.

Title and headings begin with # signs, items with a bullet or their number, quotations with >, code with four spaces.
"""

from collections.abc import Iterator
from itertools import pairwise

from reader.export.glossed import glossed
from reader.export.text import marker, posted, stay_together, wrapped
from reader.localization import translate as _
from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Kind
from reader.model.escape import printable
from reader.model.walk import GlossFilter

_DEEPEST = 6  # levels of headings


def linear(document: Document, policy: GlossPolicy, width: int = 0) -> str:
    """The document in lines of at most ``width`` cells (0: as long as their paragraph), the last with its line feed.

    No line holds what a terminal would obey.
    """
    glosses = GlossFilter(policy)
    title = document.title.current
    parts = [wrapped("# ", " ".join(title.split()), width)] if title else []
    parts += ["\n".join(wrapped("", fact, width) for fact in _facts(document))]
    shown = [
        posted(block) + _block(block, glossed(block, glosses.shown(block), {}), width) for block in document.blocks
    ]
    gaps = ["\n" if stay_together(a, b) else "\n\n" for a, b in pairwise(document.blocks)]
    parts += ["".join(line + gap for line, gap in zip(shown, [*gaps, ""], strict=False))]
    return printable("\n\n".join(filter(None, parts))) + "\n"


def _facts(document: Document) -> Iterator[str]:
    """Who wrote it, when, and where it is from."""
    metadata = document.metadata
    named = (
        (_("author"), metadata.author),
        (_("date"), metadata.date),
        (_("site"), metadata.site),
        (_("address"), metadata.address),
    )
    return (f"{name}: {' '.join(fact.value.split())}" for name, fact in named if fact is not None)


def _block(block: Block, text: str, width: int) -> str:
    match block.kind:
        case Kind.HEADING:
            level = min(max(block.level, 1), _DEEPEST)
            return wrapped(f"{'#' * level} ", " ".join(text.split()), width)
        case Kind.QUOTATION:
            return "> " + wrapped("", text, max(width - 2, 0)).replace("\n", "\n> ")
        case Kind.CODE:
            return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
        case _:
            return wrapped(marker(block), text, width)
