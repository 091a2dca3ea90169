"""The command that reads back what was built."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from communique import __version__
from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, format_option, project_options, selection_options
from communique.edition import Edition
from communique.findings import Finding, Severity, has_errors
from communique.project import (
    BuildOptions,
    Plan,
    Project,
    Proof,
    contact_sheet,
    plan_editions,
    plan_pseudo_editions,
    project_fonts,
    proof_build,
    write_files,
)
from communique.reports import FORMATS, Outcome

__all__ = ["proof"]


@main.command()
@click.argument(
    "folder",
    metavar="[DIR]",
    required=False,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
)
@project_options
@selection_options
@format_option(*FORMATS)
@click.option("--draft", is_flag=True, help="Read back the drafts in draft/.")
@click.option(
    "--fail-on",
    type=click.Choice([Severity.ERROR.value, Severity.WARNING.value]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least that makes the proof fail.",
)
@click.option(
    "--contact-sheet",
    "sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw all pages of all PDF files side by side, as PNG; where FILE is the sheet of an "
    "earlier build, another picture beside it shows what has changed.",
)
@command
def proof(
    session: Session,
    *,
    folder: Path | None,
    output_format: str,
    draft: bool,
    fail_on: str,
    sheet: Path | None,
) -> tuple[Finding, ...]:
    """Read back what was built, and hold it against the texts.

    DIR is where it was built, by default build/ in the project. Each page and each PDF has all
    of its texts, nothing else, and everything in its place; it exits with 1 where that is not so.
    """
    project = session.project(pseudo=True)
    pseudo = session.asks_for_pseudo_locales()
    plan = plan_pseudo_editions(project) if pseudo else plan_editions(project)
    if not plan.editions and has_errors(plan.findings):
        talk.print_findings(plan.findings, to_stderr=True)
        return plan.findings
    built = folder or project.root / "build"
    built = built / "pseudo" if pseudo else built / "draft" if draft else built
    options = BuildOptions(locales=session.locales, releases=session.releases)
    total = sum(1 for planned in plan.editions if options.asks_for(planned.edition))
    with talk.progress_bar("reading", total, quiet=session.quiet) as bar:

        def report(edition: Edition) -> None:
            if bar is not None:
                bar.update(bar.task_ids[0], advance=1, description=f"read {edition.locale.tag}")

        found = proof_build(
            project,
            plan,
            built,
            shown=_shown(project, built),
            asks_for=options.asks_for,
            draft=draft or pseudo,
            report=report,
        )
    outcome = _outcome(project, found)
    talk.print_report(outcome, output_format)
    count = talk.counted(len(found.editions), "edition")
    right = found.editions and not found.findings
    verdict = "; each has its texts, and nothing else" if right else ""
    talk.say(f"{count} read back{verdict}", quiet=session.quiet)
    for release in dict.fromkeys(edition.release.id for edition in found.unbuilt):
        tags = [edition.locale.tag for edition in found.unbuilt if edition.release.id == release]
        talk.say(f"not built: {release} in {', '.join(tags)}", quiet=session.quiet)
    changes: Sequence[str] = ()
    if sheet is not None:
        changes = _draw(session, project, plan, found, sheet, printed=output_format == "text")
    session.fail_on = Severity(fail_on)
    # Of a part of the languages nobody was promised the others, unless they were asked for.
    asked = session.locales or session.releases or not found.editions
    session.failed = bool(found.unbuilt and asked)
    session.facts = {
        "folder": str(built),
        "editions": [
            {"release": edition.release.id, "locale": edition.locale.tag}
            for edition in found.editions
        ],
        **({"changes": list(changes)} if sheet is not None else {}),
    }
    return found.findings


def _draw(
    session: Session, project: Project, plan: Plan, found: Proof, target: Path, *, printed: bool
) -> tuple[str, ...]:
    """Write the contact sheet, and tell what has changed since the one that stood there."""
    fonts, _ = project_fonts(project, plan, report=lambda line: talk.say(line, quiet=session.quiet))
    earlier = target.read_bytes() if target.is_file() else None
    drawn = contact_sheet(found, fonts, earlier=earlier)
    files = {target.name: drawn.picture}
    if drawn.difference is not None:
        files[f"{target.stem}.changes.png"] = drawn.difference
    for name in write_files(target.parent, files):
        talk.say(f"drawn: {os.path.relpath(target.parent / name)}", quiet=session.quiet)
    if printed:
        for line in drawn.changes:
            click.echo(line)
    return drawn.changes


def _outcome(project: Project, found: Proof) -> Outcome:
    root = project.root.resolve()
    repository = next((at for at in (root, *root.parents) if (at / ".git").exists()), root)
    return Outcome(
        findings=found.findings,
        checked=tuple(dict.fromkeys(edition.locale.tag for edition in found.editions)),
        source=project.house.source,
        project=root.name,
        version=__version__,
        folder="" if root == repository else root.relative_to(repository).as_posix(),
    )


def _shown(project: Project, folder: Path) -> str:
    """The output folder as findings name it: from the project folder, if it is in it."""
    target, root = folder.resolve(), project.root.resolve()
    return target.relative_to(root).as_posix() if target.is_relative_to(root) else str(folder)
