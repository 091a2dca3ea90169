"""The commands about catalogues: `extract`, `update`, `check` and `status`."""

from __future__ import annotations

import click

from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, format_option, project_options, selection_options
from communique.findings import Finding, in_order
from communique.project import (
    CatalogueChanges,
    check_project,
    extract_catalogues,
    progress_of,
    update_catalogues,
    write_files,
)
from communique.rules import RULES

__all__ = ["check", "extract", "status", "update"]


@main.command()
@project_options
@selection_options
@command
def extract(session: Session) -> tuple[Finding, ...]:
    """Write the template catalogues, locales/*.pot.

    They hold the messages of the release texts, of the house and of the page templates.
    """
    project = session.project()
    changes = extract_catalogues(project, session.domains(project))
    written = write_files(project.root, changes.files)
    return _told(session, project.findings, changes, written)


@main.command()
@project_options
@selection_options
@command
def update(session: Session) -> tuple[Finding, ...]:
    """Extract, then bring every catalogue up to date.

    No translation is lost: it stays, becomes obsolete, or comes back to life.
    """
    project = session.project()
    domains = session.domains(project)
    templates = extract_catalogues(project, domains)
    catalogues = update_catalogues(project, domains, session.locales)
    written = write_files(project.root, {**templates.files, **catalogues.files})
    both = CatalogueChanges(
        files=templates.files | catalogues.files,
        unchanged=templates.unchanged + catalogues.unchanged,
        findings=(*templates.findings, *catalogues.findings),
    )
    return _told(session, project.findings, both, written)


def _told(
    session: Session,
    source_findings: tuple[Finding, ...],
    changes: CatalogueChanges,
    written: tuple[str, ...],
) -> tuple[Finding, ...]:
    findings = in_order((*source_findings, *changes.findings))
    for path in written:
        click.echo(path)
    talk.print_findings(findings, to_stderr=True)
    talk.say(
        f"{talk.counted(len(written), 'catalogue')} written, {changes.unchanged} unchanged",
        quiet=session.quiet,
    )
    session.facts = {"written": list(written), "unchanged": changes.unchanged}
    return findings


@main.command()
@project_options
@selection_options
@format_option("text", "json")
@click.option(
    "--explain",
    type=click.Choice(sorted(RULES)),
    metavar="RULE",
    help="Say what a rule is for, with a wrong and a right example, and check nothing.",
)
@command
def check(session: Session, *, output_format: str, explain: str | None) -> tuple[Finding, ...]:
    """Find what is missing, stale or wrong.

    This is the job for continuous integration; it exits with 1 where there is an error.
    """
    if explain is not None:
        _explain(explain)
        return ()
    project = session.project()
    domains = session.domains(project)
    findings = check_project(project, domains, session.locales)
    if output_format == "json":
        talk.print_json(talk.findings_data(findings))
    else:
        talk.print_findings(findings)
        if not findings:
            talk.say("nothing to find fault with", quiet=session.quiet)
    session.facts = {"domains": list(domains), "locales": list(session.locales)}
    return findings


def _explain(identifier: str) -> None:
    rule = RULES[identifier]
    for line in (
        f"{rule.id} ({rule.severity})",
        "",
        f"{rule.claim[:1].upper()}{rule.claim[1:]}.",
        rule.reason,
        "",
        "wrong:",
        *(f"    {line}" for line in rule.wrong.splitlines()),
        "right:",
        *(f"    {line}" for line in rule.right.splitlines()),
    ):
        click.echo(line)


@main.command()
@project_options
@selection_options
@format_option("text", "json")
@command
def status(session: Session, *, output_format: str) -> tuple[Finding, ...]:
    """Show how far each catalogue has come.

    What is still to do is counted in words of the source.
    """
    project = session.project()
    rows = progress_of(project, session.domains(project), session.locales)
    if output_format == "json":
        talk.print_json([talk.progress_data(row) for row in rows])
    else:
        talk.print_progress_table(rows)
    talk.print_findings(in_order(project.findings), to_stderr=True)
    session.facts = {"status": [talk.progress_data(row) for row in rows]}
    return project.findings
