"""The stage: tokens for a block."""

from dataclasses import replace

from reader.model.characters import HAN_RANGES
from reader.model.document import Block, Document, Token, TokenKind
from reader.model.patterns import lazy
from reader.model.ports import Cutter, FoldScript

_HAN = lazy(f"[{HAN_RANGES}]")
_LETTER = lazy(r"[^\W\d_]")


def segment_text(text: str, cut: Cutter, fold: FoldScript) -> tuple[Token, ...]:
    """The tokens of ``text``, which join to it.

    What is cut is the simplified view, one for one with the text: jieba cuts 大語|言|模型 on traditional characters
    and 大|语言|模型 on simplified ones.
    """
    tokens = []
    start = 0
    for word in cut(fold(text)):
        end = start + len(word)
        tokens.append(Token(start, end, kind_of(word)))
        start = end
    return tuple(tokens)


def kind_of(word: str) -> TokenKind:
    """What a word is made of; one with a Han character is Chinese, one with another letter is Latin.

    >>> [kind_of(word).value for word in ("语言", "GPT-4", "80%", "，", " ")]
    ['word', 'latin', 'number', 'mark', 'space']
    """
    if word.isspace():
        return TokenKind.SPACE
    if _HAN.search(word):
        return TokenKind.WORD
    if _LETTER.search(word):
        return TokenKind.LATIN
    return TokenKind.NUMBER if any(c.isdigit() for c in word) else TokenKind.MARK


def segment_block(block: Block, cut: Cutter, fold: FoldScript) -> Block:
    """The block with its tokens."""
    return replace(block, tokens=segment_text(block.text.current, cut, fold))


def segment(document: Document, cut: Cutter, fold: FoldScript) -> Document:
    """The document with the tokens of every block."""
    return replace(document, blocks=tuple(segment_block(block, cut, fold) for block in document.blocks))
