"""Tests that want the extras are skipped where these are not installed, unless READER_CRAWL=required."""

import os
from importlib import import_module

if os.environ.get("READER_CRAWL") == "required":
    for _extra in ("datatrove", "ray"):
        import_module(_extra)
