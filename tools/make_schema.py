"""Write the JSON schemas that are read off the code: of JSON exports, and of config.toml.

    python tools/make_schema.py

A change that older readers of exports would misread gets a new `reader.export.json.VERSION`.
"""

import json
from pathlib import Path

from reader.config import schema as config_schema
from reader.export.json import schema as document_schema
from reader.tui.bindings import ALL

SOURCE = Path(__file__).parents[1] / "src" / "reader"
SCHEMAS = {
    SOURCE / "export" / "document.schema.json": document_schema(),
    SOURCE / "config.schema.json": config_schema([key.id for key in ALL]),
}


if __name__ == "__main__":
    for path, schema in SCHEMAS.items():
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf8")
