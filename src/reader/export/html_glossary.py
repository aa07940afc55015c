"""The glossary at the end of an HTML page: the terms that the page mentions, with links back to where it does."""

from collections.abc import Iterable, Iterator, Mapping

from reader.export.escaping import escape
from reader.export.html_dress import Term
from reader.model.ports import Explained, FindEntry

_MENTIONS = 24  # links back; a term that a page is about has hundreds


def glossary(terms: Iterable[Term], entry: FindEntry) -> Iterator[str]:
    """The section, its entries in the order of their headwords; nothing where the page mentions none."""
    ordered = sorted(terms, key=lambda term: term.headword.casefold())
    if not ordered:
        return
    anchors = {term.headword: term.anchor for term in ordered}
    yield '<section id="glossary" lang="en" aria-labelledby="glossary-heading">'
    yield '<h2 id="glossary-heading">Glossary <span lang="zh-Hans">术语</span></h2><dl>'
    for term in ordered:
        yield "".join(_entry(term, entry(term.headword), anchors))
    yield "</dl></section>"


def _entry(term: Term, found: Explained | None, anchors: Mapping[str, str]) -> Iterator[str]:
    yield f'<div class="entry" id="{term.anchor}"><dt><dfn>{escape(term.headword)}</dfn>'
    if found is None:
        yield f"</dt><dd>{escape(term.gloss)}</dd>"
    else:
        yield from _names(found)
        yield "</dt>"
        if found.en:
            yield f"<dd>{escape(found.en)}</dd>"
        if found.zh:
            yield f'<dd lang="zh-Hans">{escape(found.zh)}</dd>'
        yield from _see(found, anchors)
    yield "".join(_back(term))
    yield "</div>"


def _names(found: Explained) -> Iterator[str]:
    if found.expansion:
        yield f' <span class="expansion">{escape(found.expansion)}</span>'
    if found.chinese:
        yield f' <span class="names" lang="zh-Hans">{escape("、".join(found.chinese))}</span>'


def _see(found: Explained, anchors: Mapping[str, str]) -> Iterator[str]:
    """Entries to look at next; those that the page mentions are links."""
    if found.see:
        told = (
            f'<a href="#{anchors[name]}">{escape(name)}</a>' if name in anchors else escape(name) for name in found.see
        )
        yield f'<dd class="see">See {", ".join(told)}</dd>'


def _back(term: Term) -> Iterator[str]:
    yield '<dd class="back">In the text: '
    for number, anchor in enumerate(term.mentions[:_MENTIONS], 1):
        yield f'<a href="#{anchor}">{number}</a> '
    rest = len(term.mentions) - _MENTIONS
    yield f"and {rest} more times</dd>" if rest > 0 else "</dd>"
