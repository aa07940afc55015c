"""An e-book (EPUB 2 and 3): its chapters in reading order, and what its package says of it.

Nothing is unpacked to the disk, so that names inside the archive lead nowhere; what is read is bounded as it is read,
as an archive may say anything of its sizes.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from lzma import LZMAError
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from reader.decode.charset import decode
from reader.localization import translate as _
from reader.model.document import Page, Source
from reader.model.errors import SourceError

_LARGEST, _MOST = 64 << 20, 256 << 20  # bytes of a file, of all chapters
_MOST_CHAPTERS = 20_000
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FACTS = ("title", "creator", "date", "language", "subject", "publisher", "source")
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
#: Fonts are obfuscated under a key that the book itself holds (EPUB OCF 3.3, 4.4.2); that hinders nobody from reading.
_OBFUSCATED = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, OSError, ValueError)


class Chapter(NamedTuple):
    """A file of the book: its name inside it, what the contents call it ("": nothing), and its text."""

    name: str
    title: str
    page: Page


class Book(NamedTuple):
    """``facts``: what the package says under the names of Dublin Core, in its order."""

    facts: Mapping[str, tuple[str, ...]]
    chapters: tuple[Chapter, ...]


class _Item(NamedTuple):
    """A file that the package lists."""

    name: str
    media: str
    is_contents: bool


def open_book(source: Source) -> Book:
    """The book in ``source``. Raises SourceError when it is none, or locked, or larger than a book can be."""
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            return _Reader(source, archive).book()
    except RuntimeError as error:  # what zipfile raises for a password
        raise _locked(source.name) from error
    except _BROKEN as error:
        raise SourceError(
            _("{name!r} is a damaged e-book ({error}); get it anew", name=source.name, error=error)
        ) from error


def _locked(name: str) -> SourceError:
    return SourceError(
        _("{name!r} is locked by its seller (DRM); read it in the seller's program, or get a free copy", name=name)
    )


class _Reader:
    """Reads one archive."""

    def __init__(self, source: Source, archive: zipfile.ZipFile) -> None:
        self._name, self._archive = source.name, archive
        self._source = source
        self._names = {name.casefold(): name for name in archive.namelist()} | {n: n for n in archive.namelist()}
        self._left = _MOST

    def book(self) -> Book:
        """All of it."""
        root = self._package_name()
        package = self._xml(root)
        items = {each.get("id", ""): _item(root, each) for each in _all(package, "item")}
        listed = (items[ref] for each in _all(package, "itemref") if (ref := each.get("idref", "")) in items)
        order = [item for item in dict.fromkeys(listed) if item.media in _CHAPTERS and not item.is_contents]
        if len(order) > _MOST_CHAPTERS:
            raise SourceError(
                _(
                    "{name!r} has more than {most:,} chapters; split it",
                    name=self._name,
                    most=_MOST_CHAPTERS,
                )
            )
        self._check_locks({item.name for item in order})
        spine = next(_all(package, "spine"), package)
        facts = {name: tuple(_texts(package, name)) for name in _FACTS}
        return Book(facts, tuple(self._chapters(order, self._titles(items, spine.get("toc", "")))))

    def _package_name(self) -> str:
        roots = (each.get("full-path", "") for each in _all(self._xml(_CONTAINER), "rootfile"))
        root = next(filter(None, roots), "")
        if not root:
            raise SourceError(_("{name!r} names no package; get the e-book anew", name=self._name))
        return root

    def _check_locks(self, wanted: set[str]) -> None:
        """Raise SourceError if one of the ``wanted`` files is encrypted."""
        if _ENCRYPTION not in self._archive.namelist():
            return
        for each in _all(self._xml(_ENCRYPTION), "EncryptedData"):
            how = {method.get("Algorithm", "") for method in _all(each, "EncryptionMethod")}
            names = {unquote(reference.get("URI", "")) for reference in _all(each, "CipherReference")}
            if names & wanted and not how & set(_OBFUSCATED):
                raise _locked(self._name)

    def _titles(self, items: Mapping[str, _Item], toc: str) -> dict[str, str]:
        """What the contents call each file, by its first mention: EPUB 3's navigation, else EPUB 2's NCX."""
        nav = next((item.name for item in items.values() if item.is_contents), "")
        ncx = items[toc].name if toc in items else ""
        found: dict[str, str] = {}
        for name, read in ((nav, _links), (ncx, _points)):
            if name and not found:
                for address, title in read(self._xml_or_none(name)):
                    found.setdefault(_joined(name, address), " ".join(title.split()))
        return found

    def _chapters(self, order: list[_Item], titles: Mapping[str, str]) -> Iterator[Chapter]:
        for item in order:
            data = self._read(item.name)
            self._left -= len(data)
            if self._left < 0:
                raise SourceError(
                    _("{name!r} has more than {most} MB of text; split it", name=self._name, most=_MOST >> 20)
                )
            if data.strip():
                page = decode(Source(f"{self._name}: {item.name}", data))
                yield Chapter(item.name, titles.get(item.name, ""), page)

    def _xml_or_none(self, name: str) -> ET.Element | None:
        """Contents that can't be read tell no titles; the book can be read all the same."""
        try:
            return self._xml(name)
        except SourceError:
            return None

    def _xml(self, name: str) -> ET.Element:
        data = self._read(name)
        if b"<!ENTITY" in data.replace(b"\0", b""):  # might stand for gigabytes
            raise SourceError(
                _(
                    "{name!r}: {part} declares entities, which books may not; get it from elsewhere",
                    name=self._name,
                    part=name,
                )
            )
        try:
            return ET.fromstring(data)  # noqa: S314 - without entities of its own there is nothing to expand
        except (ET.ParseError, LookupError) as error:
            raise SourceError(
                _(
                    "{name!r} is a damaged e-book ({part}: {error}); get it anew",
                    name=self._name,
                    part=name,
                    error=error,
                )
            ) from error

    def _read(self, name: str) -> bytes:
        found = self._names.get(name) or self._names.get(name.casefold())
        if found is None:
            raise SourceError(_("{name!r} lacks {part}; get the e-book anew", name=self._name, part=name))
        with self._archive.open(found) as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise SourceError(
                _(
                    "{name!r}: {part} has more than {most} MB; get it from elsewhere",
                    name=self._name,
                    part=name,
                    most=_LARGEST >> 20,
                )
            )
        return data


def _item(package: str, element: ET.Element) -> _Item:
    """A file as the package, whose own name is ``package``, lists it."""
    name = _joined(package, element.get("href", ""))
    return _Item(name, element.get("media-type", ""), "nav" in (element.get("properties") or "").split())


def _joined(base: str, address: str) -> str:
    """The name inside the archive of what ``address`` leads to from the file ``base``; fragments don't matter."""
    path = unquote(address.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).lstrip("/") if path else base


def _all(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """All elements of that name below, whatever namespace the book puts them in."""
    return (each for each in element.iter() if isinstance(each.tag, str) and each.tag.rpartition("}")[2] == name)


def _texts(package: ET.Element, name: str) -> Iterator[str]:
    core = "{http://purl.org/dc/elements/1.1/}"
    return (text for each in package.iter(core + name) if (text := " ".join("".join(each.itertext()).split())))


def _links(nav: ET.Element | None) -> Iterator[tuple[str, str]]:
    """The links of the table of contents, which is the ``nav`` of that type, or the only one."""
    kind = "{http://www.idpf.org/2007/ops}type"
    lists = list(_all(nav, "nav")) if nav is not None else []
    toc = next((each for each in lists if "toc" in (each.get(kind) or "").split()), lists[0] if lists else None)
    if toc is not None:
        yield from ((link.get("href", ""), "".join(link.itertext())) for link in _all(toc, "a"))


def _points(ncx: ET.Element | None) -> Iterator[tuple[str, str]]:
    for point in _all(ncx, "navPoint") if ncx is not None else ():
        parts = {each.tag.rpartition("}")[2]: each for each in reversed(point)}
        if "content" in parts and "navLabel" in parts:
            yield parts["content"].get("src", ""), "".join(parts["navLabel"].itertext())
