"""The same pipeline over millions of pages, as steps of datatrove; needs the extra ``crawl``.

Lazy: importing this loads no library.
"""

from typing import Any

__all__ = [
    "CleanPages",
    "Configuration",
    "Provenance",
    "ReadPages",
    "ReadShard",
    "RecordFormat",
    "WriteRecords",
    "begin",
    "carry_out",
    "finish",
]

_HOMES = {
    **dict.fromkeys(("CleanPages", "ReadPages", "ReadShard", "WriteRecords"), "reader.crawl.steps"),
    "Configuration": "reader.crawl.configuration",
    **dict.fromkeys(("Provenance", "RecordFormat"), "reader.model.choices"),
    **dict.fromkeys(("begin", "carry_out", "finish"), "reader.crawl.crawling"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'reader.crawl' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
