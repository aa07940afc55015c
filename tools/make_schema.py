"""Write src/reader/export/document.schema.json: what JSON exports look like, read off the classes of the document.

    python tools/make_schema.py

A change that older readers would misread gets a new `reader.export.json.VERSION`.
"""

import json
from pathlib import Path

from reader.export.json import schema

TARGET = Path(__file__).parents[1] / "src" / "reader" / "export" / "document.schema.json"


if __name__ == "__main__":
    TARGET.write_text(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf8")
