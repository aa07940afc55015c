"""Run the real program."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.support import ROOT

PAGE = ROOT / "source" / "page.txt"


class Result(NamedTuple):
    code: int
    out: str
    err: str


def reader(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str) -> Result:
    done = subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
        timeout=120,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_one_sentence(result: Result, code: int, *wanted: str) -> None:
    """An error as a person should see it: one line on stderr with a remedy, nothing on stdout."""
    assert result.code == code, result
    assert result.out == ""
    assert result.err.startswith("reader: ")
    assert result.err.count("\n") == 1, result.err
    assert "Traceback" not in result.err
    assert ";" in result.err, "a remedy follows the semicolon"
    for words in wanted:
        assert words in result.err
