"""Recall: which of the planted faults are found, and what is found besides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypedDict

from communique.findings import Finding
from communique.rules import RULES
from evidence.faults import SEED, Fault, faults
from evidence.ground import TAGS, File, files_of, findings_in
from evidence.kinds import KINDS

__all__ = [
    "RECALL",
    "RecallData",
    "RecallRow",
    "Trial",
    "clean_findings",
    "recall_data",
    "trials",
    "written_recall",
]

RECALL: Final = Path("docs/evidence/recall.json")
"""Where the committed table stands, relative to the repository."""


class RecallRow(TypedDict):
    """A kind of fault: for each language how many were planted, caught, not alone."""

    rule: str
    rules: tuple[str, ...]
    kind: str
    claimed: bool
    languages: dict[str, list[int]]


class RecallData(TypedDict):
    """The committed table."""

    seed: int
    kinds: list[RecallRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A planted fault and what the check says of it."""

    fault: Fault
    """The fault."""
    caught: tuple[Finding, ...]
    """Findings of the rule that claims to catch it, at the message it was planted in."""
    extra: tuple[Finding, ...]
    """All other findings that the clean catalogue does not have, second ones included."""


def trials(tags: Iterable[str] = TAGS, *, rules: Sequence[str] = ()) -> Iterator[Trial]:
    """Plant and check every fault, of the rules that exist."""
    for tag in tags:
        for kind in KINDS:
            claimed = [rule for rule in kind.rules if rule in RULES]
            if claimed and (not rules or set(claimed) & set(rules)):
                for fault in faults(tag, kind):
                    yield _trial(fault)


def clean_findings(tags: Iterable[str] = TAGS) -> Iterator[Finding]:
    """What is found in the clean catalogues: nothing, or the catalogues are not clean."""
    for tag in tags:
        for file in files_of(tag):
            yield from _findings_of(file)


def recall_data(tags: Iterable[str] = TAGS) -> RecallData:
    """Kind by kind and language by language: planted, caught, found besides."""
    rows: dict[str, RecallRow] = {}
    for trial in trials(tags):
        kind = trial.fault.kind
        row = rows.setdefault(
            kind.name,
            RecallRow(
                rule=kind.rules[0],
                rules=kind.rules,
                kind=kind.name,
                claimed=kind.claimed,
                languages={},
            ),
        )
        cell = row["languages"].setdefault(trial.fault.file.tag, [0, 0, 0])
        cell[0] += 1
        cell[1] += bool(trial.caught)
        cell[2] += bool(trial.extra)
    order = list(RULES)
    return {"seed": SEED, "kinds": sorted(rows.values(), key=lambda row: order.index(row["rule"]))}


def written_recall(data: RecallData) -> str:
    """The committed form of the table: a line for each kind."""
    rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in data["kinds"])
    return f'{{\n "seed": {data["seed"]},\n "kinds": [\n  {rows}\n ]\n}}\n'


def _trial(fault: Fault) -> Trial:
    known = {_key(finding) for finding in _findings_of(fault.file)}
    found = [
        finding
        for finding in findings_in(fault.file, fault.content, among=fault.among)
        if _key(finding) not in known
    ]
    caught = [finding for finding in found if _answers(finding, fault)]
    others = [finding for finding in found if finding not in caught]
    return Trial(fault=fault, caught=tuple(caught), extra=(*others, *caught[1:]))


def _answers(finding: Finding, fault: Fault) -> bool:
    line = finding.place.line
    in_place = fault.lines is None or line in fault.lines
    return finding.rule.id in fault.kind.rules and in_place


@lru_cache(maxsize=256)
def _clean(tag: str, domain: str) -> tuple[Finding, ...]:
    (file,) = (file for file in files_of(tag) if file.domain == domain)
    return findings_in(file, file.content)


def _findings_of(file: File) -> tuple[Finding, ...]:
    return _clean(file.tag, file.domain)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule.id, finding.subject, finding.found
