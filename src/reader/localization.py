"""What the interface says, in the language of the person who reads.

English sentences stand in the code and are the keys of the catalogues (gettext's way), so that a sentence that nobody
has translated yet is shown in English.
"""


def translate(message: str, **values: object) -> str:
    """``message`` in the language of the interface, its ``{fields}`` filled with ``values``."""
    return message.format_map(values) if values else message
