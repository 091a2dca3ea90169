"""The commands, one function each."""

from __future__ import annotations

import datetime
import json
import os
import time
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import click

from communique import __version__
from communique.cli import talk
from communique.cli.options import Session, format_option, project_options, selection_options
from communique.edition import Edition
from communique.executors import EXECUTORS, ExecutorName
from communique.findings import CommuniqueError, Finding, has_errors, in_order
from communique.importing import import_plain_text
from communique.newsroom import new_release, project_files
from communique.project import (
    MANIFEST,
    BuildOptions,
    CatalogueChanges,
    ProjectError,
    build_editions,
    check_project,
    extract_catalogues,
    kept_of,
    manifest_text,
    plan_editions,
    progress_of,
    read_manifest,
    remove_files,
    update_catalogues,
    write_files,
)
from communique.release import read_release
from communique.rules import RULES

__all__ = ["main"]

DEBUG = "COMMUNIQUE_DEBUG"
"""Environment variable that shows the inside of a mistake in the program."""
CONTENT_WRONG = 1
COMMAND_WRONG = 2
INTERRUPTED = 130


class _Commands(click.Group):
    """Prints every error of ours as a sentence, never as a traceback, and exits with 2."""

    def invoke(self, context: click.Context) -> Any:
        talk.spell_out_what_cannot_be_shown()
        try:
            return super().invoke(context)
        except CommuniqueError as error:
            talk.print_error(error)
            context.exit(COMMAND_WRONG)
        except KeyboardInterrupt:
            talk.print_error(CommuniqueError("the command was interrupted"))
            context.exit(INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            name = f"`{error.filename}`: " if error.filename else ""
            talk.print_error(CommuniqueError(f"{name}{error.strerror or error}"))
            context.exit(COMMAND_WRONG)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # a mistake of ours, whose inside is for those who ask
            if os.environ.get(DEBUG):
                raise
            talk.print_error(
                CommuniqueError(
                    f"something unexpected happened: `{type(error).__name__}: {error}`",
                    hint=f"this is a mistake in the program; set {DEBUG}=1 to see where, and "
                    "please report it",
                )
            )
            context.exit(COMMAND_WRONG)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="communique")
@project_options
def main() -> None:
    """Multilingual press releases from one marked source text.

    Exit codes: 0 done; 1 the content is wrong (findings are printed); 2 the command or the
    project is wrong.
    """


def _command(function: Callable[..., tuple[Finding, ...]]) -> Callable[..., None]:
    """A command that returns findings: reports them, and exits with 1 if any is an error."""

    @wraps(function)
    def run(context: click.Context, **options: Any) -> None:
        session = context.ensure_object(Session)
        try:
            findings = function(session, **options)
        except CommuniqueError as error:
            _report(session, context, COMMAND_WRONG, (), {"error": str(error), "hint": error.hint})
            raise
        code = CONTENT_WRONG if has_errors(findings) else 0
        _report(session, context, code, session.findings or findings, session.facts)
        context.exit(code)

    return click.pass_context(run)


def _report(
    session: Session,
    context: click.Context,
    code: int,
    findings: tuple[Finding, ...],
    facts: Mapping[str, object],
) -> None:
    """Write the report that was asked for, also when the command fails: an old one would lie."""
    if session.report is None:
        return
    data = {
        "communique": __version__,
        "command": context.command.name,
        "exit_code": code,
        **facts,
        "findings": talk.findings_data(findings),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_files(session.report.parent, {session.report.name: text.encode()})


@main.command()
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default="."
)
@project_options
@_command
def init(session: Session, *, folder: Path) -> tuple[Finding, ...]:
    """Lay down a new project in DIR that builds at once."""
    files = project_files(_today())
    if (folder / ".gitignore").exists():
        del files[".gitignore"]
    _refuse_to_overwrite(folder, files)
    write_files(folder, files)
    for path in files:
        click.echo(os.path.relpath(folder / path))
    talk.say("fill in release/house.toml, then run `communique build`", quiet=session.quiet)
    return ()


@main.command()
@click.argument("identifier", metavar="ID")
@project_options
@_command
def new(session: Session, *, identifier: str) -> tuple[Finding, ...]:
    """Write release/ID.md from a skeleton; an ID may begin with a date."""
    project = session.project()
    path = f"release/{identifier}.md"
    files = {path: new_release(identifier, project.house, _today()).encode()}
    _refuse_to_overwrite(project.root, files)
    if "/" in identifier or "\\" in identifier:
        raise ProjectError(f"`{identifier}` is no id: it names a folder")
    _, findings = read_release(files[path], path=path, house=project.house)
    if not has_errors(findings):
        write_files(project.root, files)
        click.echo(path)
    talk.print_findings(findings, to_stderr=True)
    return findings


@main.command("import")
@click.argument(
    "file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="OUT.md",
    help="Where to write it; by default release/<date>-<title>.md. `-` is stdout.",
)
@project_options
@_command
def import_release(session: Session, *, file: Path, output: Path | None) -> tuple[Finding, ...]:
    """Make a marked release of a plain text, and name every guess."""
    project = session.project()
    imported = import_plain_text(file.read_bytes(), path=file.as_posix(), house=project.house)
    if imported.text and output == Path("-"):
        click.echo(imported.text, nl=False)
    elif imported.text:
        target = output or project.root / "release" / f"{imported.identifier}.md"
        _refuse_to_overwrite(target.parent, {target.name: b""})
        write_files(target.parent, {target.name: imported.text.encode()})
        click.echo(os.path.relpath(target))
    talk.print_findings(imported.findings, to_stderr=True)
    session.facts = {
        "release": imported.identifier,
        "left_out": [{"line": piece.line, "text": piece.text} for piece in imported.left_out],
    }
    return imported.findings


def _today() -> datetime.date:
    """The day of SOURCE_DATE_EPOCH if it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = int(epoch) if epoch else time.time()
        return datetime.datetime.fromtimestamp(now, tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ProjectError(
            f"`SOURCE_DATE_EPOCH` is `{epoch}`, expected a number of seconds since 1970"
        ) from error


def _refuse_to_overwrite(folder: Path, files: Mapping[str, bytes]) -> None:
    for path in files:
        if (folder / path).exists():
            raise ProjectError(
                f"`{os.path.relpath(folder / path)}` is there already",
                hint="nothing was written; choose another name or folder",
            )


@main.command()
@project_options
@selection_options
@_command
def extract(session: Session) -> tuple[Finding, ...]:
    """Write the template catalogues: release texts and page templates to locales/*.pot."""
    project = session.project()
    changes = extract_catalogues(project, session.domains(project))
    written = write_files(project.root, changes.files)
    return _told(session, project.findings, changes, written)


@main.command()
@project_options
@selection_options
@_command
def update(session: Session) -> tuple[Finding, ...]:
    """Extract, then bring every catalogue up to date; no translation is lost."""
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
@_command
def check(session: Session, *, output_format: str, explain: str | None) -> tuple[Finding, ...]:
    """Find what is missing, stale or wrong; the job for continuous integration."""
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
@_command
def status(session: Session, *, output_format: str) -> tuple[Finding, ...]:
    """Show how far each catalogue has come, and the words that are still to do."""
    project = session.project()
    rows = progress_of(project, session.domains(project), session.locales)
    if output_format == "json":
        talk.print_json([talk.progress_data(row) for row in rows])
    else:
        talk.print_progress_table(rows)
    talk.print_findings(in_order(project.findings), to_stderr=True)
    session.facts = {"status": [talk.progress_data(row) for row in rows]}
    return project.findings


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
@click.option("--prune", is_flag=True, help="Remove files of earlier builds that are in none now.")
@_command
def build(
    session: Session,
    *,
    draft: bool,
    output: Path | None,
    jobs: int | None,
    executor: ExecutorName,
    prune: bool,
) -> tuple[Finding, ...]:
    """Build every complete edition as a page and a PDF, with indexes and a manifest."""
    from communique.fonts import prepare_fonts
    from communique.pdf import check_libraries

    project = session.project()
    plan = plan_editions(project)
    folder = output or project.root / "build"
    folder = folder / "draft" if draft else folder
    if not plan.editions and has_errors(plan.findings):
        talk.print_findings(plan.findings, to_stderr=True)
        talk.say(f"nothing is built; {os.path.relpath(folder)} is as it was", quiet=session.quiet)
        return plan.findings
    check_libraries()
    fonts = prepare_fonts(report=lambda line: talk.say(line, quiet=session.quiet))
    options = BuildOptions(
        locales=session.locales,
        releases=session.releases,
        draft=draft,
        executor=executor,
        workers=jobs or os.cpu_count() or 1,
    )
    total = sum(1 for planned in plan.editions if options.asks_for(planned.edition))
    with talk.progress_bar("building", total, quiet=session.quiet) as bar:

        def report(edition: Edition) -> None:
            if bar is not None:
                bar.update(bar.task_ids[0], advance=1, description=f"built {edition.locale.tag}")

        result = build_editions(project, plan, fonts, options, report=report)
    blockers = {finding for planned in plan.editions for finding in planned.blockers}
    withheld = {finding for planned in result.withheld for finding in planned.blockers}
    text = manifest_text(result, inputs=plan.inputs, fonts=fonts, earlier=read_manifest(folder))
    files = {artefact.path: artefact.content for artefact in result.artefacts}
    write_files(folder, {**files, MANIFEST: text.encode()})
    kept = kept_of(text)
    if prune and has_errors(set(result.findings) - blockers - withheld):
        # A slip in one file must not take away all that other files have brought out.
        talk.say("nothing is removed while a release or a list of releases cannot be built")
        prune = False
    if prune:
        remove_files(folder, kept)
        pruned = json.loads(text) | {"kept": []}
        write_files(
            folder, {MANIFEST: (json.dumps(pruned, ensure_ascii=False, indent=1) + "\n").encode()}
        )
    talk.print_findings(result.findings, to_stderr=True)
    _tell_build(session, folder, result.editions, kept if not prune else ())
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
