"""The command that builds."""

from __future__ import annotations

import os
from pathlib import Path

import click

from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, project_options, selection_options
from communique.edition import Edition
from communique.executors import EXECUTORS, ExecutorName
from communique.findings import Finding, has_errors, in_order
from communique.frozen import replace
from communique.project import (
    BuildOptions,
    build_editions,
    plan_editions,
    plan_pseudo_editions,
    project_fonts,
    unmarked_texts,
    write_build,
)

__all__ = ["build"]


@main.command()
@project_options
@selection_options
@click.option("--draft", is_flag=True, help="Build what may not go out too, into draft/, marked.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to build; by default build/ in the project.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many PDF files to lay out at once; by default one a processor.",
)
@click.option("--executor", type=click.Choice(EXECUTORS), default="processes", show_default=True)
@click.option(
    "--proof",
    is_flag=True,
    help="Read back what is made, as `communique proof` does, and withhold what is not right.",
)
@click.option("--prune", is_flag=True, help="Remove files of earlier builds that are in none now.")
@command
def build(
    session: Session,
    *,
    draft: bool,
    output: Path | None,
    jobs: int | None,
    executor: ExecutorName,
    proof: bool,
    prune: bool,
) -> tuple[Finding, ...]:
    """Build every complete edition as a page and a PDF.

    With them come lists of the releases in each language, and a manifest of all files.
    """
    from communique.pdf import check_libraries

    project = session.project(pseudo=True)
    pseudo = session.asks_for_pseudo_locales()
    plan = plan_pseudo_editions(project) if pseudo else plan_editions(project)
    folder = output or project.root / "build"
    folder = folder / "pseudo" if pseudo else folder / "draft" if draft else folder
    if not plan.editions and has_errors(plan.findings):
        talk.print_findings(plan.findings, to_stderr=True)
        talk.say(f"nothing is built; {os.path.relpath(folder)} is as it was", quiet=session.quiet)
        return plan.findings
    check_libraries()
    fonts, plan = project_fonts(
        project, plan, report=lambda line: talk.say(line, quiet=session.quiet)
    )
    options = BuildOptions(
        locales=session.locales,
        releases=session.releases,
        draft=draft or pseudo,
        executor=executor,
        workers=jobs or os.cpu_count() or 1,
        proof=proof,
    )
    total = sum(1 for planned in plan.editions if options.asks_for(planned.edition))
    with talk.progress_bar("building", total, quiet=session.quiet) as bar:

        def report(edition: Edition) -> None:
            if bar is not None:
                bar.update(bar.task_ids[0], advance=1, description=f"built {edition.locale.tag}")

        result = build_editions(project, plan, fonts, options, report=report)
    blockers = {finding for planned in plan.editions for finding in planned.blockers}
    withheld = {finding for planned in result.withheld for finding in planned.blockers}
    # A slip in one file must not take away all that other files have brought out.
    unsafe = has_errors(set(result.findings) - blockers - withheld)
    if prune and unsafe:
        talk.say("nothing is removed while a release or a list of releases cannot be built")
    kept = write_build(folder, result, plan.inputs, fonts, prune=prune and not unsafe)
    if pseudo:
        unmarked = unmarked_texts(project, result.editions)
        result = replace(result, findings=in_order({*result.findings, *unmarked}))
    talk.print_findings(result.findings, to_stderr=True)
    _tell_build(session, folder, result.editions, kept)
    for planned in result.withheld:
        edition = planned.edition
        talk.say(f"withheld: {edition.release.id} in {edition.locale.tag}")
    session.facts = {
        "output": str(folder),
        "editions": [_named(edition) for edition in result.editions],
        "withheld": [_named(planned.edition) for planned in result.withheld],
        "kept": list(kept),
    }
    session.findings = result.findings
    # What keeps an edition from going out does not keep a draft from being built.
    return in_order(set(result.findings) - blockers) if draft else result.findings


def _named(edition: Edition) -> dict[str, str]:
    return {"release": edition.release.id, "locale": edition.locale.tag}


def _tell_build(
    session: Session, folder: Path, editions: tuple[Edition, ...], kept: tuple[str, ...]
) -> None:
    where = os.path.relpath(folder)
    talk.say(
        f"{talk.counted(len(editions), 'edition')} in {where}: "
        + (", ".join(dict.fromkeys(edition.locale.tag for edition in editions)) or "none"),
        quiet=session.quiet,
    )
    if kept:
        talk.say(
            f"{talk.counted(len(kept), 'file')} of an earlier build still stand there and are in "
            "no edition now; `communique build --prune` removes them",
            quiet=session.quiet,
        )
