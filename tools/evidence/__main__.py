"""Gather the evidence: `python -m evidence recall|precision|speed|hostile`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from communique.rules import RULES
from evidence.corpus import SITE
from evidence.ground import REPOSITORY, TAGS
from evidence.hostile import Ordeal, ordeals
from evidence.precision import (
    ALARMS,
    PRECISION,
    Alarm,
    Verdict,
    alarms,
    precision_data,
    read_verdicts,
    written_precision,
)
from evidence.recall import RECALL, clean_findings, recall_data, trials, written_recall
from evidence.speed import SPEED, per_message, profile, race, speed_data, written_speed


def main(arguments: Sequence[str]) -> int:
    """Run one kind of evidence; gives the exit code."""
    parser = argparse.ArgumentParser(prog="evidence", description=__doc__)
    commands = parser.add_subparsers(required=True)

    recall = commands.add_parser("recall", help="plant faults and see which are found")
    recall.add_argument("--locale", nargs="*", default=TAGS, choices=TAGS, metavar="TAG")
    recall.add_argument("--rule", nargs="*", default=(), metavar="RULE")
    recall.add_argument("--missed", action="store_true", help="list faults that were not found")
    recall.add_argument("--extra", action="store_true", help="list what was found besides")
    recall.add_argument("--write", action="store_true", help=f"write {RECALL}")
    recall.set_defaults(run=_recall)

    precision = commands.add_parser("precision", help="count alarms in real translations")
    precision.add_argument("folder", type=Path, help="a corpus: <locale>/*.po")
    precision.add_argument("--site", default=SITE, help="where relative links of the corpus lead")
    precision.add_argument("--raw", action="store_true", help="leave HTML as it is")
    precision.add_argument("--list", nargs="*", metavar="RULE", help="list alarms of these rules")
    precision.add_argument("--locale", nargs="*", default=(), metavar="TAG")
    precision.add_argument("--write", action="store_true", help=f"write {PRECISION}")
    precision.set_defaults(run=_precision)

    speed = commands.add_parser("speed", help="race against pofilter on one core")
    speed.add_argument("folder", type=Path, help="a corpus: <locale>/*.po")
    speed.add_argument("--site", default=SITE, help="where relative links of the corpus lead")
    speed.add_argument("--pofilter", default="pofilter", help="the program of Translate Toolkit")
    speed.add_argument("--runs", type=int, default=3)
    speed.add_argument("--profile", action="store_true", help="show where our time goes instead")
    speed.add_argument("--write", action="store_true", help=f"write {SPEED}")
    speed.set_defaults(run=_speed)

    hostile = commands.add_parser("hostile", help="time texts that are made to take long")
    hostile.add_argument("--length", type=int, default=1_900)
    hostile.add_argument("--locale", nargs="*", default=("fr", "ar", "zh"), metavar="TAG")
    hostile.add_argument("--limit", type=float, default=15)
    hostile.set_defaults(run=_hostile)

    options = parser.parse_args(arguments)
    return int(options.run(options))


def _recall(options: argparse.Namespace) -> int:
    for finding in clean_findings(options.locale):
        print(f"not clean: {finding.locale} {finding}\n    {finding.found}")
    if options.write:
        (REPOSITORY / RECALL).parent.mkdir(exist_ok=True)
        (REPOSITORY / RECALL).write_text(written_recall(recall_data()), "utf-8")
        return 0
    planted: Counter[tuple[str, str]] = Counter()
    caught: Counter[tuple[str, str]] = Counter()
    extra: Counter[tuple[str, str]] = Counter()
    for trial in trials(options.locale, rules=options.rule):
        fault = trial.fault
        key = (" or ".join(fault.kind.rules), fault.kind.name)
        planted[key] += 1
        caught[key] += bool(trial.caught)
        extra[key] += bool(trial.extra)
        shown = f"{fault.file.tag} {fault.file.domain} · {fault.kind.name}: {fault.wrong}"
        if options.missed and not trial.caught:
            print(f"missed  {shown}")
            for finding in trial.extra:
                print(f"    found {finding.rule.id}: {finding.message}")
        elif options.extra and trial.extra:
            print(f"besides {shown}")
            for finding in (*trial.caught[:1], *trial.extra):
                print(f"    {finding.rule.id}: {finding.message}")
    for key in sorted(planted):
        percent = 100 * caught[key] / planted[key]
        besides = 100 * extra[key] / planted[key]
        print(f"{key[0]:30} {key[1]:50} {planted[key]:5} {percent:6.1f} % {besides:6.1f} % extra")
    return 0


def _precision(options: argparse.Namespace) -> int:
    verdicts = read_verdicts(REPOSITORY / ALARMS)
    if options.write:
        (REPOSITORY / PRECISION).parent.mkdir(exist_ok=True)
        data = precision_data(options.folder, verdicts, site=options.site)
        (REPOSITORY / PRECISION).write_text(written_precision(data), "utf-8")
        return 0
    segments = 0
    counts: Counter[str] = Counter()
    concerned: dict[str, set[tuple[str, int]]] = {}
    known = {verdict.key: verdict for verdict in verdicts}
    for file, raised in alarms(options.folder, raw=options.raw, site=options.site):
        if options.locale and file.locale.tag not in options.locale:
            continue
        segments += len(file.template)
        for alarm in raised:
            rule = alarm.finding.rule.id
            counts[rule] += 1
            concerned.setdefault(rule, set()).add((alarm.file, alarm.segment))
            if options.list is not None and (not options.list or rule in options.list):
                print(_shown(alarm, known.get(alarm.key)))
    print(f"{segments} segments")
    for rule, count in counts.most_common():
        severity = RULES[rule].severity
        share = 100 * len(concerned[rule]) / segments
        print(f"{rule:24} {severity:8} {count:6} alarms {share:7.3f} in 100 segments")
    return 0


def _shown(alarm: Alarm, verdict: Verdict | None) -> str:
    """An alarm with all that is needed to judge it."""
    finding = alarm.finding
    judged = f" [{'real' if verdict.real else 'false'}: {verdict.reason}]" if verdict else ""
    return "\n".join(
        [
            f"{finding.rule.id} · {alarm.file}:{finding.place.line} · segment {alarm.segment}"
            f"{judged}",
            f"  {finding.message}  ⟨{alarm.found}⟩",
            f"  < {finding.source_text}",
            f"  > {finding.translation}",
        ]
    )


def _speed(options: argparse.Namespace) -> int:
    if options.profile:
        print(profile(options.folder, site=options.site))
        print(f"{per_message(options.folder, site=options.site):.0f} µs a message")
        return 0
    races = race(options.folder, options.pofilter, runs=options.runs, site=options.site)
    if options.write:
        (REPOSITORY / SPEED).parent.mkdir(exist_ok=True)
        (REPOSITORY / SPEED).write_text(written_speed(speed_data(races)), "utf-8")
    for one in races:
        ours, theirs = one.median("ours"), one.median("pofilter")
        print(
            f"{one.tag:5} {one.messages:6} messages, ours {ours:7.2f} s, pofilter {theirs:7.2f} s, "
            f"ratio {one.ratio:5.1f}; {one.megabytes['ours']:.0f} and "
            f"{one.megabytes['pofilter']:.0f} MB"
        )
    return 0


def _hostile(options: argparse.Namespace) -> int:
    slow = 0
    slowest: dict[str, Ordeal] = {}
    for ordeal in ordeals(options.length, tags=tuple(options.locale)):
        if ordeal.ratio > options.limit:
            slow += 1
            print(
                f"{ordeal.family}: {ordeal.unit!r} in {ordeal.tag}, {ordeal.place}: "
                f"{ordeal.short:.4f} s, {ordeal.long:.3f} s, × {ordeal.ratio:.0f}"
            )
        if ordeal.long > (slowest[ordeal.family].long if ordeal.family in slowest else 0):
            slowest[ordeal.family] = ordeal
    for family, ordeal in slowest.items():
        print(
            f"slowest of {family}: {ordeal.unit!r} in {ordeal.tag}, {ordeal.place}: "
            f"{ordeal.long:.3f} s for {10 * options.length} letters, × {ordeal.ratio:.1f}"
        )
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
