"""What a value is: a number, an amount, a date, a time or a reference, told apart from words."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from communique.frozen import Frozen

__all__ = ["Day", "Key", "Kind", "Sense", "Value"]

Day: TypeAlias = tuple[int | None, int | None, int | None]
"""Year, month and day of a date, None for what is not said."""

Key: TypeAlias = Decimal | Day | int | str
"""A value in normal form, the same in every language; its type goes with the kind."""


class Kind(StrEnum):
    """What a value says; the key of each kind has its own form."""

    # That of an enumeration is a function of Python, and senses are looked up by the thousand.
    __hash__ = str.__hash__

    NUMBER = "number"
    """How many, or a year alone: a `Decimal` with the scale word worked in."""
    PERCENT = "percent"
    """Hundredths: a `Decimal`, 6 for `6 %`."""
    MONEY = "money"
    """An amount: a `Decimal`; `unit` says of what."""
    DATE = "date"
    """Year, month and day as a `Day`; at least the month is known."""
    TIME = "time"
    """Minutes since midnight."""
    ORDINAL = "ordinal"
    """The how-manieth: a `Decimal`."""
    REFERENCE = "reference"
    """The number of a document, a law or a telephone: its signs without spaces, upper case."""
    VERSION = "version"
    """The number of a version: `3.1.2`, `4.0r2`, lower case."""
    NAME = "name"
    """A name that ends in or contains digits: `MV78460`, `IPv6`, lower case."""


Sense: TypeAlias = tuple[Kind, Key, str]
"""One way to read a value: kind, key and unit. Ordinals are sensed as numbers."""


class Value(Frozen):
    """One value of a text."""

    kind: Kind
    """What it says."""
    key: Key
    """It in normal form."""
    unit: str = ""
    """ISO 4217 code of an amount of money, empty for all other kinds."""
    text: str
    """It as written."""
    at: int
    """Where it begins in the letters of the text."""
    spelled: bool = False
    """Whether it is written in words alone."""
    others: tuple[Sense, ...] = ()
    """How else it can be read: `1.234` is one thousand in German, or a copied decimal."""
    parts: tuple[Decimal, ...] = ()
    """The plain numbers that it is made of: day, month and year; hour and minute."""

    @property
    def sense(self) -> Sense:
        """The likeliest way to read it."""
        kind = Kind.NUMBER if self.kind is Kind.ORDINAL else self.kind
        return kind, self.key, self.unit

    @property
    def senses(self) -> tuple[Sense, ...]:
        """Every way to read it, the likeliest first."""
        return (self.sense, *self.others)

    @property
    def end(self) -> int:
        """Where it ends in the letters of the text."""
        return self.at + len(self.text)
