"""Small dictionary files of our own words, in every format."""

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

CEDICT = """\
# CC-CEDICT
#! entries=2
#! date=2027-01-01T00:00:00Z
涌現 涌现 [yong3 xian4] /to emerge (of abilities)/
智能體 智能体 [zhi4 neng2 ti3] /agent (AI)/CL:個|个[ge4]/
"""
ECDICT = """\
word,phonetic,definition,translation,pos,collins,oxford,tag,bnc,frq,exchange,detail,audio
train,trein,"n. a series","n. 火车\\nvt. 训练",,,,,,,p:trained,,
"""
TSV = "simplified\ttraditional\tpinyin\tgloss\n涌现\t湧現\tyǒng xiàn\t/emergence/surge/\n"


def yomitan(path: Path, *, banks: Any = None, members: dict[str, bytes] | None = None) -> Path:
    bank = banks if banks is not None else [
        ["涌现", "yǒng xiàn", "n", "", 5, ["emergence"], 1, ""],
        ["智能体", "zhì néng tǐ", "", "", 0, [{"type": "structured-content", "content": [
            {"tag": "div", "content": "agent"}, {"tag": "img", "path": "../x.png"},
            {"tag": "div", "content": ["ro", "bot"]},
        ]}], 2, ""],
    ]  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.json", json.dumps({"title": "Own Words", "revision": "1", "format": 3}))
        archive.writestr("term_bank_1.json", json.dumps(bank) if not isinstance(bank, bytes) else bank)
        for name, data in (members or {}).items():
            archive.writestr(name, data)
    return path


def stardict(folder: Path, entries: list[tuple[str, str]], *, kind: str = "m", packed: bool = False) -> Path:
    index = data = b""
    for headword, text in entries:
        body = text.encode()
        index += headword.encode() + b"\0" + len(data).to_bytes(4) + len(body).to_bytes(4)
        data += body
    (folder / "own.idx").write_bytes(index)
    (folder / ("own.dict.dz" if packed else "own.dict")).write_bytes(gzip.compress(data) if packed else data)
    information = (
        f"StarDict's dict ifo file\nversion=2.4.2\nwordcount={len(entries)}\nbookname=Own\nsametypesequence={kind}\n"
    )
    (folder / "own.ifo").write_text(information, "utf8")
    return folder / "own.ifo"
