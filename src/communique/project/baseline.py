"""The baseline: findings that a project accepts as they are, in a file under version control.

It is for a project that begins to check what has long been there. Nothing that would be unsafe
or missing in print can be accepted; the rules say which can.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from communique import rules
from communique.findings import Finding, Place, fingerprints, in_order
from communique.frozen import Frozen
from communique.project.project import Project, ProjectError
from communique.release import HOUSE_PATH

__all__ = ["Accepted", "Baseline", "accepting", "baseline_text", "house_baseline", "read_baseline"]

_FORMAT: Final = 1
_LONGEST: Final = 60
_HINT: Final = "write it with `communique check --write-baseline`"


class Accepted(Frozen):
    """One finding that is accepted."""

    fingerprint: str
    """Which one."""
    rule: str
    """Id of its rule, for people who read the file."""
    path: str
    """The file in which it stands, for them too."""
    reason: str = ""
    """Why it is accepted; empty where nobody has said so."""


class Baseline(Frozen):
    """A file of accepted findings."""

    path: str
    """The file, for findings about it."""
    accepted: Mapping[str, Accepted]
    """What it accepts, by fingerprint."""
    lines: Mapping[str, int]
    """Line of each fingerprint, counted from 1."""


def read_baseline(content: bytes, *, path: str) -> Baseline:
    """The baseline in a file; raises ProjectError where it is none."""
    try:
        text = content.decode("utf-8")
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProjectError(f"`{path}` is no baseline: {error}", hint=_HINT) from error
    entries = data.get("accepted") if isinstance(data, dict) else None
    if not isinstance(entries, list) or data.get("format") != _FORMAT:
        message = f"`{path}` is no baseline: expected `format` {_FORMAT} and a list `accepted`"
        raise ProjectError(message, hint=_HINT)
    accepted: dict[str, Accepted] = {}
    for entry in entries:
        match entry:
            case {"fingerprint": str(fingerprint), "rule": str(rule), "path": str(of)}:
                reason = entry.get("reason", "")
                accepted[fingerprint] = Accepted(
                    fingerprint=fingerprint,
                    rule=rule,
                    path=of,
                    reason=reason if isinstance(reason, str) else "",
                )
            case _:
                message = f"`{path}` is no baseline: an entry has no `fingerprint`, `rule`, `path`"
                raise ProjectError(message, hint=_HINT)
    lines = {
        name: number
        for number, line in enumerate(text.split("\n"), start=1)
        for name in line.split('"')[3:4]
        if '"fingerprint"' in line
    }
    return Baseline(path=path, accepted=accepted, lines=lines)


def house_baseline(project: Project) -> Baseline | None:
    """The baseline that the house names; None where it names none; raises ProjectError."""
    path = project.house.gate.baseline
    if not path:
        return None
    content = project.read(path)
    if content is None:
        raise ProjectError(
            f"the baseline `{path}` that `{HOUSE_PATH}` names is not there", hint=_HINT
        )
    return read_baseline(content, path=path)


def baseline_text(findings: Sequence[Finding], earlier: Baseline | None = None) -> str:
    """The file that accepts these findings; reasons that an earlier one gives are kept.

    It has no date, and a finding that comes or goes is one entry more or less. Findings that
    nobody can accept are left out.
    """
    reasons = {name: known.reason for name, known in earlier.accepted.items()} if earlier else {}
    entries = [
        {
            "path": finding.place.path,
            "rule": finding.rule.id,
            "fingerprint": fingerprint,
            "excerpt": _excerpt(finding),
            "reason": reasons.get(fingerprint, ""),
        }
        for fingerprint, finding in _named(findings)
        if finding.rule.silenceable
    ]
    entries.sort(key=lambda entry: (entry["path"], entry["rule"], entry["fingerprint"]))
    data = {"format": _FORMAT, "accepted": entries}
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace").decode()


def accepting(
    findings: Sequence[Finding], baseline: Baseline, *, whole: bool = True
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are left, and those that a baseline accepts.

    Among the first are warnings for entries without a finding, if the `whole` project was looked
    at.
    """
    left: list[Finding] = []
    accepted: list[Finding] = []
    unused = dict(baseline.accepted)
    for fingerprint, finding in _named(findings):
        known = finding.rule.silenceable and fingerprint in baseline.accepted
        (accepted if known else left).append(finding)
        if known:
            unused.pop(fingerprint, None)
    if whole:
        left += [_unused(entry, baseline) for entry in unused.values()]
    return tuple(left), tuple(accepted)


def _named(findings: Sequence[Finding]) -> list[tuple[str, Finding]]:
    ordered = in_order(findings)
    return list(zip(fingerprints(ordered), ordered, strict=True))


def _unused(entry: Accepted, baseline: Baseline) -> Finding:
    return Finding(
        rule=rules.BASELINE_UNUSED,
        message=f"the baseline accepts a finding of `{entry.rule}` in `{entry.path}` that is not "
        "there",
        place=Place(path=baseline.path, line=baseline.lines.get(entry.fingerprint)),
        found=entry.fingerprint,
        hint="run `communique check --write-baseline`",
    )


def _excerpt(finding: Finding) -> str:
    """What was found, short enough for one line of a file."""
    text = " ".join((finding.found or finding.message).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
