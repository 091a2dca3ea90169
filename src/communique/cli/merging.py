"""The command that git calls to merge catalogues: `merge-po`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from communique import rules
from communique.catalogue import LARGEST, CatalogueFile, MessageKey, merged, read_catalogue
from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, project_options
from communique.findings import Finding, Place
from communique.locales import Locale, LocaleError, locale
from communique.project import write_files

__all__ = ["MERGE_DRIVER", "merge_po"]

MERGE_DRIVER = 'merge.communique.driver "communique merge-po %O %A %B %P"'
"""What `git config` has to be told in each clone."""

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@main.command("merge-po")
@click.argument("base", metavar="BASE", type=_FILE)
@click.argument("ours", metavar="OURS", type=_FILE)
@click.argument("theirs", metavar="THEIRS", type=_FILE)
@click.argument("path", metavar="[PATH]", default="")
@project_options
@command
def merge_po(
    session: Session, *, base: Path, ours: Path, theirs: Path, path: str
) -> tuple[Finding, ...]:
    """Merge two versions of a catalogue, as git's merge driver.

    OURS becomes the merge of OURS and THEIRS, which both come from BASE; PATH is the name of the
    catalogue in the project. No translation is ever put under another source text. A message
    that both sides translate in different ways becomes fuzzy, and the exit code is 1. So it is
    where one of the files is no catalogue; OURS then stays as it is.

    Register it with `git config merge.communique.driver "communique merge-po %O %A %B %P"`, and
    with the line `*.po merge=communique` in `.gitattributes`.
    """
    name = path or ours.as_posix()
    versions: list[CatalogueFile | None] = []
    for file in (base, ours, theirs):
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        if file is base and not content.strip():
            # Both sides have added the file: git gives an empty base.
            versions.append(None)
            continue
        read, findings = read_catalogue(content, path=name, locale=_locale_of(name))
        broken = tuple(finding for finding in findings if finding.rule in _UNREADABLE)
        if read is None or broken or not read.catalogue.headers:
            side = "base" if file is base else "ours" if file is ours else "theirs"
            talk.say(f"{name} cannot be merged: {side} is no sound catalogue", quiet=session.quiet)
            found = broken or findings
            talk.print_findings(found, to_stderr=True)
            return found
        versions.append(read)
    older, our, their = versions
    if our is None or their is None:
        return ()
    result = merged(older, our, their)
    write_files(ours.parent, {ours.name: result.text.encode()})
    findings = tuple(_conflict(name, key, result.text) for key in result.conflicts)
    talk.print_findings(findings, to_stderr=True)
    return findings


_UNREADABLE = frozenset(
    {
        rules.CATALOGUE_SYNTAX,
        rules.CATALOGUE_ENCODING,
        rules.CATALOGUE_DUPLICATE,
    }
)


def _locale_of(path: str) -> Locale:
    """The language by the folder of the catalogue; that of the source for anything else."""
    parts = PurePosixPath(path).parts
    try:
        return locale(parts[-3]) if parts[-2:-1] == ("LC_MESSAGES",) else locale("en")
    except (LocaleError, IndexError):
        return locale("en")


def _conflict(path: str, key: MessageKey, text: str) -> Finding:
    read, _ = read_catalogue(text.encode(), path=path, locale=_locale_of(path))
    message = read.catalogue.current().get(key) if read else None
    return Finding(
        rule=rules.MERGE_CONFLICT,
        message=f"both sides translate `{key[1][:60]}`, each in its own way",
        place=Place(path=path, line=message.translation_line if message else 1),
        hint="ours stands there, fuzzy, and theirs in the comment; choose, and remove both marks",
        locale=read.catalogue.locale if read else "",
    )
