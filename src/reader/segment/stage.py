"""The stage: tokens for a block."""

from dataclasses import replace

from reader.model.document import Block, Document, Token
from reader.model.ports import Cuts, Cutter, FoldScript
from reader.segment.kinds import kind_of
from reader.segment.own import recut


def segment_text(text: str, cut: Cutter, fold: FoldScript, own: Cuts | None = None) -> tuple[Token, ...]:
    """The tokens of ``text``, which join to it; ``own`` is how the person wants some of its words.

    What is cut is the simplified view, one for one with the text: jieba cuts 大語|言|模型 on traditional characters
    and 大|语言|模型 on simplified ones.
    """
    tokens = []
    start = 0
    folded = fold(text)
    for word in cut(folded):
        end = start + len(word)
        tokens.append(Token(start, end, kind_of(word)))
        start = end
    return recut(tokens, folded, own) if own else tuple(tokens)


def segment_block(block: Block, cut: Cutter, fold: FoldScript, own: Cuts | None = None) -> Block:
    """The block with its tokens."""
    return replace(block, tokens=segment_text(block.text.current, cut, fold, own))


def segment(document: Document, cut: Cutter, fold: FoldScript) -> Document:
    """The document with the tokens of every block."""
    return replace(document, blocks=tuple(segment_block(block, cut, fold) for block in document.blocks))
