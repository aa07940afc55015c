"""What an HTML page adds to its blocks' elements: terms that lead to the glossary, languages, the other script."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from reader.export.escaping import escape
from reader.export.glossed import CLOSING, OPENING
from reader.export.scripts import OtherScript
from reader.export.structure import Numbered
from reader.model.document import Kind, Note
from reader.model.language import ENGLISH, text_language
from reader.model.walk import GlossFilter


class Term(NamedTuple):
    """A headword of the glossary that the page mentions; ``mentions`` are anchors."""

    number: int
    headword: str
    gloss: str
    mentions: list[str]

    @property
    def anchor(self) -> str:
        """Of its entry at the end of the page."""
        return f"g{self.number}"


class HtmlDress:
    """Remembers in ``terms`` which headwords it met, in reading order, and whether any is ``glossed`` beside its name.

    ``anchored``: places of blocks that others lead to.
    """

    def __init__(self, glosses: GlossFilter, scripts: OtherScript, anchored: AbstractSet[int]) -> None:
        self._glosses, self._scripts, self._anchored = glosses, scripts, anchored
        self._language = scripts.scripts.shown
        self._shown: set[Note] = set()
        self._in_code = False
        self.terms: dict[str, Term] = {}
        self.glossed = False
        self._met = 0

    def attributes(self, each: Numbered) -> str:
        """Anchor, language where it is another than the page's, and the edits that lead to the other script."""
        place, block = each
        self._in_code = block.kind is Kind.CODE
        self._shown = set(self._glosses.shown(block))
        anchor = f' id="b{place}"' if block.kind is Kind.HEADING or place in self._anchored else ""
        language = ENGLISH if self._in_code else text_language(block.text.current, self._language)
        other = f' lang="{language}"' if language != self._language else ""
        return f"{anchor}{other}{switched(self._scripts.edits(block.text))}"

    def term(self, note: Note) -> tuple[str, str]:
        """A link to the glossary, which the page's script opens in place; names in code stay plain."""
        if self._in_code:
            return "", ""
        self._met += 1
        term = self.terms.setdefault(note.headword, Term(len(self.terms) + 1, note.headword, note.gloss, []))
        term.mentions.append(f"t{self._met}")
        gloss = ""
        if note in self._shown:
            self._shown.remove(note)
            self.glossed = True
            gloss = f'<small class="gloss">{OPENING}{escape(note.gloss)}{CLOSING}</small>'
        return f'<a class="term" id="t{self._met}" href="#{term.anchor}">', f"</a>{gloss}"


def switched(edits: str) -> str:
    """The attribute in which the page's script finds what `OtherScript.edits` gives."""
    return (
        f" data-other='{edits.replace('&', '&amp;').replace(chr(39), '&#39;').replace('<', '&lt;')}'" if edits else ""
    )
