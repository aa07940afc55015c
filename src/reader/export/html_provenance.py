"""What was left out of a page and what was repaired, folded away at its end."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from reader.export.escaping import escape
from reader.export.explain import decisions
from reader.model.document import Block, Document, Dropped

Repair = tuple[str, str]  # before, after


def led_to(document: Document) -> frozenset[int]:
    """Places of the blocks that the fold-outs lead to."""
    return frozenset(item.before for item in document.dropped if item.before < len(document.blocks))


def provenance(document: Document) -> Iterator[str]:
    """Two fold-outs; each only where there is something to tell."""
    yield '<section id="provenance" lang="en" aria-labelledby="provenance-heading">'
    yield '<h2 id="provenance-heading">What was done to the page <span lang="zh-Hans">处理记录</span></h2>'
    yield from _repaired(document)
    yield from _left_out(document)
    yield "</section>"


def repairs(document: Document) -> dict[str, Counter[Repair]]:
    """Names of rules → each replacement that they made in title and blocks, and how often."""
    found: defaultdict[str, Counter[Repair]] = defaultdict(Counter)
    for text in chain((document.title,), (block.text for block in document.blocks)):
        for change in text.changes() if text.passes else ():
            before = text.original[change.source_start : change.source_end]
            found[", ".join(change.rules)][before, text.current[change.start : change.end]] += 1
    return dict(found)


def _repaired(document: Document) -> Iterator[str]:
    found = repairs(document)
    count = sum(map(Counter.total, found.values()))
    if not count:
        yield "<p>Nothing was repaired.</p>"
        return
    yield f"<details><summary>Repaired: {_counted(count, 'place')}</summary><ul>"
    yield from (f"<li>{escape(told)}</li>" for told in decisions(document.survey))
    yield "</ul>"
    for rules, replaced in sorted(found.items()):
        yield f'<h3>{escape(rules.replace("_", " "))}</h3><ul class="repairs">'
        yield from (_repair(*pair, count) for pair, count in replaced.most_common())
        yield "</ul>"
    yield "</details>"


def _repair(before: str, after: str, count: int) -> str:
    times = f" ×{count}" if count > 1 else ""
    return f"<li><del>{escape(before) or '∅'}</del> → <ins>{escape(after) or '∅'}</ins>{times}</li>"


def _left_out(document: Document) -> Iterator[str]:
    if not document.dropped:
        yield "<p>Nothing was left out.</p>"
        return
    yield f'<details><summary>Left out: {_counted(len(document.dropped), "block")}</summary><ul class="dropped">'
    yield from (_dropped(item, len(document.blocks)) for item in document.dropped)
    yield "</ul></details>"


def _dropped(item: Dropped, kept: int) -> str:
    told = [escape(str(item.verdict)), *_place(item.block)]
    if item.before < kept:
        told.append(f'<a href="#b{item.before}">what followed it</a>')
    text = escape(item.block.text.original).replace("\n", "<br/>")
    return f"<li><blockquote>{text}</blockquote><p>{' · '.join(told)}</p></li>"


def _place(block: Block) -> Iterator[str]:
    if block.origin.line:
        yield f"line {block.origin.line}"
    elif block.origin.path:
        yield escape(block.origin.path.rsplit("/", 1)[-1])


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
