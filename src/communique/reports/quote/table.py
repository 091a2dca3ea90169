"""A quote for people at a terminal, or in a mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.memory.leverage import Leveraged
from communique.project import Quote, QuoteRow, quote_rows, rounded
from communique.release import (
    CARRIED_OVER,
    CONTEXT_EXACT,
    EXACT,
    NEW,
    categories_of,
    weight_of,
)
from communique.reports.letters import without_steering
from communique.reports.outcome import counted
from communique.reports.quote.labels import (
    DIGITS,
    category_name,
    decimal_text,
    explanations,
    paid_unit,
)

__all__ = ["quote_messages", "quote_table"]

_WIDTH_OF_FILES = 120
_SHORT = 60
_GAP = "  "
_Column = tuple[str, Callable[[QuoteRow], str]]


def quote_table(
    quote: Quote, *, by: str = "locale", colour: bool = False, width: int | None = None
) -> str:
    """The words of each category by language, and with `release` for each release first.

    Columns without a word are left out. What is wider than the terminal, in columns, comes as
    two tables one below the other.
    """
    console = _console(colour=colour, width=width)
    if by == "release":
        of_jobs = quote_rows(quote, by=["domain", "locale"])
        for domain in dict.fromkeys(row.domain for row in of_jobs):
            rows = [row for row in of_jobs if row.domain == domain]
            _print(console, quote, rows, title=without_steering(domain))
        if len({row.domain for row in of_jobs}) > 1:
            _print(console, quote, quote_rows(quote, by=["locale"]), title="all of them")
    else:
        _print(console, quote, quote_rows(quote, by=["locale"]))
    for line in explanations(quote):
        console.print(Text(without_steering(line), style="dim" if colour else ""))
    return _printed(console)


def quote_messages(quote: Quote, *, colour: bool = False) -> str:
    """Each message with its category, its words and what it was found by.

    Of those that are carried over there is the sum alone; the other formats list them.
    """
    console = _console(colour=colour)
    for job in quote.jobs:
        heading = without_steering(f"{job.locale}  {job.domain}")
        console.print(Text.assemble((heading, "bold" if colour else "")))
        done = [found for found in job.messages if found.category == CARRIED_OVER]
        if done:
            words = sum(found.volume.words for found in done)
            told = f"{counted(len(done), 'message')}, {counted(words, 'word')}"
            console.print(Text(f"  {category_name(CARRIED_OVER):<15}  {told}"))
        for found in job.messages:
            if found.category != CARRIED_OVER:
                for line in _message_lines(found, quote):
                    console.print(Text(without_steering(line)))
        console.print()
    return _printed(console)


def _message_lines(found: Leveraged, quote: Quote) -> Iterator[str]:
    weight = decimal_text(Fraction(weight_of(found.category, quote.settings)))
    place = f"{found.message.place}: " if found.message.place else ""
    yield (
        f"  {category_name(found.category):<15}  {counted(found.volume.words, 'word'):>9}, "
        f"{weight:>3} % paid  {place}{_shortened(found.message.id)}"
    )
    origin = found.origin or "the memory"
    if found.category in (EXACT, CONTEXT_EXACT):
        yield f"{'':17}the same text stands in {origin}"
    elif found.score is not None:
        yield f"{'':17}{found.score} % like a text of {origin}: {_shortened(found.matched)}"
    elif found.matched:
        yield f"{'':17}stood before in {origin}"


def _print(console: Console, quote: Quote, rows: Sequence[QuoteRow], *, title: str = "") -> None:
    total = _total(quote, rows)
    shown = [*rows, *([total] if len(rows) > 1 else [])]
    categories = [*_category_columns(quote, total)]
    sums = [*_sum_columns(quote)]
    parts = [[*categories, *sums]]
    if _width(shown, parts[0]) > console.width:
        parts = [categories, sums]
    for number, columns in enumerate(parts):
        console.print(_table(rows, shown, columns, title if number == 0 else ""))
        console.print()


def _total(quote: Quote, rows: Sequence[QuoteRow]) -> QuoteRow:
    domains = {row.domain for row in rows}
    if domains == {""} or not rows:
        return quote_rows(quote)[0]
    return next(row for row in quote_rows(quote, by=["domain"]) if row.domain in domains)


def _category_columns(quote: Quote, total: QuoteRow) -> Iterator[_Column]:
    for category in categories_of(quote.settings.bands):
        if total.volumes[category].words or category == NEW:
            heading = category_name(category).removesuffix(" %").replace(" ", "\n")
            yield heading, lambda row, of=category: str(row.volumes[of].words or "")  # type: ignore[misc]


def _sum_columns(quote: Quote) -> Iterator[_Column]:
    settings = quote.settings
    yield "all\nwords", lambda row: str(row.total.words)
    yield f"weighted\n{paid_unit(settings)}", lambda row: str(rounded(row.weighted, DIGITS))
    yield "standard\npages", lambda row: str(rounded(row.pages(settings), DIGITS))
    if settings.currency and settings.price:
        yield settings.currency, lambda row: "no price" if row.amount is None else str(row.amount)


def _width(shown: Sequence[QuoteRow], columns: Sequence[_Column]) -> int:
    """How wide a table is, in columns of the terminal."""
    widths = [max([len("locale"), *(len(row.locale) for row in shown)])]
    for heading, told in columns:
        cells = [*heading.split("\n"), *map(told, shown)]
        widths.append(max(map(len, cells)))
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _table(
    rows: Sequence[QuoteRow], shown: Sequence[QuoteRow], columns: Sequence[_Column], title: str
) -> Table:
    table = Table(
        title=title or None, title_justify="left", title_style="bold", box=None, pad_edge=False
    )
    table.add_column("locale", no_wrap=True, min_width=len("locale"), vertical="bottom")
    for heading, _ in columns:
        table.add_column(heading, justify="right", no_wrap=True, vertical="bottom")
    for row in shown:
        cells = [told(row) for _, told in columns]
        table.add_row(row.locale or "all", *cells, style="" if row in rows else "bold")
    return table


def _console(*, colour: bool, width: int | None = None) -> Console:
    return Console(
        file=StringIO(),
        highlight=False,
        soft_wrap=True,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        width=width or _WIDTH_OF_FILES,
    )


def _printed(console: Console) -> str:
    assert isinstance(console.file, StringIO)  # noqa: S101 - `_console` has made it so
    return "".join(f"{line.rstrip(' ')}\n" for line in console.file.getvalue().splitlines())


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
