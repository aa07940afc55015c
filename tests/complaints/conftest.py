from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.tui.person import PROGRAM, Person

Sit = Callable[..., Person]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Lets a person sit down at a terminal of so many columns and rows."""
    people: list[Person] = []

    def sit_down(columns: int = 80, rows: int = 24, program: Sequence[str] = PROGRAM) -> Person:
        people.append(Person(tmp_path, columns, rows, program))
        return people[-1]

    yield sit_down
    for person in people:
        person.leave()
