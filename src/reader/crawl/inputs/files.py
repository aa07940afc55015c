"""A file that is a page."""

from reader.crawl.inputs.streams import DamagedError, opened, packing_of, whole
from reader.crawl.raw import Failure, Place, RawPage


def read(file: str, largest: int) -> RawPage:
    """The page; unreadable and too large ones say so."""
    try:
        with opened(file) as stream:
            data, size = whole(stream, packing_of(file), largest)
    except DamagedError as error:
        return RawPage(file, Place(file), failure=Failure("damaged", str(error)))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return RawPage(file, Place(file), failure=Failure("unreadable", f"can't read it: {reason}"))
    if size > largest:
        return RawPage(
            file, Place(file, 0, size), failure=Failure("too large", f"{size} bytes; the limit is {largest}")
        )
    return RawPage(file, Place(file, 0, size), data)
