"""What was read: documents by their content, the pages they were met on, and what the person decided about them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reader.library.anchors import Anchor, Places
from reader.library.identity import alike, article_hash, page_hash
from reader.library.pages import Pages
from reader.library.rows import REMOVED, loaded, safe
from reader.library.schema import PARTS
from reader.library.store import Store, now, told
from reader.localization import translate as _
from reader.model.choosing import Choice
from reader.model.document import Document, Origin, Source
from reader.model.errors import LibraryError

_FACT = 500  # code points of a title, a site, a name
_PRINTS = 400  # fingerprints that are kept of a document, half their length each: they tell it well enough


class Record(NamedTuple):
    """What the library knows of a document.

    ``number`` is for people and for calls here; ``key`` is its name in every library. ``name`` and ``address`` are the
    last page's: a path, "-" or "standard input"; "" without an address. ``length`` counts letters, digits and Chinese
    characters. ``read`` is the share that has been read, 0–1; ``anchor`` the place where reading stopped. ``first`` and
    ``last`` are when it was opened, in milliseconds since 1970. ``forced``: the page has no article, this is the guess
    that was asked for. ``kept``: the page's bytes are here.
    """

    number: int
    key: str
    title: str
    author: str
    site: str
    date: str
    language: str
    length: int
    name: str
    address: str
    read: float
    anchor: Anchor | None
    first: int
    last: int
    forced: bool
    kept: bool


class Left(NamedTuple):
    """How much a person has left in a document."""

    marks: int = 0
    highlights: int = 0
    notes: int = 0


_RECORD = (
    "SELECT document.id, key, title, author, site, date, language, length, coalesce(page.name, ''),"
    " coalesce(page.address, ''), read, place, first, last, forced,"
    " EXISTS (SELECT 1 FROM page WHERE document = document.id AND kept)"
    " FROM document LEFT JOIN page ON page.id = (SELECT id FROM page WHERE document = document.id"
    " ORDER BY met DESC, id DESC LIMIT 1)"
)


class Documents:
    """The documents of the library. Every method is confirmed on the disk when it returns, and raises LibraryError."""

    def __init__(self, store: Store, pages: Pages) -> None:
        self._store, self._pages = store, pages

    def open(self, source: Source, document: Document, places: Places | None = None, *, forced: bool = False) -> Record:
        """The record of a page that is opened now: the one there is, on whichever page it was met before, or a new one.

        Takes as long as decoding the page and folding its text do: for a worker. ``places`` are the document's;
        ``forced``: it is a guess.
        """
        places = places or Places(document)
        page, article, prints = page_hash(source), article_hash(places), _shortened(places.prints())
        address, name = _address(source, document), _name(source)
        facts = _facts(document, source)
        at = now()
        with told(self._store.path):
            kept = self._pages.put(page, source.data)
        with self._store.write() as connection:
            number = self._known(page, article, address or _path(name), prints)
            values = (article, " ".join(prints), *facts, places.length(), at, at, forced)
            if number is None:
                number = connection.execute(
                    "INSERT INTO document (article, prints, title, author, site, date, language, length, last, changed,"
                    " forced, first, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, at, page),
                ).lastrowid
                assert number is not None
            else:
                connection.execute(
                    "UPDATE document SET article = ?, prints = ?, title = ?, author = ?, site = ?, date = ?,"
                    " language = ?, length = ?, last = ?, changed = ?, forced = ? WHERE id = ?",
                    (*values, number),
                )
            older = self._hashes(number, "AND kept AND hash != ?", page)
            connection.execute("UPDATE page SET kept = 0 WHERE document = ? AND hash != ?", (number, page))
            connection.execute(
                "INSERT INTO page (document, hash, name, address, met, kept) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (hash) DO UPDATE SET document = excluded.document, name = excluded.name,"
                " address = excluded.address, met = excluded.met, kept = excluded.kept",
                (number, page, name, address, at, kept),
            )
            connection.execute("INSERT INTO event (at, kind, document) VALUES (?, 'opened', ?)", (at, number))
            connection.execute("DELETE FROM removed WHERE kind = 'document' AND name = ?", (page,))
        for name in older:
            self._pages.remove(name)
        return self.get(number)

    def find(self, source: Source, document: Document) -> Record | None:
        """The record of a page, if it was met before; nothing is remembered by asking."""
        places = Places(document)
        place = _address(source, document) or _path(_name(source))
        number = self._known(page_hash(source), article_hash(places), place, _shortened(places.prints()))
        return None if number is None else self.get(number)

    def was_forced(self, source: Source) -> bool:
        """Whether this page was opened before by the guess of an article. Decodes it."""
        row = self._store.row(
            "SELECT forced FROM document JOIN page ON page.document = document.id WHERE hash = ?", (page_hash(source),)
        )
        return bool(row and row[0])

    def get(self, number: int) -> Record:
        """The record of a document by its number. Raises LibraryError for a number that no document has."""
        row = self._store.row(f"{_RECORD} WHERE document.id = ?", (number,))
        if row is None:
            raise LibraryError(
                _("there is no document {number} in the library; 'reader library' lists them", number=number)
            )
        return _record(row)

    def all(self) -> tuple[Record, ...]:
        """Every document, the one opened last first."""
        return tuple(map(_record, self._store.rows(f"{_RECORD} ORDER BY last DESC, document.id DESC")))

    def left(self) -> dict[int, Left]:
        """How many marks, highlights and notes there are in each document that has any."""
        found: dict[int, Left] = {}
        for field, table in (("marks", "mark"), ("highlights", "highlight"), ("notes", "note")):
            rows = self._store.rows(f"SELECT document, count(*) FROM {table} GROUP BY document")  # noqa: S608  # words of our own
            for number, count in rows:
                found[number] = found.get(number, Left())._replace(**{field: count})
        return found

    def hashes(self) -> dict[int, str]:
        """The page that each document was last met on, by its hash: what the index of texts is to hold."""
        return dict(self._store.rows("SELECT document, hash FROM page ORDER BY met, id"))

    def hash_of(self, number: int) -> str:
        """The same of one document; "" for a number that no document has."""
        row = self._store.row("SELECT hash FROM page WHERE document = ? ORDER BY met DESC, id DESC", (number,))
        return str(row[0]) if row else ""

    def has_page(self, number: int) -> bool:
        """Whether the page of a document is there and can be read."""
        return any(self._pages.get(name) is not None for name in self._hashes(number, "AND kept"))

    def page(self, number: int) -> Source:
        """The page of a document as it was opened last. Raises LibraryError when it isn't kept."""
        row = self._store.row(
            "SELECT hash, name, address FROM page WHERE document = ? AND kept ORDER BY met DESC, id DESC", (number,)
        )
        data = self._pages.get(row[0]) if row else None
        if data is None:
            from_ = self.get(number)
            raise LibraryError(
                _(
                    "the page of document {number} is not kept; open {address!r} again",
                    number=number,
                    address=from_.address or from_.name,
                )
            )
        return Source(row[1], data, row[2])

    def leave(self, number: int, anchor: Anchor, read: float) -> None:
        """Remember where reading stopped, and the share that has been read by now; more than before, or as before."""
        with self._store.write() as connection:
            connection.execute(
                "UPDATE document SET place = ?, read = max(read, ?), changed = ? WHERE id = ?",
                (anchor.dumps(), min(max(read, 0.0), 1.0), now(), number),
            )

    def remove(self, number: int) -> None:
        """Remove a document with all that belongs to it; the sentences of words stay. Raises LibraryError."""
        key = self.get(number).key
        with self._store.write() as connection:
            hashes = self._hashes(number)
            for table in PARTS:
                connection.execute(f"DELETE FROM {table} WHERE document = ?", (number,))  # noqa: S608  # words of our own
            connection.execute("DELETE FROM event WHERE document = ?", (number,))
            connection.execute("UPDATE sentence SET document = NULL, place = NULL WHERE document = ?", (number,))
            connection.execute("DELETE FROM document WHERE id = ?", (number,))
            connection.executemany(REMOVED, [("document", name, now()) for name in {key, *hashes}])
        for name in hashes:
            self._pages.remove(name)

    def decide(self, number: int, choice: Choice) -> None:
        """Remember that a block of the page was brought back or left out; the last word about a block counts."""
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO choice (document, line, path, text, keep, changed) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (document, line, path, text)"
                " DO UPDATE SET keep = excluded.keep, changed = excluded.changed, undone = 0",
                (number, *_choice_row(choice), choice.keep, now()),
            )

    def undecide(self, number: int, choice: Choice) -> None:
        """Take a decision back."""
        with self._store.write() as connection:
            connection.execute(
                "UPDATE choice SET undone = 1, changed = ? WHERE document = ? AND line = ? AND path = ? AND text = ?",
                (now(), number, *_choice_row(choice)),
            )

    def choices(self, number: int) -> tuple[Choice, ...]:
        """What was decided about the blocks of a page, in order; for `model.choosing.overrule`."""
        rows = self._store.rows(
            "SELECT line, path, text, keep FROM choice WHERE document = ? AND NOT undone ORDER BY changed, id",
            (number,),
        )
        return tuple(
            Choice(Origin(line, _unescaped(path)), _unescaped(text), bool(keep)) for line, path, text, keep in rows
        )

    def cut(self, number: int, parts: Sequence[str]) -> None:
        """Remember that a run of characters is cut into these words on a page: one part merges, several split.

        The run is what the parts make together; what was said of it before is forgotten. No part is empty.
        """
        if not all(parts) or any("\n" in part for part in parts):
            raise ValueError(f"{parts!r} are no words")
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO cut (document, text, parts, changed) VALUES (?, ?, ?, ?) ON CONFLICT (document, text)"
                " DO UPDATE SET parts = excluded.parts, changed = excluded.changed",
                (number, safe("".join(parts), _FACT), safe("\n".join(parts), 2 * _FACT), now()),
            )

    def uncut(self, number: int, text: str) -> None:
        """Cut a run of characters as the segmenter does, again."""
        with self._store.write() as connection:
            connection.execute(
                "UPDATE cut SET parts = '', changed = ? WHERE document = ? AND text = ?", (now(), number, text)
            )

    def cuts(self, number: int) -> tuple[tuple[str, ...], ...]:
        """How runs of characters are cut into words on a page: the parts of each."""
        rows = self._store.rows(
            "SELECT parts FROM cut WHERE document = ? AND parts != '' ORDER BY changed, id", (number,)
        )
        return tuple(tuple(parts.split("\n")) for (parts,) in rows)

    def _hashes(self, number: int, which: str = "", *values: object) -> list[str]:
        rows = self._store.rows(f"SELECT hash FROM page WHERE document = ? {which}", (number, *values))  # noqa: S608  # words of our own
        return [name for (name,) in rows]

    def _known(self, page: str, article: str, place: str, prints: Sequence[str]) -> int | None:
        """The number of the document that a page is, if it was met before."""
        row = self._store.row("SELECT document FROM page WHERE hash = ?", (page,)) or (
            article and self._store.row("SELECT id FROM document WHERE article = ? ORDER BY last DESC", (article,))
        )
        if row:
            return int(row[0])
        candidates = self._store.rows(
            "SELECT DISTINCT document.id, prints FROM document JOIN page ON page.document = document.id"
            " WHERE ? IN (address, name) AND ? != ''",
            (place, place),
        )
        return next((number for number, kept in candidates if alike(kept.split(), prints)), None)


def _record(row: tuple[Any, ...]) -> Record:
    return Record._make((*row[:11], loaded(row[11]), *row[12:14], bool(row[14]), bool(row[15])))


def _address(source: Source, document: Document) -> str:
    fact = document.metadata.address
    return safe(source.address or (fact.value if fact else ""), _FACT).partition("#")[0]


def _name(source: Source) -> str:
    """The path of a file, whole, so that it is known again from another folder."""
    path = Path(source.name)
    try:
        return safe(str(path.resolve()) if path.is_file() else source.name, _FACT)
    except (OSError, ValueError):
        return safe(source.name, _FACT)


def _path(name: str) -> str:
    """The name of a page, if it is a path; "-" and "sample page" tell nothing of what is read."""
    return name if Path(name).is_absolute() else ""


def _facts(document: Document, source: Source) -> tuple[str, ...]:
    """Title, author, site, date and language."""
    known = document.metadata
    title = known.title.value if known.title else document.title.original
    found = (known.author, known.site, known.date, known.language)
    return tuple(
        safe(" ".join(value.split()), _FACT)
        for value in (title or Path(source.name).name, *(fact.value if fact else "" for fact in found))
    )


def _shortened(prints: Sequence[str]) -> tuple[str, ...]:
    return tuple(name[:8] for name in prints[:_PRINTS])


def _choice_row(choice: Choice) -> tuple[int, str, str]:
    return choice.origin.line, _escaped(choice.origin.path), _escaped(choice.text)


def _escaped(text: str) -> str:
    """JSON, as the text must come back exactly, with what a database can't keep."""
    return json.dumps(text)


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        return text
