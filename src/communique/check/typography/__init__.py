"""Typography: punctuation, quotation marks, brackets, spaces and repeated words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.check.pair import Pair
from communique.check.problem import Problem
from communique.check.typography.brackets import bracket_problems
from communique.check.typography.punctuation import ending_problems
from communique.check.typography.quotes import quote_problems
from communique.check.typography.repetition import repetition_problems
from communique.check.typography.spacing import spacing_problems

__all__ = ["typography_problems"]


def typography_problems(pair: Pair) -> Iterator[Problem]:
    """Everything that is wrong with the marks and spaces of one translation."""
    quotes = quote_problems(pair)
    return iter(
        (
            *ending_problems(pair),
            *quotes,
            *bracket_problems(pair),
            *spacing_problems(pair, beside_quotes=not quotes),
            *repetition_problems(pair),
        )
    )
