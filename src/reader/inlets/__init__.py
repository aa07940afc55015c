"""Ways in for bytes, each with its limits: ``files``, ``web`` (the home of urllib3), ``clipboard``.

`reader.sources` is the door that knows which of them a name asks for.
"""
