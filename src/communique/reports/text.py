"""Findings and progress for people at a terminal, or in the log of a job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.findings import Finding, Place, Severity
from communique.project import Progress
from communique.reports.letters import (
    source_of,
    telling,
    with_names_of_the_invisible,
    without_steering,
)
from communique.reports.outcome import (
    Group,
    Outcome,
    Shared,
    aside,
    counted,
    done,
    grouped,
    shared,
    tally,
    verdict,
)

__all__ = ["SEVERITY_STYLES", "findings_text", "status_table", "text_report"]

SEVERITY_STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFO: "bold cyan",
}
"""How a severity is set where there is colour."""
_WIDTH_OF_FILES: Final = 200


def text_report(outcome: Outcome, *, colour: bool = False, width: int | None = None) -> str:
    """What a check has come to: the findings by language, a table, and a line of totals.

    Where nothing is left to tell it is empty; `width` is that of the terminal, in columns.
    """
    groups = grouped(outcome.findings)
    if not groups:
        return ""
    console = _console(colour=colour, width=width)
    for group in groups:
        if len(groups) > 1 or group.locale:
            heading = f"{group.name}: {group.tally}"
            console.print(Text.assemble((heading, "bold underline" if colour else "")))
            console.print()
        _print_findings(console, group.findings)
    for line in _guide(outcome.findings):
        console.print(Text(line, style="dim" if colour else ""))
    console.print()
    if len(groups) > 1 or (groups[0].locale and outcome.coverage):
        console.print(_summary(outcome, groups))
        console.print()
    for line in _totals(outcome, groups):
        console.print(line)
    return _printed(console)


def findings_text(findings: Iterable[Finding], *, colour: bool = False) -> str:
    """Findings one after the other, in the order given, and how many there are.

    What several languages have in common, such as a mistake in a page template, is told once.
    """
    console = _console(colour=colour)
    together = shared(findings)
    _print_findings(console, together)
    if together:
        console.print(tally(found.finding for found in together))
    return _printed(console)


def status_table(
    rows: Sequence[Progress], *, colour: bool = False, width: int | None = None
) -> str:
    """How far each catalogue has come, one table a domain."""
    console = _console(colour=colour, width=width)
    for domain in dict.fromkeys(row.domain for row in rows):
        table = Table(title=domain, title_justify="left", title_style="bold", box=None)
        table.add_column("locale")
        for name in ("translated", "fuzzy", "missing", "stale", "words to do"):
            table.add_column(name, justify="right")
        table.add_column("")
        for row in rows:
            if row.domain == domain:
                _add_progress(table, row)
        console.print(table)
        console.print()
    return _printed(console)


def _add_progress(table: Table, row: Progress) -> None:
    complete = row.translated == row.messages and not row.broken
    remark = f"{row.wrong} wrong" if row.wrong else "" if complete else "incomplete"
    table.add_row(
        row.locale,
        f"{row.translated}/{row.messages}",
        *(str(number or "") for number in (row.fuzzy, row.missing, row.stale)),
        str(row.words_to_do or ""),
        "cannot be read" if row.broken else remark,
        style="" if complete else "bold",
    )


def _console(*, colour: bool, width: int | None = None) -> Console:
    # Lines are as long as they are: a terminal wraps them, a log and a search keep them whole.
    return Console(
        file=StringIO(),
        highlight=False,
        soft_wrap=True,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        width=width or _WIDTH_OF_FILES,
    )


def _printed(console: Console) -> str:
    assert isinstance(console.file, StringIO)  # noqa: S101 - `_console` has made it so
    return "".join(f"{line.rstrip(' ')}\n" for line in console.file.getvalue().splitlines())


def _print_findings(console: Console, findings: Iterable[Shared]) -> None:
    for found in findings:
        for line in _lines(found):
            console.print(line)
        console.print()


def _lines(shared: Shared) -> Iterator[Text]:
    finding = shared.finding
    yield Text.assemble(
        (str(finding.severity), SEVERITY_STYLES[finding.severity]),
        f": {without_steering(finding.message)} ",
        (f"[{finding.rule.id}]", "dim"),
    )
    # The path of a catalogue says which language is meant.
    tags = [tag for tag in shared.locales if not _names(finding.place, tag)]
    of = f"  (in {', '.join(tags)})" if tags else ""
    yield Text(without_steering(f"  --> {finding.place}{of}"), style="cyan")
    if finding.source_place:
        yield Text(without_steering(f"  ::: {source_of(finding)}"), style="cyan")
    for label, piece in telling(finding):
        named = with_names_of_the_invisible(piece)
        yield Text.assemble((label, "bold"), without_steering(f": `{named}`"))
    if finding.hint:
        yield Text.assemble(("hint", "bold"), without_steering(f": {finding.hint}"))


def _names(place: Place, tag: str) -> bool:
    return f"/{tag.replace('-', '_')}/" in place.path


def _guide(findings: Sequence[Finding]) -> Iterator[str]:
    """What the signs mean, and which commands help, for whoever sees this for the first time."""
    source = any(finding.source_place for finding in findings)
    signs = "--> is where to mend it" + (", ::: the text that is translated" if source else "")
    yield f"{signs}; `communique explain RULE` tells why"
    if any(finding.rule.silenceable and finding.subject for finding in findings):
        yield "`communique silence RULE PATH:LINE --reason TEXT` accepts what is right as it is"


def _summary(outcome: Outcome, groups: Sequence[Group]) -> Table:
    """A row for each language with something to tell; what is clean is told in the totals."""
    counts = {group.locale: [group.count(severity) for severity in Severity] for group in groups}
    table = Table(box=None, pad_edge=False)
    columns = ["errors", "warnings"]
    columns += ["infos"] if any(row[2] for row in counts.values()) else []
    columns += ["translated overall"] if outcome.coverage else []
    columns += ["silenced"] if outcome.silenced_by_locale else []
    table.add_column("locale")
    for name in columns:
        table.add_column(name, justify="right")
    for tag, (errors, warnings, infos) in counts.items():
        share = done(outcome.coverage, tag)
        cells = {
            "errors": str(errors or ""),
            "warnings": str(warnings or ""),
            "infos": str(infos or ""),
            "translated overall": "" if share is None else f"{share} %",
            "silenced": str(outcome.silenced_by_locale.get(tag) or ""),
        }
        table.add_row(tag or "source", *(cells[name] for name in columns))
    return table


def _totals(outcome: Outcome, groups: Sequence[Group]) -> Iterator[str]:
    """The last lines: which languages are clean, and `2 errors, 1 warning; 3 silenced`."""
    found_in = {group.locale for group in groups}
    clean = [tag for tag in outcome.checked if tag not in found_in]
    if clean and len(outcome.checked) > 1:
        yield f"nothing found in {counted(len(clean), 'language')}: {', '.join(clean)}"
    yield "; ".join(filter(None, (verdict(outcome), aside(outcome))))
