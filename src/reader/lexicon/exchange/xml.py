"""XML as elements that know their lines, read safely.

Python's own expat does it: no entity may be declared (billions of laughs), no external file is ever asked for, depth is
bounded. These are the refusals of defusedxml, whose trees don't tell lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from reader.model.errors import FormatError

_DEEPEST = 50
XML_LANG = "xml:lang"


@dataclass(slots=True)
class Element:
    """An element: its name without prefix or namespace, attributes, its own text, children; ``line`` is from 1."""

    name: str
    attributes: dict[str, str]
    line: int
    children: "list[Element]" = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, white space made single."""
        return " ".join("".join(self.parts).split())

    def all(self, *names: str) -> "Iterator[Element]":
        """The elements of these names below it, in order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.all(*names)


def read(name: str, data: bytes) -> Element:
    """The root. Raises FormatError with file, line and remedy."""
    parser = expat.ParserCreate()
    top = Element("", {}, 0)
    opened = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(opened) > _DEEPEST:
            raise _refused(name, parser.CurrentLineNumber, "elements are nested too deeply")
        element = Element(tag.rpartition(":")[2], attributes, parser.CurrentLineNumber)
        opened[-1].children.append(element)
        opened.append(element)

    def text(part: str) -> None:
        opened[-1].parts.append(part)

    def end(_: str) -> None:
        closed = opened.pop()
        opened[-1].parts += closed.parts

    def declared(*_: object) -> int:
        raise _refused(name, parser.CurrentLineNumber, "entities may not be declared")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = parser.ExternalEntityRefHandler = declared
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise FormatError(f"{name}:{error.lineno}: this is not XML: {reason}; check the file here") from None
    except (LookupError, ValueError) as error:
        raise FormatError(f"{name}: this can't be decoded: {error}; save the file as UTF-8") from None
    return top.children[0]


def _refused(name: str, line: int, what: str) -> FormatError:
    return FormatError(f"{name}:{line}: {what} in a glossary; take that out of the file")
