"""Bytes → Page: the encoding is found, not believed, and the reason is told.

In order: byte order mark · strict UTF-8 · the declaration of the page, when the text that it gives is plausible ·
the most plausible of the encodings that Chinese and English pages are written in.
"""

from reader.decode.charset import decode
from reader.decode.stream import decode_lines

__all__ = ["decode", "decode_lines"]
