"""The commands of the memory: `memory import`, `export`, `search` and `count`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click

from communique import __version__
from communique.cli import talk
from communique.cli.group import command, main
from communique.cli.options import Session, project_options, selection_options
from communique.findings import Finding
from communique.locales import locale
from communique.memory import (
    Level,
    Match,
    Memory,
    Tally,
    TmxReader,
    Unit,
    fits_tmx,
    open_memory,
    tmx_members,
    written_tmx,
)
from communique.project import Project, memory_path, write_stream
from communique.reports import without_steering

__all__ = ["memory"]

_MOST_TAGS: Final = 12


@main.group()
def memory() -> None:
    """Look into the memory of translations, fill it from elsewhere, and hand it on.

    It stands in locales/memory.sqlite3. `communique update` fills it from the catalogues.
    """


@memory.command("import")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@project_options
@selection_options
@command
def import_tmx(session: Session, *, files: tuple[Path, ...]) -> tuple[Finding, ...]:
    """Take in translations from TMX files, also in .gz and .zip.

    Texts in the languages of the project are taken, or in those named; with `--release`, those
    alone that say they are of this release. Of a file that is broken nothing is taken.
    """
    project = session.project()
    tags = session.locales or project.house.locales
    facts = []
    with open_memory(memory_path(project), create=True) as store:
        for path in files:
            for name, stream in tmx_members(path):
                reader = TmxReader(
                    stream, source_locale=project.house.source, locales=tags, origin=name
                )
                taken: Counter[str] = Counter()
                new = store.add(_counted(reader, session, taken))
                facts.append({"file": name, "units": taken.total(), "new": new})
                click.echo(f"{name}: {talk.counted(taken.total(), 'translation')}, {new} new")
                for line in _left_out(reader.tally):
                    talk.say(f"  {line}", quiet=session.quiet)
    session.facts = {"imported": facts}
    return ()


@memory.command("export")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.tmx",
    help="Where to write it; by default standard output.",
)
@project_options
@selection_options
@command
def export_tmx(session: Session, *, output: Path | None) -> tuple[Finding, ...]:
    """Write what people have approved as TMX 1.4b.

    All languages are in one file; name one language for programs that read no more.
    """
    project = session.project()
    counts: Counter[bool] = Counter()

    def fitting(store: Memory) -> Iterator[Unit]:
        for tag in session.locales or (None,):
            for unit in store.units(locale=tag):
                if unit.approved and _is_of(session, unit):
                    fits = fits_tmx(unit)
                    counts[fits] += 1
                    if fits:
                        yield unit

    with open_memory(memory_path(project)) as store:
        parts = written_tmx(
            fitting(store), source_locale=project.house.source, tool_version=__version__
        )
        if output is None:
            sys.stdout.flush()
            sys.stdout.buffer.writelines(parts)
        else:
            write_stream(output, parts)
            click.echo(str(output))
    talk.say(f"{talk.counted(counts[True], 'translation')} written", quiet=session.quiet)
    if counts[False]:
        talk.say(
            f"{counts[False]} left out: XML cannot hold their characters, or they are too long",
            quiet=session.quiet,
        )
    session.facts = {"exported": counts[True], "left_out": counts[False]}
    return ()


@memory.command("search")
@click.argument("text", metavar="TEXT")
@click.option(
    "--least",
    type=click.IntRange(30, 100),
    default=50,
    show_default=True,
    help="How alike a text has to be, of a hundred.",
)
@project_options
@selection_options
@command
def search(session: Session, *, text: str, least: int) -> tuple[Finding, ...]:
    """Show how texts like TEXT were translated.

    Whole paragraphs and single sentences, the likest first.
    """
    project = session.project()
    found: list[tuple[str, Match]] = []
    with open_memory(memory_path(project)) as store:
        for tag in session.locales or _targets(project):
            matches = [
                match
                for level in Level
                for match in store.similar(
                    text, source_locale=project.house.source, locale=tag, least=least, level=level
                )
                if _is_of(session, match.unit)
            ]
            found += ((tag, match) for match in sorted(matches, key=lambda match: -match.score))
    for tag, match in found:
        click.echo(_shown(tag, match))
    talk.say(f"{talk.counted(len(found), 'translation')} found", quiet=session.quiet)
    session.facts = {
        "found": [
            {
                "locale": tag,
                "score": match.score,
                "source": match.unit.source,
                "translation": match.unit.translation,
                "release": match.unit.release,
                "date": match.unit.date,
                "origin": match.unit.origin,
            }
            for tag, match in found
        ]
    }
    return ()


@memory.command("count")
@project_options
@command
def count(session: Session) -> tuple[Finding, ...]:
    """Say how many translations there are in each language."""
    project = session.project()
    with open_memory(memory_path(project)) as store:
        counts = store.count()
    rows: dict[str, Counter[Level]] = {}
    for (_, tag, level), number in counts.items():
        rows.setdefault(tag, Counter())[level] += number
    for tag, numbers in rows.items():
        paragraphs = talk.counted(numbers[Level.PARAGRAPH], "paragraph")
        click.echo(f"{tag}: {paragraphs}, {talk.counted(numbers[Level.SENTENCE], 'sentence')}")
    session.facts = {
        "counts": {
            tag: {str(level): numbers[level] for level in Level} for tag, numbers in rows.items()
        }
    }
    return ()


def _counted(units: Iterable[Unit], session: Session, taken: Counter[str]) -> Iterator[Unit]:
    """The units of the releases asked for, counted by language."""
    for unit in units:
        if _is_of(session, unit):
            taken[unit.locale] += 1
            yield unit


def _left_out(tally: Tally) -> Iterator[str]:
    """What a file has that was not taken, a line each."""
    for number, why in (
        (tally.without_source, "without a text in the source language"),
        (tally.without_translation, "without a translation in the languages asked for"),
        (tally.empty, "empty"),
        (tally.too_long, "too long"),
    ):
        if number:
            yield f"{number} left out: {why}"
    if tally.others:
        most = sorted(tally.others, key=lambda tag: (-tally.others[tag], tag))[:_MOST_TAGS]
        yield f"other languages there: {', '.join(most)}"


def _targets(project: Project) -> tuple[str, ...]:
    return tuple(tag for tag in project.house.locales if tag != project.house.source)


def _is_of(session: Session, unit: Unit) -> bool:
    """Whether a unit belongs to the releases asked for."""
    return not session.releases or unit.release in session.releases


def _shown(tag: str, match: Match) -> str:
    unit = match.unit
    where = ", ".join(part for part in (unit.release or unit.origin, unit.date) if part)
    native = locale(tag).native_name
    lines = (f"{match.score} % {tag} ({native}) {where}", unit.source, unit.translation)
    return "\n    ".join(without_steering(line) for line in lines)
