"""What a word is made of."""

from reader.model.characters import HAN
from reader.model.document import TokenKind
from reader.model.patterns import lazy

_LETTER = lazy(r"[^\W\d_]")


def kind_of(word: str) -> TokenKind:
    """What a word is made of; one with a Han character is Chinese, one with another letter is Latin.

    >>> [kind_of(word).value for word in ("语言", "GPT-4", "80%", "，", " ")]
    ['word', 'latin', 'number', 'mark', 'space']
    """
    if word.isspace():
        return TokenKind.SPACE
    if HAN.search(word):
        return TokenKind.WORD
    if _LETTER.search(word):
        return TokenKind.LATIN
    return TokenKind.NUMBER if any(c.isdigit() for c in word) else TokenKind.MARK
