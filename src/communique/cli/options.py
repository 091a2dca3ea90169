"""Options that commands share, and the selection of a project's parts by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click

from communique.findings import Finding, Severity
from communique.frozen import replace
from communique.locales import PSEUDO_LOCALES, LocaleError, locale
from communique.project import Project, ProjectError, find_project, is_release, load_project
from communique.release import HOUSE_DOMAIN, release_id

__all__ = ["Session", "format_option", "project_options", "selection_options"]

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(slots=True, kw_only=True)
class Session:
    """What one call of the command was told, and what it has to report."""

    folder: Path | None = None
    """The project folder asked for; None for the one the user stands in."""
    quiet: bool = False
    """Whether only results and errors are printed."""
    report: Path | None = None
    """Where the report of the run goes, as JSON; None for nowhere."""
    locales: tuple[str, ...] = ()
    """Languages asked for; empty for all."""
    releases: tuple[str, ...] = ()
    """Releases asked for; empty for all."""
    facts: dict[str, object] = field(default_factory=dict)
    """What the report says besides the findings."""
    findings: tuple[Finding, ...] = ()
    """What the report lists."""
    fail_on: Severity = Severity.ERROR
    """The least grave finding that makes the command fail."""
    failed: bool = False
    """Whether the command fails whatever the findings are."""
    output_format: str = ""
    """How the result is to be printed; empty for a command that has one way alone."""

    def project(self, *, pseudo: bool = False) -> Project:
        """The project, with the selection checked against it; raises ProjectError.

        `pseudo` says that the command knows what to do with a pseudo-locale.
        """
        if self.folder is not None and not self.folder.is_dir():
            raise ProjectError(f"`{self.folder}` is no folder", hint="name one with `--project`")
        project = load_project(find_project(self.folder or Path.cwd()))
        known = set(project.house.locales)
        for tag in self.locales:
            if tag in PSEUDO_LOCALES:
                if pseudo:
                    continue
                raise ProjectError(
                    f"`{tag}` is a pseudo-locale: it shows how a layout takes other languages, "
                    "and is not translated, checked or published",
                    hint=f"`communique build --locale {tag}` makes its pages",
                )
            if tag not in known:
                raise ProjectError(
                    f"the project has no language `{tag}`",
                    hint=f"its languages are {', '.join(project.house.locales)}",
                )
        broken = {Path(finding.place.path).stem for finding in project.findings}
        for identifier in self.releases:
            if identifier not in broken:
                project.release(identifier)
        if not self.releases:
            return project
        others = {
            finding
            for finding in project.findings
            if is_release(finding.place.path)
            and release_id(finding.place.path) not in self.releases
        }
        findings = tuple(finding for finding in project.findings if finding not in others)
        return replace(project, findings=findings)

    def asks_for_pseudo_locales(self) -> bool:
        """Whether pages that nobody reads are asked for, and no others; raises ProjectError."""
        pseudo = [tag for tag in self.locales if tag in PSEUDO_LOCALES]
        if pseudo and len(pseudo) < len(self.locales):
            raise ProjectError(
                f"`{pseudo[0]}` is a pseudo-locale, and does not go together with languages",
                hint=f"ask for `--locale {pseudo[0]}` by itself",
            )
        return bool(pseudo)

    def domains(self, project: Project) -> tuple[str, ...]:
        """The gettext domains selected; the house goes with every release."""
        selected = [domain for domain in project.domains() if domain in self.releases]
        return (HOUSE_DOMAIN, *selected) if self.releases else tuple(project.domains())


def project_options(command: Command) -> Command:
    """`--project`, `--quiet` and `--report`, which every command has."""
    for option in (
        click.option(
            "--report",
            type=click.Path(path_type=Path, dir_okay=False),
            callback=_remember("report"),
            expose_value=False,
            help="Write a report of the run to FILE, as JSON.",
            metavar="FILE",
        ),
        click.option(
            "--quiet",
            "-q",
            is_flag=True,
            callback=_remember("quiet"),
            expose_value=False,
            help="Print results and errors only.",
        ),
        click.option(
            "--project",
            type=click.Path(path_type=Path),
            callback=_remember("folder"),
            expose_value=False,
            help="The project folder; by default the one you stand in.",
            metavar="DIR",
        ),
    ):
        command = option(command)
    return command


def selection_options(command: Command) -> Command:
    """`--locale` and `--release`, both repeatable."""
    for option in (
        click.option(
            "--release",
            "-r",
            multiple=True,
            callback=_remember("releases"),
            expose_value=False,
            help="Only this release; repeatable.",
            metavar="ID",
        ),
        click.option(
            "--locale",
            "-l",
            multiple=True,
            callback=_remember("locales"),
            expose_value=False,
            help="Only this language, by its BCP 47 tag; repeatable.",
            metavar="TAG",
        ),
    ):
        command = option(command)
    return command


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`, with the formats that a command knows; the first is the default."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        is_eager=True,
        callback=_remember_format,
        help="How to print the result.",
    )


def _remember_format(context: click.Context, _parameter: click.Parameter, value: str) -> str:
    context.ensure_object(Session).output_format = value
    return value


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def remember(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        session = context.ensure_object(Session)
        if value not in (None, False, ()):
            if name == "locales":
                _check_tags(value)
            setattr(session, name, value)

    return remember


def _check_tags(tags: tuple[str, ...]) -> None:
    for tag in tags:
        try:
            locale(tag)
        except LocaleError as error:
            raise click.BadParameter(str(error)) from error
