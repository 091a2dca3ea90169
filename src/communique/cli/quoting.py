"""The command that says what a translation amounts to: `quote`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, format_option, project_options, selection_options
from communique.cli.texts import today
from communique.findings import Finding, has_errors, in_order
from communique.project import Quote, quote_of, write_files
from communique.reports import quote_csv, quote_data, quote_json, quote_messages, quote_table

__all__ = ["quote"]


@main.command()
@project_options
@selection_options
@format_option("table", "csv", "json", "xlsx")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write the result; by default standard output. `xlsx` needs one.",
)
@click.option(
    "--by",
    type=click.Choice(["locale", "release"]),
    default="locale",
    show_default=True,
    help="Whether a row is a language, or a language of a release.",
)
@click.option(
    "--messages",
    is_flag=True,
    help="List each message with its category, and with the text it was found by.",
)
@command
def quote(
    session: Session, *, output_format: str, output: Path | None, by: str, messages: bool
) -> tuple[Finding, ...]:
    """Count what is to be translated, by language, for an offer or an invoice.

    Each message is in one category: carried over, repeated, in the memory exactly or nearly so,
    or new. It is counted as it will be after `communique update`, and nothing is written. Rates,
    bands and prices are those of `[quote]` in the house.
    """
    if output_format == "xlsx" and output is None:
        raise click.UsageError("`--format xlsx` needs a file to write: `--output quote.xlsx`")
    project = session.project()
    counted, problems = quote_of(project, session.domains(project), session.locales)
    if has_errors(project.shared_findings):
        pass  # Nothing could be counted by the rules of the house; the findings say why.
    elif output is not None:
        content = _written(counted, output_format, by=by, messages=messages)
        write_files(output.parent, {output.name: content})
        talk.say(f"{output} written", quiet=session.quiet)
    elif output_format == "table":
        talk.print_quote(counted, by=by, messages=messages)
    else:
        click.echo(_written(counted, output_format, by=by, messages=messages), nl=False)
    session.facts = {"quote": quote_data(counted)}
    findings = in_order((*project.findings, *problems))
    talk.print_findings(findings, to_stderr=True)
    return findings


def _written(quote: Quote, output_format: str, *, by: str, messages: bool) -> bytes:
    """The bytes of a file in a format."""
    if output_format == "xlsx":
        # A library that nothing else needs.
        from communique.reports.quote.workbook import quote_workbook

        day = today() if os.environ.get("SOURCE_DATE_EPOCH") else quote.day
        return quote_workbook(quote, day=day)
    if output_format == "csv":
        return quote_csv(quote, by=by, messages=messages).encode()
    if output_format == "json":
        return quote_json(quote, messages=messages).encode()
    return (quote_messages(quote) if messages else quote_table(quote, by=by)).encode()
