"""Many texts searched as one: a page has a hundred short blocks, and a search of each costs more than it reads."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate


class Joined:
    """Texts that patterns are sought in together; for patterns that look no further than a line."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._held: dict[re.Pattern[str], list[int]] = {}

    @cached_property
    def whole(self) -> str:
        """The texts as one, a line feed between each and the next."""
        return "\n".join(self.texts)

    def beginning(self, count: int) -> str:
        """The first ``count`` texts as one."""
        return self.whole if count == len(self.texts) else "\n".join(self.texts[:count])

    def holding(self, pattern: re.Pattern[str]) -> list[int]:
        """Which of the texts hold a match, by their index, in order; each pattern is sought once.

        >>> Joined(["a", "", "bab"]).holding(re.compile("a"))
        [0, 2]
        """
        if pattern not in self._held:
            self._held[pattern] = self._search(pattern)
        return self._held[pattern]

    def with_match(self, pattern: re.Pattern[str]) -> list[str]:
        """The texts that hold a match."""
        return [self.texts[index] for index in self.holding(pattern)]

    def changed(self, changes: Mapping[int, str]) -> "Joined":
        """The same with some texts changed, by their index; what was sought is sought in these alone."""
        if not changes:
            return self
        texts = list(self.texts)
        for index, text in changes.items():
            texts[index] = text
        other = Joined(texts)
        for pattern, found in self._held.items():
            now = (index for index, text in changes.items() if pattern.search(text))
            other._held[pattern] = sorted({*found}.difference(changes).union(now))
        return other

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(text) + 1 for text in self.texts)]

    def _search(self, pattern: re.Pattern[str]) -> list[int]:
        found: list[int] = []
        match = pattern.search(self.whole)
        if match and len(self.texts) == 1:
            return [0]
        while match:
            index = bisect_right(self._starts, match.start()) - 1
            following = self._starts[index + 1]
            if match.start() < following - 1:  # and not the line feed behind the text
                found.append(index)
            match = pattern.search(self.whole, following) if index + 1 < len(self.texts) else None
        return found
