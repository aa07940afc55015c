"""Made-up pages, and the same pages in every kind of file that a crawl reads."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

_WORDS = [
    *("模型", "训练", "数据", "我们", "可以", "使用", "方法", "结果", "提高", "质量"),
    *("语言", "学习", "网络", "研究", "系统", "问题", "这个", "一个", "不同", "需要"),
]


class Made(NamedTuple):
    """A page as a server sent it."""

    address: str
    data: bytes
    charset: str


def sentence(random: Random) -> str:
    return "".join(random.choices(_WORDS, k=random.randint(6, 14))) + "。"


def page(number: int, paragraphs: int = 6) -> Made:
    """A page with a menu, an article and a footer; every fourth one in another encoding that only HTTP tells."""
    random = Random(number)
    links = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(20))
    body = "".join(f"<p>{''.join(sentence(random) for _ in range(4))}</p>" for _ in range(paragraphs))
    html = (
        f"<html><head><title>第{number}篇文章</title></head><body><ul>{links}</ul>"
        f"<article><h1>第{number}篇文章</h1>{body}</article><div>版权所有 联系我们</div></body></html>"
    )
    charset = ("utf-8", "gb18030", "utf-8", "big5" if number % 8 == 7 else "utf-8")[number % 4]
    if charset == "big5":
        html = "".join("文" if _is_beyond(c) else c for c in html)
    return Made(f"https://site{number % 5}.example/{number}", html.encode(charset), charset)


def _is_beyond(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return True
    return False


def warc_record(made: Made, number: int, **headers: str) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={made.charset}\r\n"
    http = (head + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode() + made.data
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{number}>\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {made.address}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


def request_record() -> bytes:
    return b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 4\r\n\r\nGET \r\n\r\n"


def write_folder(folder: Path, pages: Iterable[Made]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, made in enumerate(pages):
        (folder / f"{number:05d}.html").write_bytes(made.data)
    return folder


def write_warc(path: Path, pages: Iterable[Made], *, packed: bool = True) -> Path:
    records = (part for number, made in enumerate(pages) for part in (request_record(), warc_record(made, number)))
    path.write_bytes(b"".join(gzip.compress(each, mtime=0) if packed else each for each in records))
    return path


def rows(pages: Iterable[Made]) -> list[dict[str, Any]]:
    """Rows as a crawler keeps them, decoded."""
    return [
        {"id": f"row {number}", "url": made.address, "html": made.data.decode(made.charset)}
        for number, made in enumerate(pages)
    ]


def write_lines(path: Path, found: Iterable[Mapping[str, Any]]) -> Path:
    data = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in found)
    if path.suffix == ".gz":
        data = gzip.compress(data, mtime=0)
    elif path.suffix == ".zst":
        import zstandard

        data = zstandard.compress(data)
    path.write_bytes(data)
    return path


def write_parquet(path: Path, pages: Iterable[Made], *, group: int = 8) -> Path:
    """The bytes as they came, in row groups of ``group``."""
    import pyarrow as pa
    from pyarrow import parquet

    found = [{"url": made.address, "content": made.data, "charset": made.charset} for made in pages]
    parquet.write_table(pa.Table.from_pylist(found), path, row_group_size=group)
    return path


def records(folder: Path) -> list[dict[str, Any]]:
    """All records of a crawl, in the order of its shards."""
    found: list[dict[str, Any]] = []
    for path in sorted((folder / "data").iterdir()):
        if path.suffix == ".parquet":
            from pyarrow import parquet

            found += parquet.read_table(path).to_pylist()
            continue
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        else:
            import zstandard

            data = zstandard.ZstdDecompressor().stream_reader(data).read()
        found += map(json.loads, data.splitlines())
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """What lies in the folder of records, byte by byte."""
    return {path.name: path.read_bytes() for path in sorted((folder / "data").iterdir())}
