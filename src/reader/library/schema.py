"""The tables, step by step: a file knows how many steps it has taken (``user_version``) and takes the rest on opening.

A step that was once released is never changed; what is new comes as a further step.

- **A row says what it is**: the tables of the second step begin with a column ``row`` that always holds the table's own
  name, so that rows can be read out of a file whose first page, with all that SQLite knows of its tables, is destroyed
  (`mending`). ``word``, which is older, is told by its four columns.
- **What two libraries may both have has a name of its own** (``uid``, a document's ``key``), so they can be joined;
  ``changed`` decides which is newer, and ``removed`` remembers what was taken away, or joining would bring it back.
- Times are milliseconds since 1970; ``place`` and its like are anchors (`anchors.Anchor.dumps`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

#: Each step is a tuple of statements; the file's ``user_version`` counts the steps taken.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE word (
               id INTEGER PRIMARY KEY,
               name TEXT NOT NULL UNIQUE,
               status TEXT NOT NULL CHECK (status IN ('known', 'learning', 'ignored')),
               changed INTEGER NOT NULL
           ) STRICT""",
    ),
    (
        # A document is an article, whichever page it was met on. ``read`` is the share that has been read, 0–1.
        """CREATE TABLE document (
               id INTEGER PRIMARY KEY AUTOINCREMENT,
               row TEXT NOT NULL DEFAULT 'document' CHECK (row = 'document'),
               key TEXT NOT NULL UNIQUE,
               article TEXT NOT NULL,
               prints TEXT NOT NULL,
               title TEXT NOT NULL,
               author TEXT NOT NULL,
               site TEXT NOT NULL,
               date TEXT NOT NULL,
               language TEXT NOT NULL,
               length INTEGER NOT NULL,
               place TEXT,
               read REAL NOT NULL DEFAULT 0 CHECK (read BETWEEN 0 AND 1),
               first INTEGER NOT NULL,
               last INTEGER NOT NULL,
               changed INTEGER NOT NULL
           ) STRICT""",
        # A page on which the document was met. ``hash`` is of its text; ``kept``: its bytes are in the folder of pages.
        """CREATE TABLE page (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'page' CHECK (row = 'page'),
               document INTEGER NOT NULL,
               hash TEXT NOT NULL UNIQUE,
               name TEXT NOT NULL,
               address TEXT NOT NULL,
               met INTEGER NOT NULL,
               kept INTEGER NOT NULL CHECK (kept IN (0, 1))
           ) STRICT""",
        """CREATE TABLE mark (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'mark' CHECK (row = 'mark'),
               document INTEGER NOT NULL,
               uid TEXT NOT NULL UNIQUE,
               name TEXT NOT NULL,
               place TEXT NOT NULL,
               quote TEXT NOT NULL,
               changed INTEGER NOT NULL
           ) STRICT""",
        """CREATE TABLE highlight (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'highlight' CHECK (row = 'highlight'),
               document INTEGER NOT NULL,
               uid TEXT NOT NULL UNIQUE,
               place TEXT NOT NULL,
               stop TEXT NOT NULL,
               colour TEXT NOT NULL,
               quote TEXT NOT NULL,
               made INTEGER NOT NULL,
               changed INTEGER NOT NULL
           ) STRICT""",
        # Without ``place`` a note is on the whole document, without ``stop`` on the block.
        """CREATE TABLE note (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'note' CHECK (row = 'note'),
               document INTEGER NOT NULL,
               uid TEXT NOT NULL UNIQUE,
               place TEXT,
               stop TEXT,
               body TEXT NOT NULL,
               quote TEXT NOT NULL,
               made INTEGER NOT NULL,
               changed INTEGER NOT NULL
           ) STRICT""",
        # A sentence in which a word was met; ``document`` may be unknown.
        """CREATE TABLE sentence (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'sentence' CHECK (row = 'sentence'),
               word TEXT NOT NULL,
               text TEXT NOT NULL,
               document INTEGER,
               place TEXT,
               changed INTEGER NOT NULL,
               UNIQUE (word, text)
           ) STRICT""",
        # What was done when: a document was opened (``query`` is empty), a word was looked up.
        """CREATE TABLE event (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'event' CHECK (row = 'event'),
               at INTEGER NOT NULL,
               kind TEXT NOT NULL CHECK (kind IN ('opened', 'looked up')),
               document INTEGER,
               query TEXT NOT NULL DEFAULT ''
           ) STRICT""",
        # A block of a page that was brought back or left out.
        """CREATE TABLE choice (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'choice' CHECK (row = 'choice'),
               document INTEGER NOT NULL,
               line INTEGER NOT NULL,
               path TEXT NOT NULL,
               text TEXT NOT NULL,
               keep INTEGER NOT NULL CHECK (keep IN (0, 1)),
               changed INTEGER NOT NULL,
               UNIQUE (document, line, path, text)
           ) STRICT""",
        # How a run of characters is cut into words on a page; ``parts`` are joined by line feeds.
        """CREATE TABLE cut (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'cut' CHECK (row = 'cut'),
               document INTEGER NOT NULL,
               text TEXT NOT NULL,
               parts TEXT NOT NULL,
               changed INTEGER NOT NULL,
               UNIQUE (document, text)
           ) STRICT""",
        # What was removed: a uid, a document's key, or a word's name, each with its kind.
        """CREATE TABLE removed (
               id INTEGER PRIMARY KEY,
               row TEXT NOT NULL DEFAULT 'removed' CHECK (row = 'removed'),
               kind TEXT NOT NULL,
               name TEXT NOT NULL,
               changed INTEGER NOT NULL,
               UNIQUE (kind, name)
           ) STRICT""",
        "CREATE INDEX document_last ON document (last)",
        "CREATE INDEX document_article ON document (article)",
        "CREATE INDEX page_document ON page (document)",
        "CREATE INDEX page_address ON page (address) WHERE address != ''",
        "CREATE UNIQUE INDEX mark_letter ON mark (document, name) WHERE name != ''",
        "CREATE INDEX mark_document ON mark (document)",
        "CREATE INDEX highlight_document ON highlight (document)",
        "CREATE INDEX note_document ON note (document)",
        "CREATE INDEX sentence_document ON sentence (document)",
        "CREATE INDEX event_document ON event (document, at)",
        "CREATE INDEX event_at ON event (at)",
    ),
    (
        # ``forced``: the page has no article, its best guess was asked for. ``undone``: the choice was taken back; a
        # cut that was taken back has no parts. Both stay, or an older archive would bring back what was undone.
        "ALTER TABLE document ADD COLUMN forced INTEGER NOT NULL DEFAULT 0 CHECK (forced IN (0, 1))",
        "ALTER TABLE choice ADD COLUMN undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))",
    ),
)

#: Tables whose rows belong to a document, and go with it.
PARTS = ("page", "mark", "highlight", "note", "choice", "cut")

LONGEST = 200  # code points of a word

APPLICATION_ID = 0x52656164  # "Read": so that a stray file is never taken for a library


def migrate(connection: sqlite3.Connection) -> int:
    """Take the steps that the file lacks, all of them or none; the version that it had. Two may try at once."""
    with transaction(connection):
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, step in enumerate(STEPS[version:], version + 1):
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        if version == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return version


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. The lock for writing is taken at once, so that nobody finds out half-way that another has it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
