"""What a dictionary file is found to be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from reader.model.word import Record

#: Ending (``.idx``) → the file that stands beside the one given, by the same name. Raises SourceError.
Beside = Callable[[str], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """``records`` come as the file is read, and raise DictionaryError where it is wrong; ``name`` may be empty."""

    name: str
    about: dict[str, str]
    records: Iterable[Record]
