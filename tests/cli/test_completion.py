"""Completion, in the shells themselves."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import assert_one_sentence, reader


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completion")
    for shell in ("bash", "zsh", "fish"):
        result = reader("completion", shell)
        assert result.code == 0, result
        (folder / shell).write_text(result.out, "utf8")
    return folder


def asked(shell: str, program: str, folder: Path) -> list[str]:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-c", program], capture_output=True, check=True, cwd=folder, timeout=60)
    assert done.stderr == b"", done.stderr
    return done.stdout.decode().split("\n")[:-1]


def in_bash(line: str, scripts: Path) -> list[str]:
    """What bash offers at the end of ``line``: it calls the function with the words, as for the tab key."""
    words = line.split(" ")
    program = f"""
        source ./bash
        COMP_WORDS=({" ".join(f"'{word}'" for word in words)}); COMP_CWORD={len(words) - 1}; COMP_LINE='{line}'
        $(complete -p reader | sed 's/.*-F \\([^ ]*\\) .*/\\1/') reader '{words[-1]}' '{words[-2]}'
        for each in "${{COMPREPLY[@]}}"; do echo "$each"; done
    """
    return [each.strip() for each in asked("bash", program, scripts)]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("reader exp", {"explain", "export"}),
        ("reader config ", {"path", "show", "check", "init", "keys", "schema"}),
        ("reader read --theme ", {"auto", "dark", "light", "dark-contrast", "light-contrast"}),
        ("reader read --sc", {"--script"}),
        ("reader export page.html --script ", {"auto", "simplified", "taiwan", "hongkong", "page"}),
        ("reader words known --li", {"--list"}),
    ],
)
def test_bash_offers_commands_options_and_words(line: str, offered: set[str], scripts: Path) -> None:
    assert set(in_bash(line, scripts)) == offered


def test_bash_offers_files_too(scripts: Path) -> None:
    (scripts / "page of mine.html").write_text("", "utf8")
    assert "page of mine.html" in in_bash("reader read page", scripts)
    assert "-o default" in asked("bash", "source ./bash; complete -p reader", scripts)[0], (
        "a page in place of a command"
    )


def test_fish_offers_the_same(scripts: Path) -> None:
    def offered(line: str) -> list[str]:
        return [each.split("\t")[0] for each in asked("fish", f"source ./fish; complete -C '{line}'", scripts)]

    assert offered("reader exp") == ["explain", "export"] or offered("reader exp") == ["export", "explain"]
    assert {"dark", "light"} < set(offered("reader read --theme "))
    assert {"keys", "show"} < set(offered("reader config "))


def test_zsh_finds_its_function(scripts: Path) -> None:
    (scripts / "_reader").write_text((scripts / "zsh").read_text("utf8"), "utf8")
    program = "fpath=($PWD $fpath); autoload -U compinit && compinit -D -u && zsh -n _reader && echo $_comps[reader]"
    assert asked("zsh", program, scripts) == ["_reader"]


def test_an_unknown_shell_is_told_how_to_ask() -> None:
    assert_one_sentence(reader("completion"), 2, "reader completion bash >")
    assert_one_sentence(reader("completion", "tcsh"), 2, "say for which shell")
