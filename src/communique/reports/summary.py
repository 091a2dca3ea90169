"""What a check has come to as Markdown, for the page of a job or a comment on a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from communique.findings import Finding, Severity
from communique.reports.letters import (
    source_of,
    telling,
    with_names_of_the_invisible,
    without_steering,
)
from communique.reports.outcome import (
    Group,
    Outcome,
    aside,
    done,
    grouped,
    verdict,
)

__all__ = ["MOST_BYTES", "coded", "plain", "step_summary"]

MOST_BYTES: Final = 1024 * 1024
"""How much GitHub takes as the summary of a step, as UTF-8; it shows nothing of what is longer."""

_ROOM_FOR_THE_END: Final = 400
# Whatever could be markup, HTML, a formula, a mention, an emoji or an address.
_MARKUP: Final = re.compile(r"[&<>`*_\[\]{}\\|~#@:!$^]|www", re.IGNORECASE)


def step_summary(outcome: Outcome) -> str:
    """The findings by language, each language to be opened, and a table of all.

    Paths are those of the repository. What does not fit into the room that GitHub has is counted.
    """
    groups = grouped(outcome.findings)
    lines = ["## communique check", "", _opening(outcome), ""]
    if outcome.findings:
        lines += [*_table(outcome, groups), ""]
    size = sum(len(line.encode()) + 1 for line in lines)
    told = 0
    for group in groups:
        opening, *rows = _section(outcome, group)
        closing = "\n</details>\n"
        size += len(opening.encode()) + len(closing.encode()) + 2
        if size + _ROOM_FOR_THE_END > MOST_BYTES:
            break
        lines.append(opening)
        for row in rows:
            size += len(row.encode()) + 1
            if size + _ROOM_FOR_THE_END > MOST_BYTES:
                break
            lines.append(row)
            told += 1
        lines.append(closing)
    untold = sum(len(group.findings) for group in groups) - told
    if untold:
        lines.append(f"{untold} more do not fit here; the log of this step has all of them.")
    return "\n".join(lines).rstrip("\n") + "\n"


def plain(text: str) -> str:
    """A text as Markdown in which nothing of it is markup, on one line."""
    return _MARKUP.sub(
        lambda match: "".join(f"&#{ord(letter)};" for letter in match[0]), without_steering(text)
    )


def coded(sentence: str) -> str:
    """The same for a sentence of ours, with what stands in backquotes set as code."""
    pieces = without_steering(sentence).split("`")
    if len(pieces) % 2 == 0:
        return plain(sentence)
    return "".join(
        f"<code>{plain(piece)}</code>" if number % 2 else plain(piece)
        for number, piece in enumerate(pieces)
    )


def _opening(outcome: Outcome) -> str:
    number = len(outcome.checked)
    languages = f" in {number} languages" if number > 1 else ""
    end = f" ({aside(outcome)})" if aside(outcome) else ""
    found = verdict(outcome)
    return f"**{found[:1].upper()}{found[1:]}**{languages}{end}."


def _table(outcome: Outcome, groups: Sequence[Group]) -> Iterator[str]:
    head = ["language", "errors", "warnings", "infos"]
    head += ["translated overall"] if outcome.coverage else []
    head += ["silenced"] if outcome.silenced_by_locale else []
    yield f"| {' | '.join(head)} |"
    yield f"| --- {'| ---: ' * (len(head) - 1)}|"
    for group in groups:
        cells = [group.name, *(str(group.count(severity) or "") for severity in Severity)]
        if outcome.coverage:
            share = done(outcome.coverage, group.locale)
            cells.append("" if share is None else f"{share} %")
        if outcome.silenced_by_locale:
            cells.append(str(outcome.silenced_by_locale.get(group.locale) or ""))
        yield f"| {' | '.join(cells)} |"


def _section(outcome: Outcome, group: Group) -> Iterator[str]:
    """The beginning of what can be opened, and a row for each finding."""
    yield (
        f"<details><summary>{group.name}: {group.tally}</summary>\n\n"
        "| | what is wrong | where |\n| --- | --- | --- |"
    )
    for found in group.findings:
        yield _row(outcome.in_repository(found.finding), found.locales)


def _row(finding: Finding, locales: Sequence[str]) -> str:
    words = [coded(finding.message)]
    words += [
        f"{label}: <code>{plain(with_names_of_the_invisible(piece))}</code>"
        for label, piece in telling(finding)
    ]
    words += [coded(finding.hint)] if finding.hint else []
    places = [_place(str(finding.place))]
    places += [_place(source_of(finding))] if finding.source_place else []
    places += [f"in {', '.join(locales)}"] if len(locales) > 1 else []
    what = f"**{finding.severity}** {finding.rule.id}"
    return f"| {what} | {'<br>'.join(words)} | {'<br>'.join(places)} |"


def _place(place: str) -> str:
    """A place as findings write it: the path and numbers as code, then the role."""
    path, gap, role = place.partition("  (")
    return f"<code>{plain(path)}</code>" + (f" ({plain(role)}" if gap else "")
