"""Which format a dictionary file has: told by its contents, whatever its name."""

from pathlib import PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from reader.lexicon.dictionary import cedict, stardict, table, yomitan
from reader.lexicon.dictionary.parsed import Beside, Parsed
from reader.lexicon.dictionary.stream import decoded, opened, unpacked
from reader.model.errors import DictionaryError

_HEAD = 8192  # bytes that are looked at
_MEMBERS = 20_000  # files in an archive
_KNOWN = "CC-CEDICT, ECDICT, Yomitan, StarDict, CSV or TSV"


def parse(name: str, file: IO[bytes], beside: Beside, *, inside: bool = False) -> Parsed:
    """What ``file`` is, ready to be read. Raises DictionaryError when it is none of the formats.

    ``inside``: it comes out of an archive. An archive in an archive is refused: it may hold itself.
    """
    head = _peek(file, name)
    if head.startswith(b"\x1f\x8b") and not inside:
        return parse(name, unpacked(file), beside, inside=True)
    if head.startswith(b"PK") and not inside:
        return _archive(name, file)
    if head.startswith(b"StarDict's dict ifo file"):
        return stardict.parse(name, file, beside)
    if not head.strip():
        raise DictionaryError(f"{name} is empty; give a dictionary: {_KNOWN}")
    if b"\x00" in head:
        raise DictionaryError(f"{name} is none of {_KNOWN} in UTF-8; unpack or convert it first")
    text = decoded(name, head[: head.rfind(b"\n") + 1] or head)
    if cedict.looks_like(text):
        return Parsed(cedict.NAME, cedict.about(text), cedict.parse(name, file))
    return table.parse(name, text, file)


def _peek(file: IO[bytes], name: str) -> bytes:
    try:
        head = file.read(_HEAD)
        file.seek(0)
    except (OSError, EOFError, BadZipFile, zlib_error) as error:
        raise DictionaryError(f"{name} is damaged or cut off ({error}); fetch it again") from error
    return head


def _archive(name: str, file: IO[bytes]) -> Parsed:
    """A ZIP archive: nothing of it is written anywhere; members are read by their names, and bounded."""
    try:
        archive = ZipFile(file)
    except (BadZipFile, OSError, ValueError) as error:
        raise DictionaryError(f"{name} is a damaged ZIP archive ({error}); fetch it again") from error
    members = archive.namelist()
    if len(members) > _MEMBERS:
        raise DictionaryError(f"{name} holds {len(members):,} files; that is no dictionary")
    if "index.json" in members:
        return yomitan.parse(name, archive)
    for member in members:
        ending = PurePosixPath(member).suffix.lower()
        if ending in (".ifo", ".u8", ".txt", ".csv", ".tsv") and archive.getinfo(member).file_size:
            return parse(name, opened(name, archive, member), _in(name, archive, member), inside=True)
    raise DictionaryError(f"{name} holds none of {_KNOWN}; look at what is inside")


def _in(name: str, archive: ZipFile, member: str) -> Beside:
    def beside(ending: str) -> IO[bytes]:
        return opened(name, archive, member.removesuffix(".ifo") + ending)

    return beside
