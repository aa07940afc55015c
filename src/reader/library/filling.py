"""What was read goes into the search index: what is not in it yet, as far as its page is kept."""

from collections.abc import Callable

from reader.library.index import Index
from reader.library.library import Library
from reader.model.document import Document, Source
from reader.model.errors import ReaderError


def fill(
    library: Library,
    index: Index,
    read: Callable[[Source, bool], Document],
    progress: Callable[[int, int], None] = lambda done, count: None,  # noqa: ARG005
) -> None:
    """Put in what is missing, take out what was removed.

    ``read`` makes a document of a page, of one without an article by force if that was asked for; words are not needed.
    ``progress`` hears how many of how many are done, and may raise to stop. Raises LibraryError.
    """
    known, wanted = index.known(), library.documents.hashes()
    for number in known.keys() - wanted.keys():
        index.remove(number)
    missing = [number for number, page in wanted.items() if known.get(number) != page]
    for done, number in enumerate(missing):
        progress(done, len(missing))
        try:
            document = read(library.documents.page(number), library.documents.get(number).forced)
        except ReaderError:
            continue  # its page isn't kept, or can't be read any more: what was known of it stays
        index.put(number, wanted[number], document)
    progress(len(missing), len(missing))
