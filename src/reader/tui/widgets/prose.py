"""Running text in a pane, broken into lines by Chinese rules as the page is."""

from rich.console import RenderableType
from textual.content import Content
from textual.geometry import Size
from textual.visual import VisualType
from textual.widget import Widget

from reader.wrap import line_starts


class Prose(Widget):
    """Styled text as wide as its container and as high as it needs."""

    DEFAULT_CSS = "Prose { width: 100%; height: auto; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.content = Content("")

    def update(self, content: Content) -> None:
        """Show another text."""
        self.content = content
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual's signature
        """Lines at ``width`` cells."""
        return len(line_starts(self.content.plain, width))

    def render(self) -> RenderableType | VisualType:
        """The text with line ends where they belong."""
        return broken(self.content, self.size.width)


def broken(content: Content, width: int) -> Content:
    """``content`` with a line end after every line of ``width`` cells."""
    starts = line_starts(content.plain, width)
    lines = [piece.rstrip() for piece in content.divide(starts[1:])] if len(starts) > 1 else [content]
    return Content("\n").join(lines)
