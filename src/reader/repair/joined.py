"""Many texts searched as one: a page has a hundred short blocks, and a search of each costs more than it reads."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate


class Joined:
    """Texts with a line feed between each and the next, for patterns that look no further than a line.

    ``whole``: all of them as one text.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.whole = "\n".join(texts)
        self.texts = texts
        self._starts: list[int] = []
        self._held: dict[re.Pattern[str], list[int]] = {}

    def holding(self, pattern: re.Pattern[str]) -> list[int]:
        """Which of the texts hold a match, by their index; each pattern is sought once.

        >>> Joined(["a", "", "bab"]).holding(re.compile("a"))
        [0, 2]
        """
        if pattern not in self._held:
            self._held[pattern] = self._search(pattern)
        return self._held[pattern]

    def with_match(self, pattern: re.Pattern[str]) -> list[str]:
        """The texts that hold a match."""
        return [self.texts[index] for index in self.holding(pattern)]

    def _search(self, pattern: re.Pattern[str]) -> list[int]:
        found: list[int] = []
        match = pattern.search(self.whole)
        if match and len(self.texts) == 1:
            return [0]
        starts = self._starts = self._starts or [0, *accumulate(len(text) + 1 for text in self.texts)]
        while match:
            index = bisect_right(starts, match.start()) - 1
            following = starts[index + 1]
            if match.start() < following - 1:  # and not the line feed behind the text
                found.append(index)
            match = pattern.search(self.whole, following) if index + 1 < len(self.texts) else None
        return found

    def changed(self, changed: Mapping[int, str]) -> "Joined":
        """The same with some texts changed, by their index."""
        if not changed:
            return self
        return Joined([changed.get(index, text) for index, text in enumerate(self.texts)])

    def beginning(self, count: int) -> str:
        """The first ``count`` texts as one."""
        return self.whole if count == len(self.texts) else "\n".join(self.texts[:count])
