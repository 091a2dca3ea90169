"""Currencies: how small their smallest unit is."""

from __future__ import annotations

__all__ = ["currency_digits"]


def currency_digits(code: str) -> int:
    """How many decimals amounts in a currency have, as CLDR says: 2 for `EUR`, 0 for `JPY`.

    2 for one that CLDR does not know.
    """
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(code))
