"""The stages, in order: decode → clean → repair → segment → annotate; the one place that knows them all."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice
from typing import Any, Self

from reader.localization import translate as _
from reader.model.choices import Cleaning, Repairs, Script
from reader.model.choosing import overrule
from reader.model.document import EPUB, MARKDOWN, Block, Document, Note, Page, Source
from reader.model.errors import SourceError
from reader.model.ports import Annotator, Cuts, Cutter, Term
from reader.model.site import SiteRule
from reader.model.survey import Survey
from reader.model.text import Edit

#: How the JSON that Reader writes begins; an editor may have put a byte order mark before it.
_BOM = b"\xef\xbb\xbf"
_LONG, _BEGINNING = 1 << 20, 1 << 16  # bytes of a page that is opened in two steps, and of the first step
_PART = 200  # blocks that are taken in together: some milliseconds
_OWN = re.compile(rb'(?:%b)?\s*\{\s*"format"\s*:\s*"reader-document"' % _BOM)


class Pipeline:
    """The stages with their resources: made once, then safe to share between threads.

    ``open``, ``finish`` and ``words`` are the stages by the block, for a screen that shows the first paragraph before
    the last one is repaired; ``read`` is all of them on a whole page.
    """

    def __init__(self, terms: Iterable[Term], rules: Iterable[SiteRule] = (), cuts: Cuts | None = None) -> None:
        self._terms = tuple(terms)
        self._rules = tuple(rules)
        self._cuts = cuts
        self._annotators: dict[str, Annotator] = {}

    def taught(self, rules: Iterable[SiteRule]) -> Self:
        """The same stages under other rules for sites; what has been loaded is shared."""
        other = copy(self)
        other._rules = tuple(rules)  # noqa: SLF001 - its own class
        return other

    def recut(self, cuts: Cuts) -> Self:
        """The same stages, words cut as a person wants them; what has been loaded is shared."""
        other = copy(self)
        other._cuts = cuts  # noqa: SLF001 - its own class
        return other

    def open(self, source: Source, cleaning: Cleaning = Cleaning()) -> Document:  # noqa: B008 - frozen
        """Decoded, cleaned and surveyed; the blocks are as the page has them. Raises SourceError, NoArticleError.

        A page may come as the JSON that Reader wrote of it. Raises FormatError when that is none.
        """
        if _OWN.match(source.data):
            from reader.export.json import import_json, untouched

            return overrule(untouched(import_json(source.data.removeprefix(_BOM))), cleaning.choices)
        from reader.repair.stage import survey_document

        cleaned = _book(source) if source.media == EPUB else self._cleaned(source, cleaning)
        return overrule(survey_document(cleaned), cleaning.choices)

    def open_apart(self, source: Source, cleaning: Cleaning, is_wanted: Callable[[], bool]) -> Document:
        """`open` in a process of its own, so that this one attends to its keys; here, where there can be no other.

        Raises Abandoned as well, when it isn't wanted any more.
        """
        from reader.apart import Broken, parts

        try:
            document, *rest = parts("reader.pipeline:_opened", source, cleaning, self._rules, is_wanted=is_wanted)
            assert isinstance(document, Document)
        except Broken:
            return self.open(source, cleaning)
        blocks, dropped = (tuple(chain.from_iterable(each)) for each in zip(*rest, strict=True))
        return replace(document, blocks=blocks, dropped=dropped)

    def _cleaned(self, source: Source, cleaning: Cleaning) -> Document:
        from reader.clean.stage import clean
        from reader.decode import decode
        from reader.repair.fold import fold_damage

        return clean(decode(source), fold_damage, cleaning, self._rules)

    def beginning(self, source: Source) -> Source | None:
        """The first lines of a long page of text, to be read while the whole is opened; None for other pages.

        Markup can't be cut, nor can what has two bytes a line feed.
        """
        head = source.data[:_BEGINNING]
        if len(source.data) < _LONG or b"\0" in head or _OWN.match(head) or b"\n" not in head:
            return None
        from reader.clean.sniff import looks_like_html
        from reader.decode import decode

        part = replace(source, data=head[: head.rindex(b"\n")])
        return None if looks_like_html(decode(part).text) else part

    def propose(self, source: Source, block: Block, *, keep: bool) -> Sequence[tuple[SiteRule, int]]:
        """Rules that would keep or drop ``block``, each with how many blocks of the page it finds.

        Raises SourceError for what is no page of a site, and is kept as it is.
        """
        if source.media in (EPUB, MARKDOWN):
            raise SourceError(
                _("rules are for pages of sites, not for {name}; x leaves a paragraph out here", name=source.name)
            )
        from reader.clean.proposals import propose
        from reader.decode import decode
        from reader.repair.fold import fold_damage

        return propose(decode(source), block, fold_damage, keep=keep)

    def finish(self, block: Block, survey: Survey, script: Script) -> Block:
        """The block repaired and annotated, without tokens."""
        from reader.annotate.stage import annotate_block
        from reader.repair.rules import chosen
        from reader.repair.stage import repair_block

        return annotate_block(repair_block(block, chosen(survey, Repairs(script))), self._annotator(script, survey))

    def words(self, block: Block) -> Block:
        """The block with its tokens; the first call loads the segmenter's dictionary (0.1 s)."""
        from reader.repair.script import fold_script
        from reader.segment.stage import segment_block

        return segment_block(block, self._cutter, fold_script, self._cuts)

    def read(
        self,
        source: Source,
        repairs: Repairs = Repairs(),  # noqa: B008 - frozen
        cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
        *,
        words: bool = True,
    ) -> Document:
        """Every stage. ``words=False`` leaves tokens out, for those who don't look at them.

        JSON that Reader wrote keeps its text as it was exported, unless ``repairs`` ask for something else.
        """
        if repairs == Repairs() and _OWN.match(source.data):
            return self._carried(source)
        from reader.annotate.stage import annotate
        from reader.repair.stage import repair

        opened = self.open(source, cleaning)
        document = annotate(repair(opened, repairs), self._annotator(repairs.script, opened.survey))
        return replace(document, blocks=tuple(map(self.words, document.blocks))) if words else document

    def plain(self, source: Source, repairs: Repairs, cleaning: Cleaning, *, words: bool = False) -> Document:
        """The article repaired, for those who take its text alone: no notes, what was dropped stays as it was found.

        Raises SourceError, NoArticleError, FormatError.
        """
        from reader.repair.rules import chosen
        from reader.repair.stage import repair_block, repair_text

        opened = self.open(source, cleaning)
        rules = chosen(opened.survey, repairs)
        blocks = tuple(repair_block(block, rules) for block in opened.blocks)
        blocks = tuple(map(self.words, blocks)) if words else blocks
        return replace(opened, title=repair_text(opened.title, rules), blocks=blocks)

    def simplify(self, text: str) -> Iterator[Edit]:
        """The edits that bring ``text`` into simplified script."""
        from reader.repair.script import to_simplified

        return to_simplified(text)

    def _carried(self, source: Source) -> Document:
        """A document that comes back, with its own notes, and those of this glossary where there are none."""
        from reader.annotate.stage import annotate
        from reader.export.json import import_json

        document = import_json(source.data.removeprefix(_BOM))
        annotated = annotate(document, self._annotator(Script.AUTO, document.survey))
        pairs = zip(document.blocks, annotated.blocks, strict=True)
        return replace(document, blocks=tuple(replace(own, notes=_joined(own.notes, new.notes)) for own, new in pairs))

    def _annotator(self, script: Script, survey: Survey) -> Annotator:
        """The matcher whose glosses are in the script that is read."""
        from reader.annotate.match import Matcher
        from reader.repair.script import convert, fold_script, gloss_configuration

        configuration = gloss_configuration(script, survey)
        if configuration not in self._annotators:
            terms: Iterable[Term] = self._terms
            if configuration:
                glossed = [term._replace(gloss=convert(term.gloss, configuration)) for term in terms]
                # A page whose words were put into those of Taiwan has 資料 for 数据, and is known by both.
                terms = chain(
                    glossed, (term._replace(surface=convert(term.surface, configuration)) for term in glossed)
                )
            self._annotators[configuration] = Matcher(terms, fold_script)
        return self._annotators[configuration]

    @cached_property
    def _cutter(self) -> Cutter:
        from reader.segment.words import cutter

        return cutter()


def _opened(source: Source, cleaning: Cleaning, rules: Sequence[SiteRule]) -> Iterator[Any]:
    """A document that is opened for another process: itself without blocks, then its blocks and those dropped."""
    document = Pipeline((), rules).open(source, cleaning)
    yield replace(document, blocks=(), dropped=())
    for start in range(0, max(len(document.blocks), len(document.dropped), 1), _PART):
        yield document.blocks[start : start + _PART], document.dropped[start : start + _PART]


def _book(source: Source) -> Document:
    from reader.clean.book import read_book
    from reader.decode.book import open_book
    from reader.repair.fold import fold_damage

    facts, chapters = open_book(source)
    page = chapters[0].page if chapters else Page(source.name, "", "", "")
    page = Page(source.name, "", page.encoding, page.reason, address=source.address, hops=source.hops)
    return read_book(page, facts, chapters, fold_damage)


def _joined(first: Sequence[Note], others: Sequence[Note]) -> tuple[Note, ...]:
    """All notes of ``first``, and those of ``others`` that overlap none of them, in order."""
    ends = [note.end for note in first]

    def is_free(note: Note) -> bool:
        following = bisect_right(ends, note.start)
        return following == len(first) or note.end <= first[following].start

    return tuple(sorted((*first, *filter(is_free, others)), key=lambda note: note.start))


def repair_stream(head: Sequence[str], rest: Iterable[str], repairs: Repairs = Repairs()) -> Iterator[str]:  # noqa: B008
    """The filter ``reader repair``: lines in, the same lines repaired out, nothing cleaned away.

    A page of HTML declares UTF-8 from then on. The survey is made on ``head``; what follows goes out line by line as it
    comes in. Lines keep their line feeds.
    """
    from reader.decode.declared import as_utf8
    from reader.model.text import Text
    from reader.repair.rules import chosen
    from reader.repair.stage import repair_texts, survey

    rules = chosen(survey(head), repairs)
    lines = as_utf8(chain(head, rest))
    for group in chain([list(islice(lines, len(head)))], ([line] for line in lines)):
        texts = [line.removesuffix("\n") for line in group]
        repaired = repair_texts(list(map(Text.of, texts)), rules)
        for line, text, done in zip(group, texts, repaired, strict=True):
            yield done.current + line[len(text) :]
