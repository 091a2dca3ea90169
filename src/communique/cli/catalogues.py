"""The commands that write catalogues: `extract`, `update` and `fmt`."""

from __future__ import annotations

import click

from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, project_options, selection_options
from communique.findings import Finding, in_order
from communique.project import (
    CatalogueChanges,
    extract_catalogues,
    formatted_catalogues,
    update_catalogues,
    write_files,
)

__all__ = ["extract", "fmt", "update"]


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

    No translation is lost: it stays, is carried over to a changed text, becomes obsolete, or
    comes back to life.
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


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where something would change.")
@project_options
@selection_options
@command
def fmt(session: Session, *, check: bool) -> tuple[Finding, ...]:
    """Bring catalogues into one form, as `msgcat --no-wrap` writes it.

    Texts, comments and flags stay; wrapping, the order of comments, line numbers of references,
    blank lines and line ends become the same whichever tool wrote the file.
    """
    project = session.project()
    changes = formatted_catalogues(project, session.domains(project), session.locales)
    if not check:
        written = write_files(project.root, changes.files)
        return _told(session, (), changes, written)
    for path in changes.files:
        click.echo(path)
    talk.print_findings(changes.findings, to_stderr=True)
    talk.say(
        f"{talk.counted(len(changes.files), 'catalogue')} to write, {changes.unchanged} in form",
        quiet=session.quiet,
    )
    session.failed = bool(changes.files)
    session.facts = {"written": [], "unchanged": changes.unchanged, "to_write": [*changes.files]}
    return changes.findings


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
