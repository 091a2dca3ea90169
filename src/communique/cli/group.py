"""The group that all commands belong to: how each ends, and what it says of mistakes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NoReturn

import click

from communique import __version__
from communique.cli import talk
from communique.cli.options import Session, project_options
from communique.findings import CommuniqueError, Finding, Severity
from communique.project import write_files
from communique.reports import github_error, json_text

__all__ = ["DEBUG", "command", "main"]

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
            _end(context, error)
        except KeyboardInterrupt:
            talk.print_error(CommuniqueError("the command was interrupted"))
            context.exit(INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            name = f"`{error.filename}`: " if error.filename else ""
            _end(context, CommuniqueError(f"{name}{error.strerror or error}"))
        except click.ClickException as error:
            _annotate(context, CommuniqueError(error.format_message()))
            raise
        except (click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # a mistake of ours, whose inside is for those who ask
            if os.environ.get(DEBUG):
                raise
            message = f"something unexpected happened: `{type(error).__name__}: {error}`"
            hint = f"this is a mistake in the program; set {DEBUG}=1 to see where, and please "
            _end(context, CommuniqueError(message, hint=f"{hint}report it"))


def _end(context: click.Context, error: CommuniqueError) -> NoReturn:
    """Print an error that ends the command, and exit."""
    talk.print_error(error)
    _annotate(context, error)
    context.exit(COMMAND_WRONG)


def _annotate(context: click.Context, error: CommuniqueError) -> None:
    """Tell it to GitHub as well, whose pages do not show what stands on standard error."""
    if context.ensure_object(Session).output_format == "github":
        click.echo(github_error(str(error), error.hint), nl=False)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="communique")
@project_options
def main() -> None:
    """Multilingual press releases from one marked source text.

    Exit codes: 0 done; 1 the content is wrong (findings are printed); 2 the command or the
    project is wrong.
    """


def command(function: Callable[..., tuple[Finding, ...]]) -> Callable[..., None]:
    """Make a command of a function that returns findings; one that is grave exits with 1.

    A command that fails for another reason says so in its session.
    """

    @wraps(function)
    def run(context: click.Context, **options: Any) -> None:
        session = context.ensure_object(Session)
        try:
            findings = function(session, **options)
        except CommuniqueError as error:
            _report(session, context, COMMAND_WRONG, (), {"error": str(error), "hint": error.hint})
            raise
        except click.ClickException as error:
            _report(session, context, COMMAND_WRONG, (), {"error": error.format_message()})
            raise
        grave = {Severity.ERROR, session.fail_on}
        wrong = session.failed or any(finding.severity in grave for finding in findings)
        code = CONTENT_WRONG if wrong else 0
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
    write_files(session.report.parent, {session.report.name: json_text(data).encode()})
