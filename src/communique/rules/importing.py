"""Rules of imported texts."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = ["IMPORT_UNSURE"]

IMPORT_UNSURE: Final = Rule(
    id="import-unsure",
    severity=Severity.WARNING,
    claim="what was recognised in an imported text is confirmed by a person",
    reason="A plain text does not say what is a title, a city or a fact; the import has guessed. "
    "Read the release beside the original and mend what is wrong.",
    examples=(
        Example(
            wrong="an imported release that nobody has read",
            right="the same, read against the original",
        ),
    ),
)
