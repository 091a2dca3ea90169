"""Facts: typed values of a release, written `{name}` in its text and formatted per locale."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from communique.frozen import Frozen
from communique.locales import (
    DATE_FORMS,
    Locale,
    PartialDate,
    format_date,
    format_money,
    format_number,
    format_percent,
)

__all__ = [
    "URL_SCHEMES",
    "AddressFact",
    "DateFact",
    "EmailFact",
    "Fact",
    "FactError",
    "MoneyFact",
    "NameFact",
    "NumberFact",
    "PercentFact",
    "address_problem",
    "format_fact",
    "read_fact",
]

URL_SCHEMES: Final = frozenset({"https", "http", "mailto", "tel"})
"""The schemes an address in a release may have."""

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
# What RFC 3986 leaves out, controls, and the invisible marks that turn or join text.
_FORBIDDEN_IN_ADDRESS = re.compile(
    r"[\s<>\"'\\`{|}^\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e]")
# Far beyond any budget, and still a number that can be printed.
_LONGEST_NUMBER: Final = 30
_EXPECTED: Final = (
    "expected a value, or a table with `date`, `number`, `percent`, `money` and `currency`, "
    "`url` and `languages`, `email` or `name`"
)


class FactError(ValueError):
    """A value that is no fact; the message says what was expected."""


class DateFact(Frozen):
    """A day, a month of a year, or a year."""

    date: PartialDate
    """The date, as precise as it is written."""


class NumberFact(Frozen):
    """A number."""

    number: int | Decimal
    """Its value, with as many decimals as are written."""


class PercentFact(Frozen):
    """A percentage."""

    percent: int | Decimal
    """Its value in hundredths: 6 is 6 %."""


class MoneyFact(Frozen):
    """An amount of money."""

    amount: int | Decimal
    """How much."""
    currency: str
    """ISO 4217 code."""


class AddressFact(Frozen):
    """The address of a web page."""

    url: str
    """The address; `{lang}` in it stands for the language of the edition."""
    languages: tuple[str, ...] = ()
    """The languages in which the page exists; empty for all."""
    otherwise: str = "en"
    """The language to link to where the page does not exist in that of the edition."""


class EmailFact(Frozen):
    """An e-mail address."""

    email: str
    """The address, without `mailto:`."""


class NameFact(Frozen):
    """A name that is written alike in every language."""

    name: str
    """The name."""


Fact: TypeAlias = (
    DateFact | NumberFact | PercentFact | MoneyFact | AddressFact | EmailFact | NameFact
)
"""A typed value."""


def read_fact(value: object) -> Fact:
    """The fact that a TOML value stands for; raises FactError.

    A number, a date, or a text that is an address, an e-mail address or a name; or a table with
    one of `date`, `number`, `percent`, `money` and `currency`, `url` and `languages`, `email`,
    `name`.
    """
    match value:
        case bool() | datetime.time():
            raise FactError(f"`{value}` is no fact, expected a number, a date or a text")
        case int() | Decimal():
            return NumberFact(number=_finite(value))
        case datetime.datetime():
            raise FactError(f"`{value}` has a time, expected a date alone")
        case datetime.date():
            return DateFact(date=PartialDate(year=value.year, month=value.month, day=value.day))
        case str():
            return _read_text(value)
        case {"money": int() | Decimal() as amount, "currency": str(currency), **rest} if not (
            rest or isinstance(amount, bool)
        ):
            if not re.fullmatch(r"[A-Z]{3}", currency):
                raise FactError(f"`{currency}` is no currency, expected a code such as `EUR`")
            return MoneyFact(amount=_finite(amount), currency=currency)
        case {"url": str(url), **rest}:
            return _read_address(url, {str(key): other for key, other in rest.items()})
        case {**table} if len(table) == 1:
            return _read_typed(*table.items())
        case _:
            raise FactError(_EXPECTED)


def format_fact(fact: Fact, locale: Locale, *, form: str = "") -> str:
    """The fact as a text in that language says it."""
    match fact:
        case DateFact(date=date):
            return format_date(date, locale, form=form)
        case NumberFact(number=number):
            return format_number(number, locale)
        case PercentFact(percent=percent):
            return format_percent(percent, locale)
        case MoneyFact(amount=amount, currency=currency):
            return format_money(amount, currency, locale)
        case AddressFact(url=url, languages=languages, otherwise=otherwise):
            there = not languages or locale.tag in languages
            return url.replace("{lang}", locale.language if there else otherwise)
        case EmailFact(email=email):
            return email
        case NameFact(name=name):
            return name


def forms_of(fact: Fact) -> tuple[str, ...]:
    """The forms a translator can ask for, as in `{established:in}`."""
    return DATE_FORMS if isinstance(fact, DateFact) else ()


def describe(fact: Fact, locale: Locale) -> str:
    """The fact as a comment for translators shows it."""
    forms = forms_of(fact)
    also = f" ({', '.join(f'or :{form}' for form in forms)})" if forms else ""
    return format_fact(fact, locale) + also


def address_problem(url: str) -> str:
    """What is wrong with the address of a link, as a sentence; empty where nothing is."""
    if _FORBIDDEN_IN_ADDRESS.search(url):
        return f"`{url}` has a character that no address has"
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return f"`{url}` is no address"
    if parts.scheme not in URL_SCHEMES:
        return f"`{url}` begins with none of {', '.join(sorted(URL_SCHEMES))}"
    if parts.scheme in ("http", "https") and (not host or parts.username is not None):
        return f"`{url}` names no host, or a user with it"
    return ""


def _read_text(text: str) -> Fact:
    if not text.strip():
        raise FactError("an empty text is no fact")
    if "://" in text:
        return _read_address(text, {})
    if "@" in text:
        return _read_typed(("email", text))
    return _read_typed(("name", text))


def _read_address(url: str, rest: Mapping[str, object]) -> Fact:
    if problem := address_problem(url.replace("{lang}", "en")):
        raise FactError(problem)
    match rest:
        case {**nothing} if not nothing:
            return AddressFact(url=url)
        case {"languages": [*languages]} if len(rest) == 1 and languages:
            tags = tuple(tag for tag in languages if isinstance(tag, str) and _TAG.fullmatch(tag))
            if len(tags) < len(languages):
                raise FactError("`languages` has what is no tag, expected a list such as `en`")
            if "{lang}" not in url:
                raise FactError(f"`{url}` has no `{{lang}}` for its languages to stand in")
            return AddressFact(url=url, languages=tags, otherwise="en" if "en" in tags else tags[0])
        case _:
            raise FactError("expected `url` alone or with `languages`, a list of tags")


def _read_typed(item: tuple[object, object]) -> Fact:
    match item:
        case ("date", str(text)):
            return DateFact(date=_partial_date(text))
        case ("date", datetime.date() as date) if not isinstance(date, datetime.datetime):
            return DateFact(date=PartialDate(year=date.year, month=date.month, day=date.day))
        case ("number", int() | Decimal() as number) if not isinstance(number, bool):
            return NumberFact(number=_finite(number))
        case ("percent", int() | Decimal() as percent) if not isinstance(percent, bool):
            return PercentFact(percent=_finite(percent))
        case ("name", str(name)) if name.strip():
            if _CONTROL.search(name):
                raise FactError("a name stands on one line, without invisible characters")
            return NameFact(name=name)
        case ("email", str(email)):
            if not _EMAIL.fullmatch(email):
                raise FactError(f"`{email}` is no e-mail address")
            return EmailFact(email=email)
        case (kind, _):
            raise FactError(f"`{kind}` is no kind of fact, or its value is none; {_EXPECTED}")


def _partial_date(text: str) -> PartialDate:
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None:
        raise FactError(f"`{text}` is no date, expected `2017`, `2017-06` or `2017-06-12`")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        datetime.date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise FactError(f"`{text}` is no date: {error}") from error
    return PartialDate(year=year or 0, month=month, day=day)


def _finite(number: int | Decimal) -> int | Decimal:
    decimal = Decimal(number)
    if not decimal.is_finite():
        raise FactError(f"`{number}` is no number")
    digits = max(abs(decimal.adjusted()), len(decimal.as_tuple().digits))
    if digits > _LONGEST_NUMBER:
        raise FactError(f"a number has at most {_LONGEST_NUMBER} digits")
    return number
