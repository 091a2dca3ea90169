"""Precision: how often the rules speak up in real translations, and how often they are right."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

from communique.findings import Finding
from communique.project.consistency import consistency_findings
from communique.rules import RULES
from evidence.corpus import SITE, CorpusFile, corpus_files

__all__ = [
    "ALARMS",
    "PRECISION",
    "Alarm",
    "PrecisionData",
    "PrecisionRow",
    "Verdict",
    "alarms",
    "precision_data",
    "read_verdicts",
    "written_precision",
    "written_verdicts",
]

PRECISION: Final = Path("docs/evidence/precision.json")
"""Where the committed table stands, relative to the repository."""
ALARMS: Final = Path("docs/evidence/alarms.toml")
"""Where the alarms that a person has read stand, relative to the repository."""
_SHOWN: Final = 40


class PrecisionRow(TypedDict):
    """A rule: for each language its alarms and the texts that have any, and what was read."""

    rule: str
    severity: str
    languages: dict[str, tuple[int, int]]
    read: int
    real: int


class PrecisionData(TypedDict):
    """The committed table, with the number of texts in each language."""

    segments: dict[str, int]
    rules: list[PrecisionRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One finding in a corpus."""

    file: str
    """The file, relative to the folder of the corpus."""
    segment: int
    """Which message of the file, counted from 1."""
    tag: str
    """The language."""
    finding: Finding
    """What the rule says."""

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What tells it from other alarms: file, segment, rule, what was found."""
        return self.file, self.segment, self.finding.rule.id, self.found

    @property
    def found(self) -> str:
        """What was found, or what is missing, cut short."""
        finding = self.finding
        named = (finding.found, finding.expected)
        whole = (finding.translation, finding.source_text, "")
        text = next((piece for piece in named if piece not in whole), finding.message)
        text = " ".join(text.split())
        return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person says of an alarm after reading it."""

    file: str
    """The file, relative to the folder of the corpus."""
    segment: int
    """Which message of the file, counted from 1."""
    rule: str
    """Id of the rule."""
    found: str
    """What the rule found, cut short."""
    real: bool
    """Whether the text is at fault, and not the rule."""
    reason: str
    """Why, in a few words."""

    @property
    def key(self) -> tuple[str, int, str, str]:
        """The alarm that it judges."""
        return self.file, self.segment, self.rule, self.found


def alarms(
    folder: Path, *, raw: bool = False, site: str = SITE
) -> Iterator[tuple[CorpusFile, list[Alarm]]]:
    """Every file of a corpus with what the rules find in it.

    All files of a language are one project: texts that stand in several are held against each
    other.
    """
    by_language: dict[str, list[CorpusFile]] = {}
    for file in corpus_files(folder, raw=raw, site=site):
        by_language.setdefault(file.locale.tag, []).append(file)
    for files in by_language.values():
        catalogues = [file.checked() for file in files]
        findings = {
            file.path: list(checked.found) for file, checked in zip(files, catalogues, strict=True)
        }
        for finding in consistency_findings(catalogues):
            findings[finding.place.path].append(finding)
        for file in files:
            yield file, list(_alarms(file, findings[file.path]))


def _alarms(file: CorpusFile, findings: Iterable[Finding]) -> Iterator[Alarm]:
    for finding in findings:
        yield Alarm(
            file=file.path,
            segment=file.numbers.get(finding.subject, 0),
            tag=file.locale.tag,
            finding=finding,
        )


def precision_data(folder: Path, verdicts: Iterable[Verdict], *, site: str = SITE) -> PrecisionData:
    """Segments of each language; rule by rule and language by language, alarms and segments."""
    segments: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    concerned: dict[tuple[str, str], set[tuple[str, int]]] = {}
    standing: set[tuple[str, int, str, str]] = set()
    for file, raised in alarms(folder, site=site):
        segments[file.locale.tag] += len(file.template)
        for alarm in raised:
            key = (alarm.finding.rule.id, alarm.tag)
            found[key] += 1
            concerned.setdefault(key, set()).add((alarm.file, alarm.segment))
            standing.add(alarm.key)
    read = [verdict for verdict in verdicts if verdict.key in standing]
    rows: list[PrecisionRow] = []
    for rule in RULES.values():
        cells = {
            tag: (found[rule.id, tag], len(concerned[rule.id, tag]))
            for tag in segments
            if found[rule.id, tag]
        }
        if cells or rule.id in _judged():
            judged = [verdict for verdict in read if verdict.rule == rule.id]
            rows.append(
                {
                    "rule": rule.id,
                    "severity": str(rule.severity),
                    "languages": cells,
                    "read": len(judged),
                    "real": sum(verdict.real for verdict in judged),
                }
            )
    return {"segments": dict(segments), "rules": rows}


def written_precision(data: PrecisionData) -> str:
    """The committed form of the table: a line for each rule."""
    rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in data["rules"])
    return f'{{\n "segments": {json.dumps(data["segments"])},\n "rules": [\n  {rows}\n ]\n}}\n'


def read_verdicts(path: Path) -> list[Verdict]:
    """The alarms that a person has read; none where there is no such file."""
    if not path.exists():
        return []
    return [Verdict(**entry) for entry in tomllib.loads(path.read_text("utf-8"))["alarm"]]


def written_verdicts(verdicts: Iterable[Verdict]) -> str:
    """The committed form of the verdicts."""
    entries = [
        "\n".join(
            [
                "[[alarm]]",
                *(
                    f"{name} = {json.dumps(getattr(verdict, name), ensure_ascii=False)}"
                    for name in ("file", "segment", "rule", "found", "real", "reason")
                ),
            ]
        )
        for verdict in sorted(verdicts, key=lambda verdict: (verdict.rule, verdict.key))
    ]
    return _HEAD + "\n\n".join(entries) + "\n"


_HEAD: Final = """\
# Alarms in real press releases that a person has read, each with a verdict: is the text at fault
# (real = true), or the rule? Segments are the messages of the file, counted from 1.

"""


def _judged() -> frozenset[str]:
    """The rules that look at translations, which are those with an example of one."""
    return frozenset(
        rule.id for rule in RULES.values() if any(example.locale for example in rule.examples)
    )
