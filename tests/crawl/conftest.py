"""Tests that want the extras are skipped where these are not installed, unless READER_CRAWL=required."""

import os
from importlib.util import find_spec

if os.environ.get("READER_CRAWL") == "required":
    _missing = [extra for extra in ("datatrove", "ray") if find_spec(extra) is None]
    if _missing:
        raise ModuleNotFoundError(f"READER_CRAWL=required, but {' and '.join(_missing)} is not installed")
