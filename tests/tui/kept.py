"""Pages that are remembered, and ways to find one's place in them."""

from textual.pilot import Pilot

from reader.model.errors import ReaderError
from reader.tui.screens.reader import ReaderScreen
from tests.tui.support import until


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"<title>{title}</title><link rel=canonical href='https://example.org/{title}'>"
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"


def sentences(number: int) -> str:
    return f"第{number}段讲的是模型如何读书。它先读第{number}遍，然后再读一遍。最后它写成一篇文章，交给老师看。"


LONG = page("一个模型的学习", *map(sentences, range(1, 61)))
OTHER = page(
    "另一篇文章", *(f"另一篇的第{number}段，说的是完全不同的事情，比如天气和吃饭。" for number in range(1, 31))
)


async def known(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    """Wait until the library has told what it knows."""
    await until(pilot, lambda: screen.memory is not None)


def item_of(screen: ReaderScreen, text: str) -> int:
    read = screen.reading
    assert read is not None
    return next(item for item in range(len(read)) if text in read.text(item))


def text_here(screen: ReaderScreen) -> str:
    assert screen.reading is not None
    return screen.reading.text(screen.page.cursor.item)
