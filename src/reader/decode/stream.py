"""Text that comes piece by piece, as through a pipe: the encoding is judged on its beginning."""

import codecs
from collections.abc import Iterator

from reader.decode.charset import LINE_ENDS, choose
from reader.decode.misread import second_look
from reader.model.document import Source
from reader.model.recode import undo


def decode_lines(name: str, head: bytes, rest: Iterator[bytes]) -> tuple[list[str], Iterator[str]]:
    """The lines of ``head``, by which the encoding is judged, and those that follow, each as soon as it is whole.

    Lines keep their line feed; other line ends become one. Raises SourceError when ``head`` is not readable.
    """
    codec, _, data = choose(Source(name, head))
    decoder = codecs.getincrementaldecoder(codec)("replace")
    start = decoder.decode(data)
    _, mixes = second_look(start)

    def undone(line: str) -> str:
        for mix in mixes:
            line = undo(line, mix, "replace")
        return line

    *whole, pending = _lines(start)

    def following() -> Iterator[str]:
        text = pending
        for chunk in rest:
            *lines, text = _lines(text + decoder.decode(chunk))
            yield from map(undone, lines)
        *lines, text = LINE_ENDS.sub("\n", text + decoder.decode(b"", final=True)).split("\n")
        yield from (undone(line) + "\n" for line in lines)
        yield undone(text)

    return list(map(undone, whole)), following()


def _lines(text: str) -> list[str]:
    """Whole lines, and what may go on; a carriage return at the end may be half a line end."""
    ready, end = (text[:-1], "\r") if text.endswith("\r") else (text, "")
    *lines, pending = LINE_ENDS.sub("\n", ready).split("\n")
    return [*(f"{line}\n" for line in lines), pending + end]
