"""Rules of the facts in a translation."""

from __future__ import annotations

from typing import Final

from communique.findings import Example, Rule, Severity

__all__ = ["FACT_MISSING", "FACT_REPEATED", "FACT_UNKNOWN"]

FACT_MISSING: Final = Rule(
    id="fact-missing",
    severity=Severity.ERROR,
    claim="a translation has every fact of its source",
    reason="A number, date or address would be missing from the edition, or would stay as it is "
    "when it changes in the source. Put the fact, braces and all, where the value belongs.",
    examples=(
        Example(
            locale="fr",
            source="{agencies} agencies",
            wrong="des agences",
            right="{agencies} agences",
        ),
        Example(
            locale="el",
            source="in {established}",
            wrong="πέρυσι",
            right="τον {established}",
        ),
        Example(
            locale="ar",
            source="{agencies} agencies",
            wrong="وكالات",
            right="{agencies} وكالات",
        ),
        Example(
            locale="zh",
            source="{agencies} agencies",
            wrong="各机构",
            right="{agencies}个机构",
        ),
    ),
)

FACT_UNKNOWN: Final = Rule(
    id="fact-unknown",
    severity=Severity.ERROR,
    claim="a translation has only facts of its source, in forms that exist",
    reason="There is no value to print, or none that the source states. Copy the name from the "
    "source, never translate it; a form that exists stands in the comment of the message.",
    examples=(
        Example(
            locale="fr",
            source="{agencies} agencies",
            wrong="{agences} agences",
            right="{agencies} agences",
        ),
        Example(
            locale="ru",
            source="in {established}",
            wrong="в {established:genitive}",
            right="в {established:in}",
        ),
        Example(
            locale="ar",
            source="{agencies} agencies",
            wrong="{agency} وكالات",
            right="{agencies} وكالات",
        ),
    ),
    silenceable=False,
)

FACT_REPEATED: Final = Rule(
    id="fact-repeated",
    severity=Severity.ERROR,
    claim="a translation has a fact as often as its source",
    reason="A value that stands there twice usually means that a sentence was pasted twice. Take "
    "out what is too much.",
    examples=(
        Example(
            locale="fr",
            source="{agencies} agencies",
            wrong="{agencies} agences, {agencies} agences",
            right="{agencies} agences",
        ),
        Example(
            locale="zh",
            source="{agencies} agencies",
            wrong="{agencies}个（{agencies}个）机构",
            right="{agencies}个机构",
        ),
    ),
)
