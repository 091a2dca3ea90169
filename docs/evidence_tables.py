"""The tables of `explanation/evidence.md` and `memory.md`, from what was measured and committed."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from communique.rules import RULES

__all__ = ["EVIDENCE_PARTS"]

_DATA: Final = Path(__file__).resolve().parent / "evidence"
_GOALS: Final = {"error": ("1", "98 %"), "warning": ("3", "90 %"), "info": ("", "")}


def _precision() -> str:
    data = _read("precision.json")
    segments = data["segments"]
    total = sum(segments.values())
    rows = []
    for row in data["rules"]:
        alarms = sum(cell[0] for cell in row["languages"].values())
        concerned = sum(cell[1] for cell in row["languages"].values())
        read, real = row["read"], row["real"]
        rows.append(
            [
                f"`{row['rule']}`",
                row["severity"],
                str(alarms),
                _per_hundred(alarms, total),
                _per_hundred(concerned, total),
                _GOALS[row["severity"]][0],
                str(read) if read else "",
                str(real) if read else "",
            ]
        )
    head = ["rule", "severity", "alarms", "in 100 texts", "texts with any, in 100"]
    head += ["goal: under", "read by hand", "real faults"]
    return f"{total} texts in {len(segments)} languages.\n\n{_table(head, rows)}"


def _precision_languages() -> str:
    data = _read("precision.json")
    segments = data["segments"]
    rows = [["texts", *(str(count) for count in segments.values())]]
    rows += [
        [
            f"`{row['rule']}`",
            *(
                _per_hundred(row["languages"].get(tag, [0])[0], count)
                for tag, count in segments.items()
            ),
        ]
        for row in data["rules"]
        if row["languages"]
    ]
    return _table(["alarms in 100 texts", *segments], rows)


def _verdicts() -> str:
    entries = tomllib.loads((_DATA / "alarms.toml").read_text("utf-8"))["alarm"]
    rows = []
    for rule, read in sorted(Counter(entry["rule"] for entry in entries).items()):
        of_rule = [entry for entry in entries if entry["rule"] == rule]
        real = sum(entry["real"] for entry in of_rule)
        reasons = Counter(entry["reason"] for entry in of_rule if not entry["real"])
        named = "; ".join(f"{reason} ({count})" for reason, count in reasons.most_common(4))
        rows.append([f"`{rule}`", str(read), str(real), str(read - real), named])
    real = sum(entry["real"] for entry in entries)
    rows.append(["all", str(len(entries)), str(real), str(len(entries) - real), ""])
    return _table(["rule", "read", "real faults", "false alarms", "why those are false"], rows)


def _recall() -> str:
    rows = []
    for row in _read("recall.json")["kinds"]:
        planted, caught, besides = (
            sum(cell[at] for cell in row["languages"].values()) for at in range(3)
        )
        severity = RULES[row["rule"]].severity
        rows.append(
            [
                " or ".join(f"`{rule}`" for rule in row["rules"]),
                row["kind"],
                str(len(row["languages"])),
                str(planted),
                f"{100 * caught / planted:.1f} %",
                _GOALS[severity][1] if row["claimed"] else "",
                f"{100 * besides / planted:.1f} %",
            ]
        )
    head = ["rule", "fault", "languages", "planted", "caught", "goal", "something else besides"]
    return _table(head, rows)


def _speed() -> str:
    data = _read("speed.json")
    rows = [
        [
            row["locale"],
            str(row["messages"]),
            f"{row['seconds']['ours']:.2f}",
            f"{row['seconds']['pofilter']:.2f}",
            f"{row['messages'] / row['seconds']['ours']:.0f}",
            f"{row['messages'] / row['seconds']['pofilter']:.0f}",
            f"{row['seconds']['pofilter'] / row['seconds']['ours']:.1f}",
            f"{row['megabytes']['ours']} and {row['megabytes']['pofilter']}",
        ]
        for row in data["languages"]
    ]
    head = ["", "texts", "communique, seconds", "pofilter, seconds", "communique, texts a second"]
    head += ["pofilter, texts a second", "times as fast", "megabytes"]
    return _table(head, rows)


_SOURCES: Final = {"en": "English", "zh": "Chinese"}
_ASKED: Final = {
    "equal": "that is there",
    "changed": "that is there with other words in it",
    "new": "that is not there",
}


def _memory() -> str:
    data = _read("memory.json")
    rows: list[list[str]] = []

    def row(name: str, tell: Callable[[Any], str]) -> None:
        rows.append([name, *(tell(data[source]) for source in _SOURCES)])

    def times(name: str, pick: Callable[[Any], Any]) -> None:
        # A tenth of a millisecond is too coarse for what takes a thirtieth.
        row(name, lambda of: " · ".join(f"{pick(of)[key]:.3g}" for key in _TIMES))

    row("segments", lambda of: f"{of['segments']:,}")
    row("characters a segment", lambda of: f"{of['characters_a_segment']:.0f}")
    row("put in, segments a second", lambda of: f"{of['import']['segments_a_second']:,}")
    row("bytes a segment", lambda of: f"{of['bytes_a_segment']:,}")
    small = next(iter(data.values()))["small_addition"]["units"]
    row(f"{small} more put in", lambda of: f"{of['small_addition']['milliseconds']:.0f} ms")
    for kind, words in _ASKED.items():
        if kind in data["en"]["exact"]:
            times(f"the same as a text {words}", lambda of, kind=kind: of["exact"][kind])
    for least in data["en"]["similar"]:
        for kind, words in _ASKED.items():
            times(
                f"{least} % like a text {words}",
                lambda of, kind=kind, least=least: of["similar"][least][kind],
            )
    for least in data["en"]["recall"]:
        for key, words in (("best", "best matches"), ("five", "of the best five")):
            row(
                f"{words} found, {least} % alike",
                lambda of, key=key, least=least: (
                    f"{of['recall'][least][f'{key}_found']} of {of['recall'][least][key]}"
                ),
            )
    head = ["milliseconds: median · 95 of 100 · longest", *_SOURCES.values()]
    return _table(head, rows)


_TIMES: Final = ("median", "p95", "worst")


def _read(name: str) -> Any:
    return json.loads((_DATA / name).read_text("utf-8"))


def _per_hundred(count: int, total: int) -> str:
    return f"{100 * count / total:.2f}" if count else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


EVIDENCE_PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "evidence-precision": _precision,
    "evidence-precision-languages": _precision_languages,
    "evidence-verdicts": _verdicts,
    "evidence-recall": _recall,
    "evidence-speed": _speed,
    "evidence-memory": _memory,
}
"""The parts that the page has, by name."""
