"""The commands that check: `check`, `explain`, `silence` and `status`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from communique import __version__
from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, format_option, project_options, selection_options
from communique.findings import Finding, Severity, in_order
from communique.project import (
    Baseline,
    Demands,
    Project,
    ProjectError,
    Review,
    baseline_text,
    changes_since,
    differences,
    house_baseline,
    progress_of,
    read_baseline,
    review_project,
    safe_fixes,
    silenced_catalogue,
    write_files,
)
from communique.reports import (
    FORMATS,
    STATUS_FORMATS,
    Outcome,
    aside,
    explained,
    step_summary,
    verdict,
)
from communique.rules import RULES

__all__ = ["check", "explain", "silence", "status"]

_STEP_SUMMARY: Final = "GITHUB_STEP_SUMMARY"
_FILE: Final = click.Path(path_type=Path, dir_okay=False)
_output_option = click.option(
    "--output",
    "-o",
    type=_FILE,
    metavar="FILE",
    help="Where to write the result; by default standard output.",
)


@main.command()
@project_options
@selection_options
@format_option(*FORMATS)
@_output_option
@click.option(
    "--also",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write the result in another format as well; repeatable.",
)
@click.option(
    "--fail-on",
    type=click.Choice([Severity.ERROR.value, Severity.WARNING.value]),
    help="The least that makes the check fail; by default what the house says, or error.",
)
@click.option(
    "--require",
    multiple=True,
    metavar="TAGS",
    help="Languages that must be complete, with commas between them; the others need not be.",
)
@click.option(
    "--coverage",
    multiple=True,
    metavar="[TAG=]N",
    help="How many messages of a hundred must be translated, in all languages or in one; "
    "repeatable.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Tell only what has been touched since this revision of git, or since the work went apart "
    "from it: what others did there meanwhile is left out.",
)
@click.option(
    "--baseline",
    "baseline_file",
    type=_FILE,
    metavar="FILE",
    help="Findings that are accepted; by default the file that the house names.",
)
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Write that file anew, so that it accepts all that is found now and can be accepted.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="First mend what needs no translator: spaces, hard spaces and quotation marks.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Show what `--fix` would change, as a diff, and neither change nor check anything; exits "
    "with 1 if there is any.",
)
@command
def check(
    session: Session,
    *,
    output_format: str,
    output: Path | None,
    also: tuple[str, ...],
    fail_on: str | None,
    require: tuple[str, ...],
    coverage: tuple[str, ...],
    since: str | None,
    baseline_file: Path | None,
    write_baseline: bool,
    fix: bool,
    diff: bool,
) -> tuple[Finding, ...]:
    """Find what is missing, stale or wrong.

    This is the job for continuous integration; it exits with 1 where there is an error.
    """
    files = _files(session, output_format, output, also)
    if write_baseline and (since is not None or session.locales or session.releases):
        raise ProjectError(
            "a baseline is of the whole project",
            hint="leave out `--since`, `--locale` and `--release`",
        )
    project = session.project()
    domains = session.domains(project)
    demands = _demands(project, fail_on, require, coverage)
    if fix or diff:
        fixed = safe_fixes(project, domains, session.locales)
        if diff:
            click.echo(differences(project, fixed).encode(), nl=False)
            session.failed = bool(fixed.files)
            session.facts = {"to_mend": sorted(fixed.files)}
            return ()
        for path in write_files(project.root, fixed.files):
            talk.say(f"mended {path}", quiet=session.quiet)
    changes = None if since is None else changes_since(project, since)
    written = _written_baseline(session, project, baseline_file) if write_baseline else None
    baseline = written or _baseline(project, baseline_file)
    review = review_project(
        project, domains, session.locales, demands=demands, baseline=baseline, changes=changes
    )
    outcome = _outcome(session, project, review)
    _tell(session, outcome, output_format, files, printed=output is None)
    session.fail_on = demands.fail_on
    session.facts = {
        "domains": list(domains),
        "locales": list(session.locales),
        "silenced": outcome.silenced,
        "accepted": outcome.accepted,
    }
    return review.findings


@main.command()
@click.argument("rule", metavar="RULE", type=click.Choice(sorted(RULES)))
@project_options
@command
def explain(_session: Session, *, rule: str) -> tuple[Finding, ...]:
    """Say what a rule is for, with wrong and right examples."""
    click.echo(explained(RULES[rule]), nl=False)
    return ()


@main.command()
@click.argument("rule", metavar="RULE", type=click.Choice(sorted(RULES)))
@click.argument("place", metavar="PATH:LINE")
@click.option("--reason", required=True, metavar="TEXT", help="Why the finding is accepted.")
@project_options
@command
def silence(session: Session, *, rule: str, place: str, reason: str) -> tuple[Finding, ...]:
    """Accept a finding in one message, in a comment of its catalogue.

    PATH:LINE is the place that the finding names. The comment holds until the source text of the
    message changes.
    """
    project = session.project()
    path, comment, content = silenced_catalogue(project, rule, _place(project, place), reason)
    write_files(project.root, {path: content})
    click.echo(path)
    talk.say(f"# {comment}", quiet=session.quiet)
    return ()


@main.command()
@project_options
@selection_options
@format_option(*STATUS_FORMATS)
@_output_option
@command
def status(session: Session, *, output_format: str, output: Path | None) -> tuple[Finding, ...]:
    """Show how far each catalogue has come.

    What is still to do is counted in words of the source.
    """
    project = session.project()
    rows = progress_of(project, session.domains(project), session.locales)
    if output is None:
        talk.print_status(rows, output_format)
    else:
        write_files(output.parent, {output.name: STATUS_FORMATS[output_format](rows).encode()})
    talk.print_findings(in_order(project.findings), to_stderr=True)
    session.facts = {"status": [talk.progress_data(row) for row in rows]}
    return project.findings


def _place(project: Project, place: str) -> str:
    """A place in the project, also where a forge has named it from the root of the repository."""
    path, colon, line = place.partition(":")
    if (project.root / path).exists() or not Path(path).exists():
        return place
    return f"{_shown(project, Path(path))}{colon}{line}"


def _demands(
    project: Project, fail_on: str | None, require: tuple[str, ...], coverage: tuple[str, ...]
) -> Demands:
    """What the house asks for, or what was asked for in its place."""
    house = Demands.of(project.house)
    tags = [tag.strip() for named in require for tag in named.split(",") if tag.strip()]
    shares = dict(_share(text) for text in coverage)
    for tag in (*tags, *(tag for tag in shares if tag != "default")):
        if tag not in project.house.locales:
            raise ProjectError(
                f"the project has no language `{tag}`",
                hint=f"its languages are {', '.join(project.house.locales)}",
            )
    # A share for all languages takes the place of all that the house says.
    kept = {} if "default" in shares else dict(house.coverage)
    return Demands(
        fail_on=Severity(fail_on) if fail_on else house.fail_on,
        require=tuple(tags) if require else house.require,
        coverage={**kept, **shares},
    )


def _share(text: str) -> tuple[str, int]:
    tag, _, number = text.rpartition("=")
    if not number.isdecimal() or int(number) > 100:
        raise click.BadParameter(
            f"`{text}` is no share, expected 0 to 100, or `ga=80`", param_hint="'--coverage'"
        )
    return tag.strip() or "default", int(number)


def _baseline(project: Project, file: Path | None) -> Baseline | None:
    if file is None:
        return house_baseline(project)
    try:
        return read_baseline(file.read_bytes(), path=_shown(project, file))
    except FileNotFoundError as error:
        raise ProjectError(
            f"the baseline `{file}` is not there",
            hint="write it with `communique check --write-baseline`",
        ) from error


def _written_baseline(session: Session, project: Project, file: Path | None) -> Baseline:
    """Write the baseline that accepts what is found now, and read it."""
    named = project.house.gate.baseline
    if file is None and not named:
        raise ProjectError(
            "there is no name for a baseline",
            hint="name it with `--baseline FILE`, or as `baseline` under `[check]` in "
            "`release/house.toml`",
        )
    target = file or project.root / named
    path = _shown(project, target)
    earlier = read_baseline(target.read_bytes(), path=path) if target.exists() else None
    review = review_project(project, session.domains(project), ())
    content = baseline_text(review.findings, earlier).encode()
    write_files(target.parent, {target.name: content})
    baseline = read_baseline(content, path=path)
    talk.say(
        f"{talk.counted(len(baseline.accepted), 'finding')} accepted in {path}",
        quiet=session.quiet,
    )
    return baseline


def _shown(project: Project, file: Path) -> str:
    """A file as findings name it: from the project folder, if it is in it."""
    target = file.resolve()
    root = project.root.resolve()
    return target.relative_to(root).as_posix() if target.is_relative_to(root) else str(file)


def _files(
    session: Session, output_format: str, output: Path | None, also: tuple[str, ...]
) -> dict[Path, str]:
    """The files to write and their formats; no two of them may be one."""
    files = {output: output_format} if output else {}
    taken = {os.path.realpath(path) for path in (output, session.report) if path}
    for text in also:
        known, _, name = text.partition("=")
        if known not in FORMATS or not name:
            raise click.BadParameter(
                f"`{text}` is no format and file, expected one like `sarif=check.sarif`; the "
                f"formats are {', '.join(FORMATS)}",
                param_hint="'--also'",
            )
        if os.path.realpath(name) in taken:
            raise click.BadParameter(
                f"`{name}` is named twice, and the second would overwrite the first",
                param_hint="'--also'",
            )
        taken.add(os.path.realpath(name))
        files[Path(name)] = known
    return files


def _outcome(session: Session, project: Project, review: Review) -> Outcome:
    tags = [tag for tag in project.house.locales if tag != project.house.source]
    root = project.root.resolve()
    repository = next((at for at in (root, *root.parents) if (at / ".git").exists()), root)
    return Outcome(
        findings=review.findings,
        silenced=len(review.silenced),
        accepted=len(review.accepted),
        coverage=review.progress,
        checked=tuple(tag for tag in tags if not session.locales or tag in session.locales),
        source=project.house.source,
        project=root.name,
        version=__version__,
        folder="" if root == repository else root.relative_to(repository).as_posix(),
        silenced_by_locale=Counter(finding.locale for finding in review.silenced),
    )


def _tell(
    session: Session,
    outcome: Outcome,
    output_format: str,
    files: Mapping[Path, str],
    *,
    printed: bool,
) -> None:
    """Write the files that were asked for, and then print; a reader may close standard output."""
    for path, known in files.items():
        write_files(path.parent, {path.name: FORMATS[known](outcome).encode()})
    if printed:
        talk.print_report(outcome, output_format)
    if not outcome.findings:
        put_aside = aside(outcome)
        nothing = f"{verdict(outcome)}; {put_aside}" if put_aside else "nothing to find fault with"
        talk.say(nothing, quiet=session.quiet)
    summary = os.environ.get(_STEP_SUMMARY)
    if output_format == "github" and summary:
        target = Path(summary)
        before = target.read_bytes() if target.exists() else b""
        write_files(target.parent, {target.name: before + step_summary(outcome).encode()})
