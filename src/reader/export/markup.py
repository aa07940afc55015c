"""Blocks as elements that are good HTML and good XML alike; the walk that HTML and e-books share.

What a format adds of its own (what a term leads to, attributes) comes from its `Dress`.
"""

from collections.abc import Iterator, Sequence

from reader.export.escaping import escape
from reader.export.markup_inline import Dress, Run, Way, inline, picture, runs, written
from reader.export.structure import (
    Numbered,
    cells,
    entry_parts,
    groups,
    has_header,
    has_own_mark,
    heading_depths,
    item_depths,
    outer_images,
)
from reader.model.document import Block, Kind
from reader.model.inline import Cell, Image
from reader.model.ports import FindReadings, nothing_found

#: Names and definitions that are not each other's.
_ALONE = {Kind.TERM: ' class="name"', Kind.DEFINITION: ' class="definition"'}


def elements(
    blocks: Sequence[Block],
    dress: Dress,
    top: int = 2,
    readings: FindReadings = nothing_found,
    *,
    links: bool = True,
) -> Iterator[str]:
    """The blocks as elements, in order; headings begin at level ``top``.

    ``readings`` are set as ruby wherever the page has none of its own.
    """
    depths = heading_depths(blocks, top)
    way = Way(dress, readings, links)
    for kind, group in groups(blocks):
        if group[0].block.entry is not None:
            yield _post(group[0].block)
        yield from _element(kind, group, way, depths)


def _post(block: Block) -> str:
    """Who wrote what follows, and when."""
    number, *told = map(escape, entry_parts(block))
    return f'<p class="post"><b>{number}</b>{"".join(f" <span>{part}</span>" for part in told)}</p>'


def _element(kind: Kind, group: list[Numbered], way: Way, depths: dict[int, int]) -> Iterator[str]:
    match kind:
        case Kind.ITEM:
            yield "".join(_list(group, way))
        case Kind.ROW:
            yield "".join(_table(group, way))
        case Kind.TERM:
            yield "".join(_definitions(group, way))
        case Kind.QUOTATION:
            yield "".join(("<blockquote>", *(_wrapped("p", each, way) for each in group), "</blockquote>"))
        case Kind.CAPTION:
            yield _caption(group[0], way)
        case _:
            above, below = (_figures(images, way) for images in outer_images(group[0].block))
            yield above + _single(kind, group[0], way, depths) + below


def _single(kind: Kind, each: Numbered, way: Way, depths: dict[int, int]) -> str:
    if kind is Kind.CODE:
        return f"<pre{way.dress.attributes(each)}><code>{inline(each.block, way)}</code></pre>"
    tag = f"h{depths[each.place]}" if kind is Kind.HEADING else "p"
    return f"<{tag}{way.dress.attributes(each)}>{inline(each.block, way)}</{tag}>"


def _figures(images: Sequence[Image], way: Way) -> str:
    return "".join(f"<figure>{picture(image, links=way.links)}</figure>" for image in images)


def _caption(each: Numbered, way: Way) -> str:
    """A caption below its pictures or above them, or alone."""
    above, below = outer_images(each.block)
    if not above and not below:
        return f'<p class="caption"{way.dress.attributes(each)}>{inline(each.block, way)}</p>'
    before, after = ("".join(picture(image, links=way.links) for image in images) for images in (above, below))
    caption = f"<figcaption{way.dress.attributes(each)}>{inline(each.block, way)}</figcaption>"
    # HTML wants a caption first or last in its figure
    return f"<figure>{before}{after if before else ''}{caption}{'' if before else after}</figure>"


def _wrapped(tag: str, each: Numbered, way: Way, more: str = "") -> str:
    return f"<{tag}{more}{way.dress.attributes(each)}>{_with_pictures(each.block, way)}</{tag}>"


def _with_pictures(block: Block, way: Way) -> str:
    """The text of a block that stands in a list or the like, its pictures in the same line."""
    above, below = ("".join(picture(image, links=way.links) for image in images) for images in outer_images(block))
    return above + inline(block, way) + below


def _definitions(group: list[Numbered], way: Way) -> Iterator[str]:
    """Names with what they mean; ``dl`` must begin with a name and end with a definition."""
    kinds = [each.block.kind for each in group]
    if (kinds[0], kinds[-1]) == (Kind.TERM, Kind.DEFINITION):
        parts = (_wrapped("dt" if each.block.kind is Kind.TERM else "dd", each, way) for each in group)
        yield f"<dl>{''.join(parts)}</dl>"
    else:
        yield from (_wrapped("p", each, way, _ALONE[each.block.kind]) for each in group)


def _list(items: list[Numbered], way: Way) -> Iterator[str]:
    """One list; what is deeper is a list inside the item before it. Without a number, a second block of an item."""
    opened: list[tuple[str, int]] = []  # the tag of each list that is open, and its last number
    for each, depth in zip(items, item_depths(items), strict=True):
        number = each.block.number
        while len(opened) > depth + 1:
            yield f"</li></{opened.pop()[0]}>"
        if len(opened) == depth + 1:
            yield "</li>"
            if opened[-1][0] == "ul" and number is not None:
                yield f"</{opened.pop()[0]}>"
        if len(opened) == depth:
            opened.append(("ul" if number is None else "ol", 0))
            yield f"<{opened[-1][0]}>"
        tag, last = opened[-1]
        value = f' value="{number}"' if number is not None and number != last + 1 else ""
        opened[-1] = tag, last if number is None else number
        continues = tag == "ol" and number is None
        own = ' class="own"' if continues or has_own_mark(each.block) else ""
        yield f"<li{own}{value}{way.dress.attributes(each)}>{_with_pictures(each.block, way)}"
    while opened:
        yield f"</li></{opened.pop()[0]}>"


def _table(rows: list[Numbered], way: Way) -> Iterator[str]:
    yield '<div class="table"><table>'
    if has_header(rows):
        yield f"<thead>{_row(rows[0], way, 1, heads=True)}</thead>"
        rows = rows[1:]
    if rows:
        yield "<tbody>"
        for left in range(len(rows), 0, -1):
            yield _row(rows[-left], way, left)
        yield "</tbody>"
    yield "</table></div>"


def _row(each: Numbered, way: Way, left: int, *, heads: bool = False) -> str:
    """A row; ``left``: the rows from this one on."""
    opening = f"<tr{way.dress.attributes(each)}>"
    own = cells(each.block)
    found = runs(each.block, way, [edge for cell in own for edge in (cell.start, cell.end)])
    above, below = ("".join(picture(image, links=way.links) for image in images) for images in outer_images(each.block))
    inner = ["".join(written(inside, way)) for inside in _by_span(found, own)]
    inner[0], inner[-1] = above + inner[0], inner[-1] + below
    made = (_cell(cell, text, min(cell.rows, left), heads=heads) for cell, text in zip(own, inner, strict=True))
    return f"{opening}{''.join(made)}</tr>"


def _cell(cell: Cell, text: str, rows: int, *, heads: bool) -> str:
    tag = "th" if heads or cell.header else "td"
    more = f' scope="{"col" if heads else "row"}"' if tag == "th" else ""
    more += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    more += f' rowspan="{rows}"' if rows > 1 else ""
    return f"<{tag}{more}>{text}</{tag}>"


def _by_span(found: Sequence[Run], spans: Sequence[Cell]) -> Iterator[list[Run]]:
    """The runs that lie in each of ``spans``; both are in order."""
    ahead = iter(found)
    run = next(ahead, None)
    for span in spans:
        inside: list[Run] = []
        while run is not None and run.start < span.end:
            if run.start >= span.start:
                inside.append(run)
            run = next(ahead, None)
        yield inside
