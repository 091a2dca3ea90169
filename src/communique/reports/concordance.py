"""The matrix of a release's editions, for people, tables and programs."""

from __future__ import annotations

from collections.abc import Sequence

from communique.check import Row
from communique.project import ReleaseConcordance
from communique.reports.data import json_text
from communique.reports.letters import without_steering
from communique.reports.outcome import counted

__all__ = ["concordance_json", "concordance_markdown", "concordance_text"]

_SHORT = 60


def concordance_text(compared: Sequence[ReleaseConcordance]) -> str:
    """By message, a line for each trait: how many editions agree, and which do not."""
    lines: list[str] = []
    for release in compared:
        lines += [f"{release.release}: {len(release.locales)} editions beside the source", ""]
        for message in release.messages:
            rows = [row for row in release.concordance.rows if row.key == message.key]
            lines += [message.place] if rows else []
            for row in rows:
                lines += _row_lines(row)
        odd = len(release.findings)
        lines += ["", f"{counted(odd, 'place')} where one edition stands alone", ""]
    return "\n".join(map(without_steering, lines)).rstrip("\n") + "\n" if lines else ""


def _row_lines(row: Row) -> list[str]:
    agreeing = _compared(row) - len(row.odd)
    what = f"  {_shortened(_source(row))}" if _source(row) else ""
    return [
        f"    {row.trait:<10}  {agreeing:>2} of {_compared(row)} agree{what}",
        *(f"        {tag}: {_shortened(row.cells[tag]) or '–'}" for tag in sorted(row.odd)),
    ]


def concordance_markdown(compared: Sequence[ReleaseConcordance]) -> str:
    """The whole matrix as a table a release: messages down, languages across."""
    parts = []
    for release in compared:
        places = {message.key: message.place for message in release.messages}
        tags = list(dict.fromkeys(tag for row in release.concordance.rows for tag in row.cells))
        lines = [
            f"## {release.release}",
            "",
            f"| message | trait | {' | '.join(tags)} |",
            "|" + " --- |" * (len(tags) + 2),
        ]
        for row in release.concordance.rows:
            cells = [_cell(row, tag) for tag in tags]
            lines.append(f"| {_plain(places[row.key])} | {row.trait} | {' | '.join(cells)} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def concordance_json(compared: Sequence[ReleaseConcordance]) -> str:
    """The whole matrix for a program."""
    data = [
        {
            "release": release.release,
            "locales": list(release.locales),
            "rows": [
                {
                    "context": row.key[0],
                    "source": row.key[1],
                    "trait": str(row.trait),
                    "cells": dict(row.cells),
                    "odd": sorted(row.odd),
                }
                for row in release.concordance.rows
            ],
        }
        for release in compared
    ]
    return json_text(data)


def _compared(row: Row) -> int:
    return len(row.cells) - (1 if row.source in row.cells else 0)


def _source(row: Row) -> str:
    if row.source in row.cells:
        return row.cells[row.source]
    # Shares of an expected length have nothing in common that could be shown.
    return ""


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _cell(row: Row, tag: str) -> str:
    text = _plain(row.cells.get(tag, ""))
    return f"**{text or '–'}**" if tag in row.odd else text


def _plain(text: str) -> str:
    """A text in a cell, where nothing is markup."""
    shown = without_steering(text)
    for mark in "\\|*_`<>[]":
        shown = shown.replace(mark, f"\\{mark}")
    return shown
