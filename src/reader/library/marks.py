"""What a person leaves in a document: letters and bookmarks, highlights, notes.

Quotes are kept with them, so that one whose place is lost still says where it was.
"""

from typing import NamedTuple

from reader.library.anchors import Anchor
from reader.library.rows import LONGEST_BODY, LONGEST_QUOTE, REMOVED, anchor, loaded, new_uid, safe
from reader.library.store import Store, now
from reader.localization import translate as _
from reader.model.errors import LibraryError

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


class Mark(NamedTuple):
    """A place with a letter (``name``), or without one: a bookmark. ``uid`` tells it, ``changed`` when it was set."""

    uid: str
    name: str
    anchor: Anchor
    quote: str
    changed: int


class Highlight(NamedTuple):
    """A range in a colour (a name that the theme knows: yellow, green, …)."""

    uid: str
    start: Anchor
    end: Anchor
    colour: str
    quote: str
    made: int
    changed: int


class PersonalNote(NamedTuple):
    """A note on a range; on a block, without ``end``; on the whole document, without both."""

    uid: str
    start: Anchor | None
    end: Anchor | None
    body: str
    quote: str
    made: int
    changed: int


class _Part:
    """A table whose rows belong to a document and have a uid."""

    table: str

    def __init__(self, store: Store) -> None:
        self._store = store

    def remove(self, uid: str) -> bool:
        """Remove one by its uid; whether it was there."""
        with self._store.write() as connection:
            gone = connection.execute(f"DELETE FROM {self.table} WHERE uid = ?", (uid,)).rowcount  # noqa: S608  # our own word
            if gone:
                connection.execute(REMOVED, (self.table, uid, now()))
        return gone > 0


class Marks(_Part):
    """Marks by document. Every method is confirmed on the disk when it returns, and raises LibraryError."""

    table = "mark"

    def set(self, document: int, name: str, place: Anchor, quote: str = "") -> Mark:
        """Set a letter from a to z, which leaves its old place, or a bookmark, whose name is ""."""
        if name and name not in LETTERS:
            raise LibraryError(_("{name!r} is no name for a mark; give a letter from a to z", name=name))
        mark = Mark(new_uid(), name, place, safe(quote, LONGEST_QUOTE), now())
        with self._store.write() as connection:
            if name and (old := self.get(document, name)):
                self.remove(old.uid)
            connection.execute(
                "INSERT INTO mark (document, uid, name, place, quote, changed) VALUES (?, ?, ?, ?, ?, ?)",
                (document, mark.uid, name, place.dumps(), mark.quote, mark.changed),
            )
        return mark

    def get(self, document: int, name: str) -> Mark | None:
        """The mark of a letter."""
        return next((mark for mark in self.all(document) if mark.name == name), None)

    def all(self, document: int) -> tuple[Mark, ...]:
        """The marks of a document, in the order in which they were set."""
        rows = self._store.rows(
            "SELECT uid, name, place, quote, changed FROM mark WHERE document = ? ORDER BY changed, id", (document,)
        )
        return tuple(Mark(uid, name, anchor(place), quote, changed) for uid, name, place, quote, changed in rows)


class Highlights(_Part):
    """Highlights by document. Every method is confirmed on the disk when it returns, and raises LibraryError."""

    table = "highlight"

    def add(self, document: int, start: Anchor, end: Anchor, colour: str, quote: str) -> Highlight:
        """Highlight a range."""
        at = now()
        made = Highlight(new_uid(), start, end, safe(colour, 40), safe(quote, LONGEST_QUOTE), at, at)
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO highlight (document, uid, place, stop, colour, quote, made, changed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (document, made.uid, start.dumps(), end.dumps(), made.colour, made.quote, at, at),
            )
        return made

    def colour(self, uid: str, colour: str) -> bool:
        """Give a highlight another colour; whether it was there."""
        with self._store.write() as connection:
            done = connection.execute(
                "UPDATE highlight SET colour = ?, changed = ? WHERE uid = ?", (safe(colour, 40), now(), uid)
            )
        return done.rowcount > 0

    def all(self, document: int) -> tuple[Highlight, ...]:
        """The highlights of a document, in the order in which they were made."""
        rows = self._store.rows(
            "SELECT uid, place, stop, colour, quote, made, changed FROM highlight WHERE document = ? ORDER BY made, id",
            (document,),
        )
        return tuple(Highlight(uid, anchor(place), anchor(stop), *rest) for uid, place, stop, *rest in rows)


class Notes(_Part):
    """Notes by document. Every method is confirmed on the disk when it returns, and raises LibraryError."""

    table = "note"

    def add(
        self, document: int, body: str, start: Anchor | None = None, end: Anchor | None = None, quote: str = ""
    ) -> PersonalNote:
        """Write a note on a range, on a block (no ``end``) or on the document (neither)."""
        at = now()
        made = PersonalNote(new_uid(), start, end, _body(body), safe(quote, LONGEST_QUOTE), at, at)
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO note (document, uid, place, stop, body, quote, made, changed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (document, made.uid, start and start.dumps(), end and end.dumps(), made.body, made.quote, at, at),
            )
        return made

    def write(self, uid: str, body: str) -> bool:
        """Put other words into a note; whether it was there."""
        with self._store.write() as connection:
            done = connection.execute("UPDATE note SET body = ?, changed = ? WHERE uid = ?", (_body(body), now(), uid))
        return done.rowcount > 0

    def all(self, document: int) -> tuple[PersonalNote, ...]:
        """The notes of a document, in the order in which they were made."""
        rows = self._store.rows(
            "SELECT uid, place, stop, body, quote, made, changed FROM note WHERE document = ? ORDER BY made, id",
            (document,),
        )
        return tuple(PersonalNote(uid, loaded(place), loaded(stop), *rest) for uid, place, stop, *rest in rows)


def _body(body: str) -> str:
    if not body.strip():
        raise LibraryError(_("the note is empty; write something, or remove it"))
    if len(body) > LONGEST_BODY:
        raise LibraryError(
            _(
                "a note of {count:,} characters is too long; keep at most {most:,}",
                count=len(body),
                most=LONGEST_BODY,
            )
        )
    return safe(body, LONGEST_BODY)
