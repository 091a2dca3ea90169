"""A quote as comma-separated values (RFC 4180), for spreadsheets and programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from communique.project import Quote, QuoteRow, quote_rows
from communique.release import categories_of, weight_of
from communique.reports.letters import without_surrogates
from communique.reports.quote.labels import decimal_text, paid_unit

__all__ = ["quote_csv"]

# What a spreadsheet takes for the beginning of a formula.
_FORMULA: Final = tuple("=+-@\t\r\n")
_Cell = str | int | Decimal


def quote_csv(quote: Quote, *, by: str = "locale", messages: bool = False) -> str:
    """A row for each language, or each language of each release, or each message.

    There is no row of totals, which whoever adds the rows up would count twice. A text that a
    spreadsheet would take for a formula has an apostrophe before it.
    """
    rows = _messages(quote) if messages else _sums(quote, by=by)
    written = io.StringIO()
    writer = csv.writer(written)
    for row in rows:
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in row])
    return without_surrogates(written.getvalue())


def _sums(quote: Quote, *, by: str) -> Iterable[Sequence[_Cell]]:
    settings = quote.settings
    categories = categories_of(settings.bands)
    yield [
        "release", "locale", "messages", "words", "words to do", "characters to do",
        "spaces to do", "pages to do", *categories, f"weighted {paid_unit(settings)}", "amount",
        "currency",
    ]  # fmt: skip
    keys = ("locale", "domain") if by == "release" else ("locale",)
    for row in quote_rows(quote, by=keys):
        yield [
            row.domain,
            row.locale,
            row.total.messages,
            row.total.words,
            row.to_do.words,
            row.to_do.characters,
            row.to_do.spaces,
            decimal_text(row.pages(settings)),
            *(row.volumes[category].words for category in categories),
            decimal_text(row.weighted),
            *_amount(row, settings.currency),
        ]


def _amount(row: QuoteRow, currency: str) -> tuple[_Cell, _Cell]:
    return ("", "") if row.amount is None else (row.amount, currency)


def _messages(quote: Quote) -> Iterable[Sequence[_Cell]]:
    yield [
        "release", "locale", "category", "score", "weight", "words", "characters", "spaces",
        "place", "context", "text", "plural", "matched text", "origin",
    ]  # fmt: skip
    for job in quote.jobs:
        for found in job.messages:
            yield [
                job.domain,
                job.locale,
                found.category,
                "" if found.score is None else found.score,
                decimal_text(Fraction(weight_of(found.category, quote.settings))),
                found.volume.words,
                found.volume.characters,
                found.volume.spaces,
                found.message.place,
                found.message.context or "",
                found.message.id,
                found.message.plural_id,
                found.matched,
                found.origin,
            ]


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
