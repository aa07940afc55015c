"""Tell what was dropped from a page, what was repaired, and why."""

import argparse

from reader.cli import output
from reader.cli.options import (
    add_cleaning,
    add_json,
    add_repairs,
    cleaning_of,
    repairs_of,
)
from reader.localization import translate as _
from reader.model.errors import NoArticleError, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader explain``."""
    parser.add_argument("source", metavar="SOURCE", help="a page (HTML or text; - for standard input)")
    parser.add_argument("--diff", action="store_true", help="every changed block, before and after")
    add_json(parser)
    add_repairs(parser)
    add_cleaning(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation."""
    if arguments.diff and arguments.json:
        raise UsageError(_("--diff and --json don't go together; choose one"))
    from reader.cli.pages import open_source
    from reader.export.explain import as_data, as_text, difference, explain
    from reader.model.escape import printable
    from reader.pipeline import Pipeline
    from reader.repair.flags import flags
    from reader.sites.teacher import load_rules

    source = open_source(arguments.source, arguments)
    pipeline, cleaning, refused = Pipeline((), load_rules(arguments.sites)), cleaning_of(arguments), ""
    try:
        document = pipeline.read(source, repairs_of(arguments), cleaning, words=False)
    except NoArticleError as error:
        if not error.guess:
            raise
        refused = str(error)  # the verdicts of what would be kept by force tell why
        document = pipeline.read(source, repairs_of(arguments), cleaning._replace(force=True), words=False)
    if arguments.json:
        import json

        output.emit(json.dumps(as_data(explain(document, flags, refused)), ensure_ascii=False, indent=2))
    elif arguments.diff:
        output.emit(printable("\n".join(difference(document))))
    else:
        output.emit(printable(as_text(explain(document, flags, refused))))
    return 0
