"""The command line: arguments → calls. The only printer, the only exit codes.

Exit codes: 0 done, 1 it could not be done, 2 wrong usage.
"""

from reader.cli.main import run

__all__ = ["run"]
