"""What the names in a page's tags say: ``class="post-body"`` holds text, ``id="sidebar"`` does not."""

import re
from collections.abc import Mapping
from functools import lru_cache

_NAMING = re.compile(r'(?:class|id|itemprop|role)="([^"]*)"')
_WORD = re.compile(r"[A-Z]?[a-z]{2,14}|[A-Z]{3,15}")
_LONGEST = 2_000  # characters of an element's attributes that are looked at
_REMEMBERED = 4_096  # elements


def words(tag: str, attributes: str) -> frozenset[str]:
    """The words of an element: its tag, and those in the names that its attributes give, in lower case.

    >>> sorted(words("div", 'class="postBody post-12"'))
    ['<div>', 'body', 'post']
    """
    found = (word for names in _NAMING.findall(attributes[:_LONGEST]) for word in _WORD.findall(names))
    return frozenset((f"<{tag}>", *(word.lower() for word in found)))


class Names:
    """Weighs elements by their words; remembers what it has weighed, as pages of one site have the same names."""

    def __init__(self, weights: Mapping[str, tuple[float, float, float]]) -> None:
        self._weights = weights
        self._known = lru_cache(_REMEMBERED)(self._weigh)

    def __call__(self, tag: str, attributes: str) -> tuple[float, float, float]:
        """What an element weighs for its own text, for text up to two elements below, and for all below those."""
        return self._known(tag, attributes[:_LONGEST])

    def _weigh(self, tag: str, attributes: str) -> tuple[float, float, float]:
        own = near = far = 0.0
        for word in sorted(words(tag, attributes)) if attributes else (f"<{tag}>",):
            weight = self._weights.get(word)
            if weight is not None:
                own += weight[0]
                near += weight[1]
                far += weight[2]
        return own, near, far
