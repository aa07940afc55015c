"""Let your shell complete commands, options and names: print what it reads once."""

import argparse

from reader.cli import output
from reader.localization import translate as _
from reader.model.errors import UsageError

SHELLS = ("bash", "zsh", "fish")
_HOW = {
    "bash": "reader completion bash > ~/.local/share/bash-completion/completions/reader",
    "zsh": "reader completion zsh > ~/.zfunc/_reader",
    "fish": "reader completion fish > ~/.config/fish/completions/reader.fish",
}
#: How arguments that are files are named in the usage.
_FILES = frozenset(("FILE", "IN", "OUT", "PAGE", "PATH"))
_FILE_ARGUMENTS = frozenset(("source", "sources", "file", "files", "pages", "page", "inputs", "output"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader completion``."""
    parser.add_argument("shell", nargs="?", metavar="SHELL", help="bash, zsh or fish")
    parser.epilog = "For example: " + _HOW["bash"]


def run(arguments: argparse.Namespace) -> int:
    """Print the shell's own program, made from the parser."""
    if arguments.shell not in SHELLS:
        examples = "; ".join(_HOW.values())
        raise UsageError(_("say for which shell: {examples}", examples=examples))
    import shtab

    from reader.cli.main import make_parser

    parser = make_parser()
    _prepare(parser, shtab.FILE)
    program = shtab.complete(parser, shell=arguments.shell)
    if arguments.shell == "bash":  # a page may stand where a command does
        program = program.replace("complete -o bashdefault ", "complete -o bashdefault -o default ")
    output.emit(program, end="")
    return 0


def _prepare(parser: argparse.ArgumentParser, files: object) -> None:
    """Tell of every argument what it may be: some words, or a file."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way in, shtab goes it too
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for each in action.choices.values():
                _prepare(each, files)
        elif words := getattr(action.type, "words", None):
            action.choices = words
        elif action.metavar in _FILES or (not action.option_strings and action.dest in _FILE_ARGUMENTS):
            action.complete = files  # type: ignore[attr-defined]  # shtab's way
