"""The commands that write catalogues: `extract`, `update` and `fmt`."""

from __future__ import annotations

import click

from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, project_options, selection_options
from communique.findings import Finding, in_order
from communique.frozen import replace
from communique.memory import open_memory
from communique.project import (
    CatalogueChanges,
    extract_catalogues,
    formatted_catalogues,
    memory_path,
    remember,
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
    comes back to life; and the memory, locales/memory.sqlite3, keeps it. What a catalogue lacks
    is proposed from there.
    """
    project = session.project()
    domains = session.domains(project)
    templates = extract_catalogues(project, domains)
    with open_memory(memory_path(project), create=True) as memory:
        remember(project, memory, domains, session.locales)
        catalogues = update_catalogues(project, domains, session.locales, memory=memory)
        written = write_files(project.root, {**templates.files, **catalogues.files})
        # What was put together here may be gone from the file before the next update.
        remember(project, memory, domains, session.locales)
    both = replace(
        catalogues,
        files=templates.files | catalogues.files,
        unchanged=templates.unchanged + catalogues.unchanged,
        findings=(*templates.findings, *catalogues.findings),
    )
    session.facts = {"carried_over": both.carried_over, "proposed": both.proposed}
    found = _told(session, project.findings, both, written)
    if both.carried_over:
        carried_over = talk.counted(both.carried_over, "translation")
        talk.say(f"{carried_over} carried over", quiet=session.quiet)
    if both.proposed:
        proposed = talk.counted(both.proposed, "translation")
        talk.say(f"{proposed} proposed, for approval", quiet=session.quiet)
    return found


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where something would change.")
@project_options
@selection_options
@command
def fmt(session: Session, *, check: bool) -> tuple[Finding, ...]:
    """Bring catalogues into one form, as GNU `msgcat` writes it.

    Texts, comments and flags stay; wrapping, the order of comments, line numbers of references,
    blank lines and line ends become the same whichever tool wrote the file. Texts are not wrapped
    unless `[catalogues]` of `release/house.toml` says so.
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
    session.facts |= {"written": list(written), "unchanged": changes.unchanged}
    return findings
