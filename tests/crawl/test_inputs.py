"""Every page of every kind of file is read, with what HTTP said; what is damaged is told, and the rest goes on."""

import gzip
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("datatrove")

from reader.crawl.inputs import jsonl, streams
from reader.crawl.inputs.reading import pages
from reader.crawl.planning import Piece, cut, find
from reader.crawl.raw import RawPage
from tests.crawl import corpus

LARGEST = 1 << 20
MADE = [corpus.page(number) for number in range(40)]


def read(path: Path, start: int = 0, end: int = -1) -> list[RawPage]:
    [found], _ = find([str(path)])
    return list(pages([Piece(found.file, found.kind, start, end)], "", LARGEST))


def kinds(found: list[RawPage]) -> list[str]:
    return [page.failure.kind if page.failure else "read" for page in found]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_warc_gives_bytes_address_and_charset(tmp_path: Path, name: str) -> None:
    found = read(corpus.write_warc(tmp_path / name, MADE, packed=name.endswith("gz")))
    assert [(page.data, page.address, page.charset) for page in found] == list(map(_told, MADE))
    assert {page.status for page in found} == {200}


def _told(made: corpus.Made) -> tuple[bytes, str, str]:
    return made.data, made.address, made.charset


def test_parquet_gives_bytes_and_charset(tmp_path: Path) -> None:
    found = read(corpus.write_parquet(tmp_path / "a.parquet", MADE))
    assert [(page.data, page.address, page.charset) for page in found] == list(map(_told, MADE))
    assert [page.place.offset for page in found] == list(range(40))


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "jsonl.zst", "ndjson"])
def test_lines_give_text_and_their_own_id(tmp_path: Path, suffix: str) -> None:
    rows = corpus.rows(MADE)
    found = read(corpus.write_lines(tmp_path / f"a.{suffix}", rows))
    assert [(page.id, page.data.decode(), page.address) for page in found] == [
        (row["id"], row["html"], row["url"]) for row in rows
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.warc", "a.warc.gz", "a.parquet"])
def test_pieces_of_a_file_are_the_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if "jsonl" in name:
        corpus.write_lines(path, corpus.rows(MADE))
    elif "warc" in name:
        corpus.write_warc(path, MADE, packed=name.endswith("gz"))
    else:
        corpus.write_parquet(path, MADE)
    inputs, _ = find([str(path)])
    shards = list(cut(inputs, 4_000))
    assert len(shards) > 3
    assert [page for shard, _ in shards for page in pages(shard, "", LARGEST)] == read(path)


@given(st.binary(max_size=300), st.integers(1, 60))
def test_lines_join_to_the_stream_however_it_comes(data: bytes, size: int) -> None:
    parts = iter([data[at : at + size] for at in range(0, len(data), size)])
    lines = list(jsonl.lines(parts, 0, 10_000))
    assert b"".join(line.data or b"" for line in lines) == data
    assert [line.offset for line in lines] == [sum(each.length for each in lines[:n]) for n in range(len(lines))]


@given(st.lists(st.binary(max_size=40), max_size=12), st.integers(1, 60), st.integers(1, 200))
def test_every_line_is_in_one_piece(lines: list[bytes], apart: int, size: int) -> None:
    data = b"\n".join(line.replace(b"\n", b"") for line in lines)
    edges = [*range(0, len(data), apart), -1] if data else [0, -1]
    whole = [line.offset for line in jsonl.lines(iter([data]), 0, 1_000)]
    found = []
    for start, end in pairwise(edges):
        back = max(start - 1, 0)
        parts = (data[at : at + size] for at in range(back, len(data), size))
        found += [
            line.offset
            for line in jsonl.lines(parts, back, 1_000)
            if line.offset >= start and (end < 0 or line.offset < end)
        ]
    assert found == whole


def test_a_long_line_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    rows = corpus.rows(MADE[:3])
    rows[1]["html"] = "文" * 3_000_000
    found = read(corpus.write_lines(tmp_path / "a.jsonl", rows))
    assert kinds(found) == ["read", "too large", "read"]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "3", '{"other": "x"}', '{"html": 3}', "\x00", '{"html": "x"', "[" * 100_000],
)
def test_a_line_that_is_no_page_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"html": "a"}}\n{line}\n{{"html": "b"}}\n', "utf8")
    assert kinds(read(path)) == ["read", "malformed", "read"]


def test_a_lone_surrogate_costs_one_character(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rb'{"html": "a\ud800b\ud83d\ude00"}')
    assert read(path)[0].data.decode() == "a\ufffdb😀"


def members() -> list[bytes]:
    return [gzip.compress(corpus.warc_record(made, number), mtime=0) for number, made in enumerate(MADE[:6])]


def broken_members() -> Iterator[object]:
    cut_off, flipped, garbage, bomb = members(), members(), members(), members()
    cut_off[2] = cut_off[2][: len(cut_off[2]) // 2]
    flipped[2] = flipped[2][:100] + bytes(255 - byte for byte in flipped[2][100:140]) + flipped[2][140:]
    garbage[2] = b"garbage" * 50
    bomb[2] = gzip.compress(corpus.warc_record(corpus.Made("https://bomb.example", bytes(20 << 20), "utf-8"), 2))
    yield pytest.param(cut_off, "damaged", id="cut off")
    yield pytest.param(flipped, "damaged", id="flipped")
    yield pytest.param(garbage, "damaged", id="garbage")
    yield pytest.param(bomb, "too large", id="bomb")


@pytest.mark.parametrize(("parts", "kind"), list(broken_members()))
def test_behind_a_damaged_member_the_next_is_found(tmp_path: Path, parts: list[bytes], kind: str) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(parts))
    found = read(path)
    assert kinds(found) == ["read", "read", kind, "read", "read", "read"]
    assert [page.place.offset + page.place.length for page in found[:-1]] == [page.place.offset for page in found[1:]]


def lying(number: int, length: int) -> bytes:
    record = corpus.warc_record(MADE[number], number)
    head, _, rest = record.partition(b"Content-Length: ")
    return head + b"Content-Length: %d" % length + rest[rest.index(b"\r\n") :]


@pytest.mark.parametrize("length", [0, 7, 99_999, 99_999_999])
def test_a_record_that_lies_about_its_length_takes_no_other_with_it(tmp_path: Path, length: int) -> None:
    parts = [corpus.warc_record(made, number) for number, made in enumerate(MADE[:6])]
    parts[2] = lying(2, length)
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(parts))
    found = read(path)
    assert [page.address for page in found if not page.failure] == [MADE[n].address for n in (0, 1, 3, 4, 5)]
    assert len(found) == 6
    assert found[2].address == MADE[2].address


def test_a_warc_packed_at_once_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"".join(corpus.warc_record(made, n) for n, made in enumerate(MADE))))
    assert [page.data for page in read(path)] == [made.data for made in MADE]


def test_what_http_packed_is_unpacked_and_a_bomb_is_held_short(tmp_path: Path) -> None:
    zeros = corpus.Made("https://bomb.example", gzip.compress(bytes(50 << 20)), "utf-8")
    packed = MADE[0]._replace(data=gzip.compress(MADE[0].data))
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(corpus.warc_record(each, 0, **{"Content-Encoding": "gzip"}) for each in (packed, zeros)))
    first, second = read(path)
    assert first.data == MADE[0].data
    assert len(second.data) == LARGEST + 1


@given(st.binary(max_size=400), st.integers(0, 2_000))
def test_no_damage_of_a_warc_raises_or_loses_what_is_whole(garbage: bytes, place: int) -> None:
    from reader.crawl.inputs.records import Walker

    parts = [corpus.warc_record(made, number) for number, made in enumerate(MADE[:3])]
    data = parts[0] + parts[1][:place] + garbage + parts[2]
    found = list(Walker(iter([data[at : at + 700] for at in range(0, len(data), 700)]), 0, LARGEST).records())
    assert found[0].data == parts[0].rstrip(b"\r\n")
    assert any(record.data.endswith(parts[2].rstrip(b"\r\n")) for record in found)


def test_a_damaged_stream_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    path = corpus.write_lines(tmp_path / "a.jsonl.gz", corpus.rows(MADE))
    path.write_bytes(path.read_bytes()[:-900])
    found = read(path)
    assert set(kinds(found[:-1])) <= {"read", "malformed"}
    assert kinds(found)[-1] == "damaged"


def test_a_gzip_of_several_members_is_one_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"a") + gzip.compress(b"") + gzip.compress(b"b") + b"\0" * 9)
    with path.open("rb") as file:
        assert b"".join(streams.chunks(file, "gz")) == b"ab"


def test_parquet_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 no PAR1")
    assert kinds(read(path)) == ["damaged"]


def test_folders_are_sorted_and_strangers_counted(tmp_path: Path) -> None:
    corpus.write_folder(tmp_path / "in" / "b", MADE[:2])
    corpus.write_lines(tmp_path / "in" / "a.jsonl", corpus.rows(MADE[:1]))
    for name in ("x.png", "y.css", ".hidden.html"):
        (tmp_path / "in" / name).write_bytes(b"x")
    found, unknown = find([str(tmp_path / "in")])
    assert [Path(each.file).name for each in found] == ["a.jsonl", "00000.html", "00001.html"]
    assert dict(unknown) == {".png": 1, ".css": 1}


def test_an_address_of_fsspec_is_read() -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    system.pipe("/crawl-in/a.jsonl", json.dumps(corpus.rows(MADE[:1])[0]).encode())
    [found], _ = find(["memory://crawl-in"])
    [page] = pages([Piece(found.file, found.kind, 0, -1)], "", LARGEST)
    assert page.address == MADE[0].address
