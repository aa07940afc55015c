"""What the tables' homes share: texts made fit to be kept, anchors out of their column, what was removed."""

import secrets

from reader.library.anchors import Anchor
from reader.model.escape import UNSAFE

LONGEST_QUOTE = 2000  # code points of a quote or a sentence; a longer one is cut
LONGEST_BODY = 200_000  # code points of a note

_NOWHERE = Anchor(-2, 0, 0, "", "", "")

#: Remembers that something was removed: its kind, its name, the time.
REMOVED = (
    "INSERT INTO removed (kind, name, changed) VALUES (?, ?, ?)"
    " ON CONFLICT (kind, name) DO UPDATE SET changed = max(changed, excluded.changed)"
)


def new_uid() -> str:
    """A name that nothing else has, in this library or another."""
    return secrets.token_hex(8)


def safe(text: str, longest: int) -> str:
    """``text`` without what a terminal would obey and a database could not keep, cut where it is too long."""
    return UNSAFE.sub(" ", text)[:longest]


def loaded(place: str | None) -> Anchor | None:
    """An anchor out of its column, which may be empty."""
    return None if place is None else anchor(place)


def anchor(place: str) -> Anchor:
    """An anchor out of its column; where a file was damaged, one that is found nowhere."""
    try:
        return Anchor.loads(place)
    except ValueError:
        return _NOWHERE
