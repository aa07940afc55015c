"""Which dictionaries there are: imported from every format, kept when an import fails, made anew when damaged."""

import gzip
import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import dictionaries, plugins
from reader.lexicon.dictionary import stream
from reader.lexicon.dictionary.lookup import LookUp
from reader.model.errors import DictionaryError, ReaderError
from tests.lexicon.dictionary import files
from tests.test_plugins import install


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def glosses(name: str, word: str) -> list[tuple[str, ...]]:
    (one,) = (one for one in dictionaries.listed() if one.name == name)
    return [found.glosses for found in dictionaries.open_one(one).headwords((word,))]


def imported(path: Path, name: str = "") -> str:
    return dictionaries.add(str(path), name)[0]


def test_a_newer_cedict_takes_the_place_of_the_shipped_one_until_it_is_removed(tmp_path: Path) -> None:
    assert imported(write(tmp_path / "new.u8", files.CEDICT)) == "cc-cedict"
    assert glosses("cc-cedict", "涌现") == [("to emerge (of abilities)",)]
    assert [one.origin for one in dictionaries.listed()] == ["imported"]
    dictionaries.remove("cc-cedict")
    assert [one.origin for one in dictionaries.listed()] == ["shipped"]
    assert len(glosses("cc-cedict", "涌现")[0]) == 3


@pytest.mark.parametrize("ending", ["gz", "zip"])
def test_cedict_as_it_is_published(tmp_path: Path, ending: str) -> None:
    data = files.CEDICT.replace("\n", "\r\n").encode()
    path = tmp_path / f"c.{ending}"
    path = write(path, gzip.compress(data)) if ending == "gz" else zipped(path, "c.u8", data)
    assert imported(path) == "cc-cedict"
    assert glosses("cc-cedict", "智能體") == [("agent (AI)",)]


def test_ecdict_answers_english(tmp_path: Path) -> None:
    assert imported(write(tmp_path / "ecdict.csv", files.ECDICT)) == "ecdict"
    assert glosses("ecdict", "train") == [("n. 火车", "vt. 训练")]
    found = LookUp(None, dictionaries.opened()).find("TRAIN").words
    assert "ecdict" in [match.word.dictionary for match in found]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("own.tsv", files.TSV),
        ("own.csv", "term,pinyin,definition\n涌现,yong3 xian4,/emergence/surge/\n"),
        ("own.txt", "涌现\tyong3 xian4\t/emergence/surge/\n"),
        ("own.csv", "\ufeff涌现,湧現,yong3 xian4,/emergence/surge/\n"),
    ],
)
def test_tables(tmp_path: Path, name: str, content: str) -> None:
    assert imported(write(tmp_path / name, content)) == "own"
    assert glosses("own", "涌现") == [("emergence", "surge")]
    assert [match.word.dictionary for match in LookUp(None, dictionaries.opened()).find("yǒngxiàn").words][-1] == "own"


def test_yomitan(tmp_path: Path) -> None:
    assert imported(files.yomitan(tmp_path / "own.zip")) == "own-words"
    assert glosses("own-words", "智能体") == [("agent", "robot")]


@pytest.mark.parametrize("packed", [False, True])
def test_stardict(tmp_path: Path, *, packed: bool) -> None:
    path = files.stardict(tmp_path, [("涌现", "emergence\nsurge"), ("agent", "智能体")], packed=packed)
    assert imported(path) == "own"
    assert glosses("own", "涌现") == [("emergence", "surge")]


def test_stardict_with_markup(tmp_path: Path) -> None:
    imported(files.stardict(tmp_path, [("涌现", "<b>emergence</b><br>a &lt; b<script>x</script>")], kind="h"))
    assert glosses("own", "涌现") == [("emergence", "a < bx")]


def test_dictionaries_are_ordered_and_turned_off(tmp_path: Path) -> None:
    imported(write(tmp_path / "own.tsv", files.TSV))
    assert [one.name for one in dictionaries.listed()] == ["cc-cedict", "own"]
    dictionaries.arrange(["own"])
    assert [store.name for store in dictionaries.opened()] == ["own", "cc-cedict"]
    dictionaries.switch("cc-cedict", on=False)
    assert [store.name for store in dictionaries.opened()] == ["own"]
    dictionaries.switch("cc-cedict", on=True)
    assert [store.name for store in dictionaries.opened()] == ["own", "cc-cedict"]


@pytest.mark.parametrize("wrong", ["cc-cedit", "nothing like it"])
def test_names_that_do_not_exist_are_told_with_what_does(wrong: str) -> None:
    for act in (
        dictionaries.remove,
        lambda name: dictionaries.switch(name, on=False),
        lambda name: dictionaries.arrange([name]),
    ):
        with pytest.raises(DictionaryError, match=r"there is no dictionary .*; .*cc-cedict"):
            act(wrong)


def test_the_shipped_one_can_be_turned_off_and_not_removed() -> None:
    with pytest.raises(DictionaryError, match="reader dictionary off cc-cedict"):
        dictionaries.remove("cc-cedict")


def test_a_broken_list_of_choices_is_told(tmp_path: Path) -> None:
    (tmp_path / "data" / "reader").mkdir(parents=True)
    (tmp_path / "data" / "reader" / "dictionaries.json").write_text("{", "utf8")
    with pytest.raises(DictionaryError, match="; delete it"):
        dictionaries.listed()


def bad_files(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """What is wrong, a file of it, and what the error says."""
    cedict = files.CEDICT.encode()
    yield "cut off in a line", write(folder / "a.u8", cedict[:-30]), "cut off"
    yield (
        "entries missing",
        write(folder / "b.u8", cedict[: cedict.rindex(b"\xe6\x99\xba", 0, -60)]),
        "holds 1 of the 2",
    )
    yield "another encoding", write(folder / "c.u8", files.CEDICT.encode("gb18030")), "not UTF-8"
    yield "UTF-16", write(folder / "d.csv", files.TSV.encode("utf-16")), "none of"
    yield "a line of junk", write(folder / "e.u8", cedict + b"junk\n"), ":6: 'junk' is no entry"
    yield "empty", write(folder / "f.csv", b"\n\n"), "empty"
    yield "a picture", write(folder / "g.csv", b"\x89PNG\x00\x00"), "none of"
    yield "prose", write(folder / "h.txt", "这只是一页文字。\n没有词典。\n"), "no head of a table"
    yield "columns missing", write(folder / "i.tsv", files.TSV + "涌现\n"), ":3: 1 columns"
    yield "an open quotation mark", write(folder / "j.csv", 'term,gloss\n涌现,"' + "x" * 300_000), "quotation mark"
    yield "one endless line", write(folder / "k.csv", b"term,gloss\n" + b"x" * 5_000_000), "longer than 2 MB"
    yield "gzip cut off", write(folder / "l.gz", gzip.compress(cedict * 500)[:-200]), "cut off"
    yield "gzip of noise", write(folder / "m.gz", b"\x1f\x8b" + os.urandom(500)), "damaged"
    yield "zip cut off", write(folder / "n.zip", files.yomitan(folder / "whole.zip").read_bytes()[:300]), "damaged ZIP"
    yield "zip without a dictionary", zipped(folder / "o.zip", "readme.md", b"x"), "holds none of"
    yield "no term bank", zipped(folder / "p.zip", "index.json", b'{"title": "x"}'), "term_bank_1.json"
    yield "no title", zipped(folder / "q.zip", "index.json", b"[]"), "no title"
    yield "no terms in the bank", files.yomitan(folder / "r.zip", banks=[["涌现"]]), "no term in place 1"
    yield "a bank nested deeply", files.yomitan(folder / "s.zip", banks=b"[" * 200_000), "nested too deeply"
    yield "a bank that is no JSON", files.yomitan(folder / "t.zip", banks=b"[["), "can't be read"
    yield "an archive in an archive", quine(folder / "v.zip"), "none of"
    yield "an archive in gzip", write(folder / "w.gz", gzip.compress((folder / "whole.zip").read_bytes())), "none of"
    yield "a password", locked(folder / "x.zip"), "can't be unpacked"
    yield "a bomb", files.yomitan(folder / "u.zip", banks=b"[" + b" " * (40 << 20) + b"]"), "more than 32 MB"


def quine(path: Path) -> Path:
    """An archive of an archive, which a careless reader would go down into."""
    return zipped(path, "x.txt", zipped(path.with_suffix(".inner"), "x.txt", b"word,gloss\n").read_bytes())


def locked(path: Path) -> Path:
    """A Yomitan dictionary whose members are marked as encrypted."""
    data = files.yomitan(path).read_bytes()
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data = data[: at + place] + bytes([data[at + place] | 1]) + data[at + place + 1 :]
    return write(path, data)


def test_bad_files_are_told_in_one_sentence_and_the_old_data_stay(tmp_path: Path) -> None:
    imported(write(tmp_path / "old.tsv", files.TSV), "old")
    for what, path, said in bad_files(tmp_path):
        with pytest.raises(ReaderError) as raised:
            imported(path, "old")
        assert said in str(raised.value), (what, str(raised.value))
        assert ";" in str(raised.value) or "fetch" in str(raised.value), what
        assert len(str(raised.value)) < 300, what
        assert glosses("old", "涌现") == [("emergence", "surge")], what
    assert not list((tmp_path / "data").rglob("*.part"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: (f / "own.idx").write_bytes((f / "own.idx").read_bytes()[:-3]), "cut off"),
        (lambda f: (f / "own.idx").write_bytes(b"a\0" + b"\xff" * 8), "outside"),
        (lambda f: (f / "own.idx").write_bytes(b"x" * 5000), "cut off"),
        (lambda f: (f / "own.idx").write_bytes(b"\xff\xfe\0" + bytes(8)), "not UTF-8"),
        (lambda f: (f / "own.idx").write_bytes(b""), "tells of 1 words"),
        (lambda f: (f / "own.dict").unlink(), "without its .dict"),
        (lambda f: (f / "own.ifo").write_text("StarDict's dict ifo file\n", "utf8"), "no wordcount"),
        (lambda f: (f / "own.dict").rename(f / "own.dict.dz"), "damaged"),
    ],
)
def test_hostile_stardict_files(tmp_path: Path, change: object, said: str) -> None:
    path = files.stardict(tmp_path, [("涌现", "emergence")])
    assert callable(change)
    change(tmp_path)
    with pytest.raises(DictionaryError, match=said):
        imported(path)
    assert [one.name for one in dictionaries.listed()] == ["cc-cedict"]


def test_names_inside_an_archive_are_never_paths(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    evil = {"../../evil.json": b"x", "/etc/evil": b"x", "../term_bank_2.json": b"junk"}
    path = files.yomitan(tmp_path / "in" / "own.zip", members=evil)
    before = {p for p in tmp_path.rglob("*") if "data" not in p.parts}
    imported(path)
    assert {p for p in tmp_path.rglob("*") if "data" not in p.parts} == before


def test_a_title_is_no_path(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("index.json", json.dumps({"title": "../../../etc/passwd\x1b[2J"}))
        archive.writestr("term_bank_1.json", json.dumps([["涌现", "", "", "", 0, ["x"], 0, ""]]))
    assert imported(tmp_path / "x.zip") == "etc-passwd-2j"
    with pytest.raises(DictionaryError, match="is no name"):
        imported(tmp_path / "x.zip", "../evil")


class Endless(io.RawIOBase):
    """A file of lines without an end."""

    def __init__(self) -> None:
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        self.read_so_far += size
        return (b"word,gloss\n" * (size // 11 + 1))[:size]


def test_work_is_bounded_in_bytes_and_in_entries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    endless = Endless()
    with pytest.raises(DictionaryError, match="more than 8 MB unpacked"):
        list(stream.chunks("x", endless, 8 << 20))  # type: ignore[arg-type]  # enough of a file to be read
    assert endless.read_so_far <= 10 << 20
    monkeypatch.setattr("reader.lexicon.dictionary.index.MOST", 1000)
    with pytest.raises(DictionaryError, match="may have 1,000 entries"):
        imported(write(tmp_path / "long.tsv", "涌现\temergence\n" * 2000))


def test_a_killed_import_leaves_the_old_data(tmp_path: Path) -> None:
    imported(write(tmp_path / "own.tsv", files.TSV))
    long = write(tmp_path / "long.tsv", "".join(f"词{n}\tci2\tword {n}\n" for n in range(400_000)))
    code = f"from reader.dictionaries import add; add({str(long)!r}, 'own', lambda n, c: print(c, flush=True))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        while child.stdout.readline().strip() == b"0":
            pass
        child.send_signal(signal.SIGKILL)
    assert glosses("own", "涌现") == [("emergence", "surge")]
    leftovers = list((tmp_path / "data").rglob("*.part"))
    assert leftovers, "it was killed half-way"
    for path in leftovers:
        os.utime(path, (time.time() - 2 * 86_400,) * 2)
    imported(write(tmp_path / "own.tsv", files.TSV))
    assert not list((tmp_path / "data").rglob("*.part")), "what it left behind is swept up a day later"


def cache() -> Path:
    (path,) = Path(os.environ["XDG_CACHE_HOME"]).rglob("cc-cedict-*.sqlite")
    return path


def asks(_: int = 0) -> int:
    return len(LookUp(None, dictionaries.opened()).words("行"))


def test_two_processes_that_make_the_cache_at_once_both_succeed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(asks, range(2), chunksize=1) == [3, 3]
    assert len(list((tmp_path / "cache").rglob("*"))) == 3, "two folders and one file"


def test_a_damaged_or_outdated_cache_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert asks() == 3
    whole = cache().read_bytes()
    for damaged in (b"", b"junk" * 5000, whole[: len(whole) // 2], whole[:60] + b"\0\0\0\x63" + whole[64:]):
        cache().write_bytes(damaged)
        assert asks() == 3
        assert cache().stat().st_size == len(whole)
    page = 4096
    cache().write_bytes(whole[:page] + bytes(len(whole) - page))  # a sound head, and nothing behind it
    assert asks() == 3
    assert cache().read_bytes()[page : 2 * page].strip(b"\0")


def test_an_older_edition_is_swept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "cache" / "reader" / "indexes"
    folder.mkdir(parents=True)
    (folder / "cc-cedict-2020-01-01-1.sqlite").write_bytes(b"old")
    assert asks() == 3
    assert cache().name.startswith("cc-cedict-20")
    assert "2020" not in cache().name


def test_without_a_cache_to_write_to_it_is_made_for_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", "utf8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert asks() == 3


def test_a_damaged_import_is_told_with_its_remedy(tmp_path: Path) -> None:
    imported(write(tmp_path / "own.tsv", files.TSV))
    (path,) = (tmp_path / "data").rglob("own.sqlite")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DictionaryError, match="import its file again, or 'reader dictionary remove own'"):
        dictionaries.opened()


PLUGIN = """
from reader.model.word import Record
class Own:
    edition = "1"
    def records(self):
        yield Record("涌现", "湧現", "yong3 xian4", ("emergence, as a plugin has it",))
own = Own()
"""


def test_another_package_adds_a_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    install(tmp_path / "site", "adds_words", f"[{plugins.DICTIONARIES}]\nown-words = adds_words:own\n", PLUGIN)
    assert [(one.name, one.origin) for one in dictionaries.listed()] == [
        ("cc-cedict", "shipped"),
        ("own-words", "plugin"),
    ]
    assert glosses("own-words", "湧現") == [("emergence, as a plugin has it",)]
    dictionaries.switch("own-words", on=False)
    assert [store.name for store in dictionaries.opened()] == ["cc-cedict"]
