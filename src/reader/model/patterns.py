"""Patterns that are compiled when they are first used.

A class of Chinese characters takes a millisecond to compile, the 200 patterns of a page 100 ms, and a page has need of
half of them.
"""

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern; what is asked of it is kept, so that only the first call finds something to do."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern like that of ``re.compile``, compiled on its first use; it is no match's ``re``.

    >>> lazy("[一-龥]+").findall("AI 模型")
    ['模型']
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))
