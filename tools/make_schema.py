"""Write src/reader/export/document.schema.json: what JSON exports look like, read off the classes of the document.

    python -m tools.make_schema

A change that older readers would misread gets a new `reader.export.json.VERSION`.
"""

import json
from pathlib import Path

from reader.export.json import schema

TARGET = Path(__file__).parents[1] / "src" / "reader" / "export" / "document.schema.json"


def as_text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(as_text(), encoding="utf8")
