"""The stages, in order: decode → clean → repair → segment → annotate; the one place that knows them all."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from itertools import chain

from reader.model.choices import Cleaning, Repairs, Script
from reader.model.document import Block, Document, Source
from reader.model.ports import Annotator, Cutter, Term
from reader.model.site import SiteRule
from reader.model.survey import Survey


class Pipeline:
    """The stages with their resources: made once, then safe to share between threads.

    ``open``, ``finish`` and ``words`` are the stages by the block, for a screen that shows the first paragraph before
    the last one is repaired; ``read`` is all of them on a whole page.
    """

    def __init__(self, terms: Iterable[Term], rules: Iterable[SiteRule] = ()) -> None:
        self._terms = tuple(terms)
        self._rules = tuple(rules)
        self._annotators: dict[str, Annotator] = {}

    def taught(self, rules: Iterable[SiteRule]) -> "Pipeline":
        """The same stages under other rules for sites; what has been loaded is shared."""
        other = copy(self)
        other._rules = tuple(rules)  # noqa: SLF001 - its own class
        return other

    def open(self, source: Source, cleaning: Cleaning = Cleaning()) -> Document:  # noqa: B008 - frozen
        """Decoded, cleaned and surveyed; the blocks are as the page has them. Raises SourceError, NoArticleError."""
        from reader.clean.stage import clean
        from reader.decode import decode
        from reader.repair.fold import fold_damage
        from reader.repair.stage import survey_document

        return survey_document(clean(decode(source), fold_damage, cleaning, self._rules))

    def propose(self, source: Source, block: Block, *, keep: bool) -> Sequence[tuple[SiteRule, int]]:
        """Rules that would keep or drop ``block``, each with how many blocks of the page it finds."""
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

        return segment_block(block, self._cutter, fold_script)

    def read(
        self,
        source: Source,
        repairs: Repairs = Repairs(),  # noqa: B008 - frozen
        cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
        *,
        words: bool = True,
    ) -> Document:
        """Every stage. ``words=False`` leaves tokens out, for those who don't look at them."""
        from reader.annotate.stage import annotate
        from reader.repair.stage import repair

        opened = self.open(source, cleaning)
        document = annotate(repair(opened, repairs), self._annotator(repairs.script, opened.survey))
        return replace(document, blocks=tuple(map(self.words, document.blocks))) if words else document

    def _annotator(self, script: Script, survey: Survey) -> Annotator:
        """The matcher whose glosses are in the script that is read."""
        from reader.annotate.match import Matcher
        from reader.repair.script import convert, fold_script, gloss_configuration

        configuration = gloss_configuration(script, survey)
        if configuration not in self._annotators:
            terms = (term._replace(gloss=convert(term.gloss, configuration)) for term in self._terms)
            self._annotators[configuration] = Matcher(terms, fold_script)
        return self._annotators[configuration]

    @cached_property
    def _cutter(self) -> Cutter:
        from reader.segment.words import cutter

        return cutter()


def repair_stream(head: Sequence[str], rest: Iterable[str], repairs: Repairs = Repairs()) -> Iterator[str]:  # noqa: B008
    """The filter ``reader repair``: lines in, the same lines repaired out, nothing cleaned away.

    The survey is made on ``head``; what follows goes out line by line as it comes in. Lines keep their line feeds.
    """
    from reader.model.text import Text
    from reader.repair.rules import chosen
    from reader.repair.stage import repair_text, survey

    rules = chosen(survey(head), repairs)
    for line in chain(head, rest):
        text = line.removesuffix("\n")
        yield repair_text(Text.of(text), rules).current + line[len(text) :]
