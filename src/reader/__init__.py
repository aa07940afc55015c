"""Reader: a Chinese-English annotated reader for the terminal.

>>> from reader import read                                    # doctest: +SKIP
>>> document = read("page.html")                               # doctest: +SKIP
>>> [block.text.current for block in document.blocks][:1]      # doctest: +SKIP
['引言']
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.face import read
    from reader.model.document import Document

__all__ = ["Document", "Repairs", "Script", "Spacing", "__version__", "read"]
__version__ = "0.1.0"

_HOMES = {
    "Document": "reader.model.document",
    "Repairs": "reader.model.choices",
    "Script": "reader.model.choices",
    "Spacing": "reader.model.choices",
    "read": "reader.face",
}


def __getattr__(name: str) -> Any:
    """Load the public names when they are asked for: importing reader stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
