"""The categories that a quote sorts messages into, what they weigh, and which settings make sense.

The names of categories stand in settings, tables and reports alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from communique.release.settings import QuoteSettings

__all__ = [
    "CARRIED_OVER",
    "CONTEXT_EXACT",
    "EXACT",
    "NEW",
    "REPETITION",
    "REPETITION_ACROSS",
    "categories_of",
    "quote_problems",
    "weight_of",
]

CARRIED_OVER: Final = "carried-over"
"""The catalogue has an approved translation: there is nothing to do."""
REPETITION: Final = "repetition"
"""The same text stood before in the same release, in another context."""
REPETITION_ACROSS: Final = "repetition-across"
"""The same text stood before in an earlier release, or in the house."""
CONTEXT_EXACT: Final = "context-exact"
"""The memory has the text with the same msgctxt, between the same neighbours."""
EXACT: Final = "exact"
"""The memory has the text."""
NEW: Final = "new"
"""Nothing is alike enough to help."""
_CURRENCY: Final = re.compile("[A-Z]{3}")
_ALL: Final = 100
_DEAREST: Final = 10**9
# Below this likeness a translation is as much work as a new one, as most agreements have it.
_OF_HELP: Final = 75
_WEIGHT_OF_HELP: Final = Decimal(60)
_WEIGHTS: Final = {
    CARRIED_OVER: Decimal(0),
    REPETITION: Decimal(30),
    REPETITION_ACROSS: Decimal(30),
    CONTEXT_EXACT: Decimal(30),
    EXACT: Decimal(30),
    NEW: Decimal(_ALL),
}


def categories_of(bands: Sequence[int]) -> tuple[str, ...]:
    """The names of all categories, from what is done to what is new.

    `bands` are the least scores of the bands, ascending: 50 and 75 make `50-74` and `75-99`.
    """
    names = [f"{least}-{above - 1}" for least, above in zip(bands, [*bands[1:], _ALL], strict=True)]
    return (
        CARRIED_OVER,
        REPETITION,
        REPETITION_ACROSS,
        CONTEXT_EXACT,
        EXACT,
        *reversed(names),
        NEW,
    )


def weight_of(category: str, settings: QuoteSettings) -> Decimal:
    """Of a hundred words of a category how many are paid."""
    if category in settings.weights:
        return settings.weights[category]
    if category in _WEIGHTS:
        return _WEIGHTS[category]
    least, _, _ = category.partition("-")
    return _WEIGHT_OF_HELP if int(least) >= _OF_HELP else Decimal(_ALL)


def quote_problems(
    settings: QuoteSettings, tags: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """What makes no sense in the settings of a quote: path of the key, and a sentence."""
    bands = settings.bands
    right = bool(bands) and list(bands) == sorted({*bands}) and 1 <= bands[0] <= bands[-1] < _ALL
    if not right:
        yield ("bands",), f"`{list(bands)}` are no bands, expected ascending numbers from 1 to 99"
    yield from _weight_problems(settings, categories_of(bands if right else QuoteSettings().bands))
    if settings.page < 1:
        yield ("page",), f"`{settings.page}` characters make no page, expected 1 or more"
    yield from _price_problems(settings, tags)


def _weight_problems(
    settings: QuoteSettings, categories: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for category, weight in settings.weights.items():
        if category not in categories:
            known = ", ".join(f"`{name}`" for name in categories)
            yield ("weights", category), f"`{category}` is no category, expected one of {known}"
        elif not (weight.is_finite() and 0 <= weight <= _ALL):
            yield ("weights", category), f"`{weight}` is no weight, expected 0 to 100 of a hundred"


def _price_problems(
    settings: QuoteSettings, tags: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for tag, price in settings.price.items():
        if tag not in (*tags, "default"):
            yield ("price", tag), f"`{tag}` is not in `locales`, and is not `default`"
        elif not (price.is_finite() and 0 <= price < _DEAREST):
            yield ("price", tag), f"`{price}` is no price, expected 0 to {_DEAREST}"
    if settings.currency and not _CURRENCY.fullmatch(settings.currency):
        yield ("currency",), f"`{settings.currency}` is no currency, expected a code such as `EUR`"
    if settings.price and not settings.currency:
        yield ("price",), "`price` of `quote` says no amounts without `currency`"
