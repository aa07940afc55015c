"""What stands in the blocks that are kept: their kind, links, emphasis, pictures, cells, and the entries they begin."""

from collections.abc import Sequence
from dataclasses import replace

from reader.clean.entries import read_entries
from reader.clean.fragment import Part, read_fragment
from reader.clean.images import images_of
from reader.clean.inlines import cells_of, inlines_of
from reader.clean.links import links_of
from reader.clean.tree import Tree
from reader.model.document import Block


def structured(blocks: list[Block], tree: Tree, wanted: Sequence[int], base: str) -> list[Block]:
    """The blocks of a page, the ``wanted`` ones with their structure; relative addresses are resolved on ``base``.

    Nothing is done for the others, which are most of a page.
    """
    runs = [tree.runs[index] for index in wanted]
    parts = read_fragment(runs, tree.elements) or [Part(blocks[index].kind, blocks[index].level) for index in wanted]
    images = images_of(tree.pictures, tree.runs, tree.elements, frozenset(wanted), base) if tree.pictures else {}
    entries = read_entries(tree.runs, tree.elements, wanted)
    for index, run, part in zip(wanted, runs, parts, strict=True):
        blocks[index] = replace(
            blocks[index],
            kind=part.kind,
            level=part.level,
            number=part.number,
            entry=entries.get(index),
            links=links_of(run, base) if run.links else (),
            inlines=inlines_of(run, part.kind),
            images=images.get(index, ()),
            cells=cells_of(run, tree.elements),
        )
    return blocks
