"""A quote as a workbook of spreadsheets (Office Open XML), in which each figure can be traced."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Final, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from communique.findings import CommuniqueError
from communique.project import Quote, QuoteRow, quote_rows
from communique.release import categories_of, weight_of
from communique.reports.letters import without_surrogates
from communique.reports.quote.labels import category_name, explanations, paid_unit

__all__ = ["quote_workbook"]

_Cell: TypeAlias = str | int | float | None
# The limits of the format: rows of a sheet, characters of a cell.
_MOST_ROWS: Final = 1_048_576
_LONGEST: Final = 32_767
_EARLIEST: Final = datetime.date(1980, 1, 1)
_WIDE: Final = {"text": 60, "plural": 20, "matched text": 60, "origin": 40, "place": 28}
_WIDTH: Final = 14


def quote_workbook(quote: Quote, *, day: datetime.date) -> bytes:
    """The bytes of the workbook: sums by language and by release, each message, and the rules.

    `day` is what it says of its making, so that the same quote gives the same bytes. Totals are
    formulas, with the value beside them that they have. Texts are texts, whatever they begin
    with. Raises CommuniqueError where there are more messages than a sheet has rows.
    """
    if sum(len(job.messages) for job in quote.jobs) >= _MOST_ROWS:
        raise CommuniqueError(
            f"a sheet has {_MOST_ROWS} rows, and the quote has more messages",
            hint="name releases with `--release`, or languages with `--locale`",
        )
    written = io.BytesIO()
    made = datetime.datetime.combine(max(day, _EARLIEST), datetime.time())
    book = Workbook(written, {"in_memory": True})
    book.set_properties({"title": "Translation quote", "created": made})
    _Sheets(book, quote).write()
    book.close()
    return written.getvalue()


class _Sheets:
    def __init__(self, book: Workbook, quote: Quote) -> None:
        self._book = book
        self._quote = quote
        self._bold: Format = book.add_format({"bold": True})
        self._head: Format = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        )
        self._decimals: Format = book.add_format({"num_format": "0.00"})
        self._bold_decimals: Format = book.add_format({"bold": True, "num_format": "0.00"})
        self._wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self) -> None:
        """All sheets."""
        self._sums("Summary", quote_rows(self._quote, by=["locale"]), releases=False)
        self._sums("By release", quote_rows(self._quote, by=["domain", "locale"]), releases=True)
        self._messages()
        self._rules()

    def _sums(self, name: str, rows: Sequence[QuoteRow], *, releases: bool) -> None:
        settings = self._quote.settings
        categories = categories_of(settings.bands)
        head = [*(["release"] if releases else []), "locale", "messages", "words", "words to do"]
        first = len(head) - 3
        head += [f"{category_name(category)}, words" for category in categories]
        head += [f"weighted {paid_unit(settings)}", "characters to do", "spaces to do"]
        head += ["standard pages to do"]
        priced = bool(settings.currency and settings.price)
        head += [f"amount, {settings.currency}"] if priced else []
        sheet = self._sheet(name, head)
        total = quote_rows(self._quote)[0]
        for number, row in enumerate(rows, start=1):
            texts = [row.domain, row.locale] if releases else [row.locale]
            self._row(sheet, number, [*texts, *self._figures(row, priced=priced)])
        if not rows:
            return
        end = len(rows) + 1
        self._text(sheet, end, 0, "total", self._bold)
        for column, value in enumerate(self._figures(total, priced=priced), start=first):
            letter = xl_col_to_name(column)
            if value is not None:
                formula = f"=SUM({letter}2:{letter}{end})"
                style = self._bold_decimals if isinstance(value, float) else self._bold
                sheet.write_formula(end, column, formula, style, value)

    def _figures(self, row: QuoteRow, *, priced: bool) -> list[int | float | None]:
        settings = self._quote.settings
        figures: list[int | float | None] = [
            row.total.messages,
            row.total.words,
            row.to_do.words,
            *(row.volumes[category].words for category in categories_of(settings.bands)),
            float(row.weighted),
            row.to_do.characters,
            row.to_do.spaces,
            float(row.pages(settings)),
        ]
        if priced:
            figures.append(None if row.amount is None else float(row.amount))
        return figures

    def _messages(self) -> None:
        head = [
            "release", "locale", "category", "score", "paid of 100", "words", "characters",
            "spaces", "place", "context", "text", "plural", "matched text", "origin",
        ]  # fmt: skip
        sheet = self._sheet("Messages", head)
        number = 0
        for job in self._quote.jobs:
            for found in job.messages:
                number += 1
                cells = [
                    job.domain,
                    job.locale,
                    category_name(found.category),
                    found.score,
                    float(weight_of(found.category, self._quote.settings)),
                    found.volume.words,
                    found.volume.characters,
                    found.volume.spaces,
                    found.message.place,
                    found.message.context,
                    found.message.id,
                    found.message.plural_id,
                    found.matched,
                    found.origin,
                ]
                self._row(sheet, number, cells, self._wrapped)
        sheet.autofilter(0, 0, number, len(head) - 1)

    def _rules(self) -> None:
        sheet = self._book.add_worksheet("How it is counted")
        sheet.set_column(0, 0, 100)
        for number, sentence in enumerate(explanations(self._quote)):
            self._text(sheet, number, 0, sentence)

    def _sheet(self, name: str, head: Sequence[str]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(head):
            sheet.set_column(column, column, _WIDE.get(heading, _WIDTH))
            self._text(sheet, 0, column, heading, self._head)
        return sheet

    def _row(
        self, sheet: Worksheet, number: int, cells: Sequence[_Cell], style: Format | None = None
    ) -> None:
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._text(sheet, number, column, cell, style)
            else:
                decimals = self._decimals if isinstance(cell, float) else None
                sheet.write_number(number, column, cell, style or decimals)

    def _text(
        self, sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None
    ) -> None:
        text = without_surrogates(text)
        if len(text.encode("utf-16-le")) // 2 > _LONGEST:
            text = f"{text[: _LONGEST // 2]}…"
        sheet.write_string(row, column, text, style)
