"""The two scripts of a page: as it was exported, and the other one, as edits from the first to the second."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from reader.model.document import Document
from reader.model.escape import UNSAFE
from reader.model.language import SIMPLIFIED, document_language, original_script
from reader.model.ports import FindEdits
from reader.model.text import Change, Text, apply_edits

_CONVERSION = "script_"  # how the passes of script conversion are named


class Scripts(NamedTuple):
    """Which scripts a page can be read in; ``other`` is empty when there is only one.

    ``own``: the other one is the page's own script.
    """

    shown: str
    other: str = ""
    own: bool = True


class OtherScript:
    """Finds how texts of one document read in the other script.

    A document that was converted has its page's script in its passes. One that was not is converted by ``simplify``.
    """

    def __init__(self, document: Document, simplify: FindEdits) -> None:
        self._simplify = simplify
        self._texts = [document.title, *(block.text for block in document.blocks)]
        self._converted = any(_first_conversion(text) < len(text.passes) for text in self._texts)
        self.scripts = self._find(document)

    def edits(self, text: Text) -> str:
        """What leads from the current text to the other script, as JSON; empty where nothing does.

        The list holds by turns how many code points stay and what comes in place of the next ones: a string stands for
        as many as it has itself, a list of a number and a string for that many.
        """
        if not self.scripts.other or UNSAFE.search(text.current):  # what is made visible has another length
            return ""
        steps: list[object] = []
        done = 0
        for start, end, new in self._changes(text):
            steps += (start - done, new if len(new) == end - start else [end - start, new])
            done = end
        return json.dumps(steps, ensure_ascii=False, separators=(",", ":")) if steps else ""

    def _find(self, document: Document) -> Scripts:
        shown = document_language(document)
        if not shown.startswith("zh") or not any(True for text in self._texts for _ in self._changes(text)):
            return Scripts(shown)
        own = original_script(document)
        return Scripts(shown, own) if self._converted else Scripts(shown, SIMPLIFIED, own=False)

    def _changes(self, text: Text) -> Iterator[tuple[int, int, str]]:
        """``[start, end)`` of the current text and what stands there in the other script."""
        if self._converted:
            first = _first_conversion(text)
            before = text.original
            for done in text.passes[:first]:
                before = apply_edits(before, done.edits)
            changes = Text(before, text.current, text.passes[first:]).changes()
            yield from ((each.start, each.end, _source(before, each)) for each in changes)
        else:
            yield from self._simplify(text.current)


def _source(before: str, change: Change) -> str:
    return before[change.source_start : change.source_end]


def _first_conversion(text: Text) -> int:
    """The place of the first pass that converted the script; behind the last when none did."""
    passes = enumerate(text.passes)
    return next((place for place, done in passes if done.rule.startswith(_CONVERSION)), len(text.passes))
