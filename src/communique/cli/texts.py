"""The commands that lay down texts: `init`, `new` and `import`."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Mapping
from pathlib import Path

import click

from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.merging import MERGE_DRIVER
from communique.cli.options import Session, project_options
from communique.findings import Finding, has_errors
from communique.importing import import_plain_text
from communique.newsroom import new_release, project_files
from communique.project import ProjectError, write_files
from communique.release import read_release

__all__ = ["import_release", "init", "new", "today"]


@main.command()
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default="."
)
@project_options
@command
def init(session: Session, *, folder: Path) -> tuple[Finding, ...]:
    """Lay down a new project in DIR that builds at once."""
    files = project_files(today())
    for name in (".gitattributes", ".gitignore"):
        if (folder / name).exists():
            del files[name]
    _refuse_to_overwrite(folder, files)
    write_files(folder, files)
    for path in files:
        click.echo(os.path.relpath(folder / path))
    talk.say("fill in release/house.toml, then run `communique build`", quiet=session.quiet)
    talk.say(f"under git, let it merge catalogues: git config {MERGE_DRIVER}", quiet=session.quiet)
    return ()


@main.command()
@click.argument("identifier", metavar="ID")
@project_options
@command
def new(session: Session, *, identifier: str) -> tuple[Finding, ...]:
    """Write release/ID.md from a skeleton.

    An ID that begins with a date, `2018-05-25-summit`, dates the release.
    """
    project = session.project()
    path = f"release/{identifier}.md"
    files = {path: new_release(identifier, project.house, today()).encode()}
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
@command
def import_release(session: Session, *, file: Path, output: Path | None) -> tuple[Finding, ...]:
    """Make a marked release of a plain text.

    Every guess is named, with its line, so that a person can confirm it.
    """
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


def today() -> datetime.date:
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
