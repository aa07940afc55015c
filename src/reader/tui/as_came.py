"""The page as it came: all its blocks in order, kept and dropped, and what stands where on the clean page."""

from bisect import bisect_left
from dataclasses import replace
from typing import Self

from reader.model.choices import Script
from reader.model.document import Block, Dropped
from reader.model.ports import Cuts
from reader.model.survey import Survey
from reader.model.text import Text
from reader.tui.reading import Position, Reading


class _AsItIs:
    """Leaves every block as the page has it."""

    def recut(self, cuts: Cuts) -> Self:  # noqa: ARG002 - nothing is cut
        return self

    def finish(self, block: Block, survey: Survey, script: Script) -> Block:  # noqa: ARG002 - nothing is repaired
        return block

    def words(self, block: Block) -> Block:
        return block


class AsCame:
    """The page behind a clean reading; its items are those of ``reading``, which shows them unrepaired."""

    def __init__(self, clean: Reading) -> None:
        self.clean = clean
        document = clean.document
        blocks: list[Block] = []
        self._dropped: list[Dropped | None] = []
        self._raw_of: list[int] = []  # of each kept block
        waiting = iter(document.dropped)
        dropped = next(waiting, None)
        for number, block in enumerate((*document.blocks, None)):
            while dropped is not None and (block is None or dropped.before <= number):
                blocks.append(dropped.block)
                self._dropped.append(dropped)
                dropped = next(waiting, None)
            if block is not None:
                self._raw_of.append(len(blocks))
                blocks.append(block)
                self._dropped.append(None)
        whole = replace(document, title=Text.of(""), blocks=tuple(blocks), dropped=())
        self.reading = Reading(_AsItIs(), whole, Script.PAGE)

    def dropped(self, item: int) -> Dropped | None:
        """What the item is when it was dropped; None for one that was kept."""
        return self._dropped[item]

    def clean_item(self, item: int) -> int | None:
        """The item of the clean page that a kept one has become."""
        if self._dropped[item] is not None:
            return None
        return bisect_left(self._raw_of, item) + self.clean.lead

    def from_clean(self, position: Position) -> Position:
        """Where on the page as it came stands what stands at ``position`` of the clean one; its title, at the top."""
        number = position.item - self.clean.lead
        if not 0 <= number < len(self._raw_of):
            return Position(0, 0)
        source, _ = self.clean.block(position.item).text.source_span(position.offset, position.offset)
        item = self._raw_of[number]
        return Position(item, min(source, max(len(self.reading.text(item)) - 1, 0)))

    def to_clean(self, position: Position) -> Position:
        """Where on the clean page that is; for what was dropped, what follows it, or the last thing there is."""
        item = bisect_left(self._raw_of, position.item) + self.clean.lead
        if item >= len(self.clean):
            return Position(max(len(self.clean) - 1, 0), 0)
        if self._dropped[position.item] is not None:
            return Position(item, 0)
        text = self.clean.block(item).text
        return Position(item, min(text.current_offset(position.offset), max(len(text.current) - 1, 0)))
