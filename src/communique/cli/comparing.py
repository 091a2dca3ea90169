"""The command that sets the editions of a release beside each other."""

from __future__ import annotations

import click

from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, format_option, project_options, selection_options
from communique.findings import Finding, in_order
from communique.project import concordance_of
from communique.release import HOUSE_DOMAIN
from communique.reports import CONCORDANCE_FORMATS

__all__ = ["concordance"]


@main.command()
@project_options
@selection_options
@format_option(*CONCORDANCE_FORMATS)
@command
def concordance(session: Session, *, output_format: str) -> tuple[Finding, ...]:
    """Set the editions of each release beside each other.

    It shows by message which values, links, names, quotations and lengths they have, and which
    edition stands alone with its own; `--locale` tells only of those languages. It exits with 1
    where one does that no translator has accepted.
    """
    project = session.project()
    compared = tuple(
        concordance_of(project, domain)
        for domain in session.domains(project)
        if domain != HOUSE_DOMAIN
    )
    click.echo(CONCORDANCE_FORMATS[output_format](compared), nl=False)
    accepted = {finding for release in compared for finding in release.silenced}
    found = in_order(finding for release in compared for finding in release.findings)
    told = tuple(
        finding
        for finding in found
        if finding not in accepted and (not session.locales or finding.locale in session.locales)
    )
    talk.print_findings(told, to_stderr=True)
    return told
