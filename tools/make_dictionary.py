"""Make src/reader/lexicon/dictionary/data/: CC-CEDICT as the tables of its index, and the frequencies that rank it.

Sources: a file of CC-CEDICT (CC BY-SA 4.0, https://www.mdbg.net/chinese/dictionary?page=cc-cedict), named as the
argument, and the Chinese word list of wordfreq 3.1.1 (CC BY-SA 4.0).
Run: python tools/make_dictionary.py cedict_ts.u8, and set `EDITION` in cedict.py to the date in the file's head.
"""

import lzma
import re
import sqlite3
import sys
import tempfile
from pathlib import Path

import wordfreq

from reader.lexicon.dictionary import cedict, index

TARGET = Path(__file__).parents[1] / "src/reader/lexicon/dictionary/data"
HEADWORD = re.compile(r"^[^# ]+ ([^ ]+) \[", re.MULTILINE)


def main() -> None:
    source = Path(sys.argv[1])
    pack("frequency.txt.xz", frequencies(set(HEADWORD.findall(source.read_text("utf8")))).encode())
    with tempfile.TemporaryDirectory() as folder, source.open("rb") as file:
        made = Path(folder) / "made.sqlite"
        connection = sqlite3.connect(made, isolation_level=None)
        index.fill(connection, cedict.parse(source.name, file), cedict.ABOUT, cedict.frequencies())
        connection.execute("vacuum")
        connection.close()
        pack("cc-cedict.sqlite.xz", made.read_bytes())


def frequencies(headwords: set[str]) -> str:
    """One line for each hundredth of a factor of ten (centibel) below 1: the headwords of that frequency."""
    buckets = wordfreq.get_frequency_list("zh", "large")
    return "\n".join(" ".join(word for word in bucket if word in headwords) for bucket in buckets)


def pack(name: str, data: bytes) -> None:
    (TARGET / name).write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
