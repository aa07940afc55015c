"""List the repair rules and what each of them does."""

import argparse
from textwrap import indent

from reader.cli import output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader rules``."""
    del parser  # no options


def run(arguments: argparse.Namespace) -> int:
    """Print name and documentation of every rule, in the order in which they run."""
    from reader.repair.rules import described

    del arguments
    output.emit("\n\n".join(f"{name}\n{indent(text, '    ')}" for name, text in described()))
    return 0
