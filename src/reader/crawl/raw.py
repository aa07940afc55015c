"""A page as it was crawled: bytes and what came with them, before anything of Reader has looked at it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands in the input: ``offset`` and ``length`` in bytes of ``file``.

    In a packed WARC they are those of its member, in other packed files those of the unpacked stream; in Parquet
    ``offset`` is the row and ``length`` is 1. A page that is a file of its own has offset 0.
    """

    file: str
    offset: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record has no text: ``kind`` is one of a few words, ``message`` a sentence."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class RawPage:
    """``charset`` and ``content_type`` are what HTTP said; ``failure``: why there are no bytes to read."""

    id: str
    place: Place
    data: bytes = b""
    address: str = ""
    charset: str = ""
    content_type: str = ""
    fetched: str = ""
    status: int = 0
    failure: Failure | None = None
