"""The names that a quote is told by, and the sentences that explain its figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from communique.project import Quote, rounded
from communique.release import (
    CARRIED_OVER,
    CONTEXT_EXACT,
    EXACT,
    NEW,
    REPETITION,
    REPETITION_ACROSS,
    QuoteSettings,
    categories_of,
    weight_of,
)

__all__ = ["DIGITS", "category_name", "decimal_text", "explanations", "paid_unit"]

DIGITS = 2
"""How many decimals weighted words and standard pages are shown with."""
_NAMES = {
    CARRIED_OVER: "carried over",
    REPETITION: "repeated within",
    REPETITION_ACROSS: "repeated across",
    CONTEXT_EXACT: "context exact",
    EXACT: "exact",
    NEW: "new",
}


def category_name(category: str) -> str:
    """A category in words: `repeated across`, `75–84 %`."""
    return _NAMES.get(category) or f"{category.replace('-', '–')} %"


def decimal_text(value: Fraction, digits: int = DIGITS) -> str:
    """A number with so many decimals, without those that are 0 at its end: `12.6`."""
    text = str(rounded(value, digits))
    return text.rstrip("0").rstrip(".") if "." in text else text


def paid_unit(settings: QuoteSettings) -> str:
    """What a price is for, in the plural."""
    return "words" if settings.per == "word" else "pages"


def explanations(quote: Quote) -> Iterator[str]:
    """What the figures are, a sentence each, with all that is needed to count them again."""
    settings = quote.settings
    spaces = "with" if settings.spaces else "without"
    yield f"words of the source text, {quote.source}; facts, markup and kept words do not count"
    yield (
        f"a standard page is {settings.page} characters {spaces} spaces; carried-over text has none"
    )
    by_weight: dict[Decimal, list[str]] = {}
    for category in categories_of(settings.bands):
        by_weight.setdefault(weight_of(category, settings), []).append(category_name(category))
    for weight, names in sorted(by_weight.items()):
        yield f"{decimal_text(Fraction(weight))} % is paid of {', '.join(names)}"
    if settings.currency and settings.price:
        yield (
            f"{settings.currency} for weighted {paid_unit(settings)}; each language of each "
            "release is rounded once, half up"
        )
    for domain, tag in quote.left_out:
        yield f"not counted, since its catalogue cannot be read: {domain} in {tag}"
