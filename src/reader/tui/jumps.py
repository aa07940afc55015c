"""The way through places one has jumped from, as browsers and editors have it: back, and forth again."""

from typing import Generic, TypeVar

Place = TypeVar("Place")

_KEPT = 100


class Jumps(Generic[Place]):
    """``leave`` before a jump; ``back`` and ``forth`` are told where one is, so that one comes back there too."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, here: Place) -> None:
        """One jumps away from ``here``: it can be come back to, and what lay ahead is forgotten."""
        if not self._behind or self._behind[-1] != here:
            self._behind = [*self._behind[1 - _KEPT :], here]
        self._ahead = []

    def back(self, here: Place) -> Place | None:
        """The place before; None if there is none."""
        return _step(self._behind, self._ahead, here)

    def forth(self, here: Place) -> Place | None:
        """The place that one has come back from; None if there is none."""
        return _step(self._ahead, self._behind, here)


def _step(come_from: list[Place], go_to: list[Place], here: Place) -> Place | None:
    while come_from and come_from[-1] == here:
        come_from.pop()
    if not come_from:
        return None
    go_to.append(here)
    return come_from.pop()
