"""The tables, step by step: a file knows how many steps it has taken (``user_version``) and takes the rest on opening.

A step that was once released is never changed: documents, positions, marks and notes come as further steps.
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
)

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
