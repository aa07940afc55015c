"""``python -m reader`` and the console script ``reader``."""

import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    from reader.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
