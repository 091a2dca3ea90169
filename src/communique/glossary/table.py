"""A glossary as a table: CSV as RFC 4180 has it, in UTF-8."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from communique.frozen import Frozen
from communique.glossary.glossary import Kind, Term
from communique.glossary.problems import Problems, form_problem
from communique.locales import Locale, LocaleError, locale

__all__ = ["read_table"]

_TERM: Final = "term"
_KIND: Final = "kind"
_SCOPE: Final = "scope"
_NOTE: Final = "note"
_FORBIDDEN: Final = "forbidden:"
_BETWEEN_FORMS: Final = "|"
_EVERYWHERE: Final = "everywhere"
_SCOPES: Final = (_EVERYWHERE, "term")


class _Columns(Frozen):
    """What the cells of a line are, by position."""

    names: tuple[str, ...]
    """The names of all columns."""
    right: Mapping[int, str]
    """The languages of the columns with right forms."""
    forbidden: Mapping[int, str]
    """The languages of the columns with forbidden forms."""


def read_table(content: bytes, *, source: Locale, problems: Problems) -> tuple[Term, ...]:
    """The terms of a table whose first line names its columns; mistakes go into `problems`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(
            content.count(b"\n", 0, error.start) + 1,
            f"byte {content[error.start]:02X} is not UTF-8",
            hint="save the table as “CSV UTF-8”",
        )
        return ()
    rows = _rows(text, problems)
    line, header = next(rows, (1, []))
    if problems.findings:
        return ()
    columns = _columns(header, line, source, problems)
    terms = []
    for line, cells in rows if columns else ():
        if len(cells) != len(header):
            problems.add(
                line,
                f"the line has {len(cells)} cells, expected {len(header)} as in the header",
                hint="put a cell that has a comma in it between straight quotation marks",
            )
        elif columns:
            term = _term(cells, columns, line, source, problems)
            terms += [term] if term else []
    return tuple(terms)


def _rows(text: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The records of a table, each with the line that it begins in; empty ones left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.add(
                first,
                f"the line cannot be read as CSV: {error}",
                hint="double a quotation mark that is part of a cell",
            )
            return
        if any(cell.strip() for cell in cells):
            yield first, [" ".join(cell.split()) for cell in cells]


def _columns(header: list[str], line: int, source: Locale, problems: Problems) -> _Columns | None:
    """What the columns are; None, with findings, where one of them cannot be told."""
    before = len(problems.findings)
    right: dict[int, str] = {}
    forbidden: dict[int, str] = {}
    if _TERM not in header:
        wrong = ";" in "".join(header) or "\t" in "".join(header)
        problems.add(
            line,
            f"the header has no column `{_TERM}`",
            hint="separate the columns by commas" if wrong else "name each column in line 1",
        )
        return None
    for position, name in enumerate(header):
        if name in header[:position]:
            problems.add(line, f"the column `{name}` stands twice", found=name)
        elif name not in {_TERM, _KIND, _SCOPE, _NOTE}:
            tag = name.removeprefix(_FORBIDDEN)
            try:
                locale(tag)
            except LocaleError:
                problems.add(
                    line,
                    f"`{name}` is no column, expected `{_TERM}`, `{_KIND}`, a BCP 47 tag, "
                    f"`{_FORBIDDEN}` with a tag, `{_SCOPE}` or `{_NOTE}`",
                    found=name,
                )
                continue
            if tag == source.tag:
                problems.add(
                    line,
                    f"`{name}` is the language of the releases, whose words stand under `{_TERM}`",
                    hint="take the column out; only translations are checked",
                    found=name,
                )
            (forbidden if name.startswith(_FORBIDDEN) else right)[position] = tag
    if len(problems.findings) > before:
        return None
    return _Columns(names=tuple(header), right=right, forbidden=forbidden)


def _term(
    cells: list[str], columns: _Columns, line: int, source: Locale, problems: Problems
) -> Term | None:
    """The entry of a line; None, with findings, where it has a mistake."""
    before = len(problems.findings)
    values = dict(zip(columns.names, cells, strict=True))
    kind = values.get(_KIND) or Kind.TERM
    scope = values.get(_SCOPE) or _EVERYWHERE
    for name, value, known in ((_KIND, kind, tuple(Kind)), (_SCOPE, scope, _SCOPES)):
        if value not in known:
            listed = ", ".join(f"`{item}`" for item in known)
            problems.add(line, f"`{value}` is no {name}, expected one of {listed}", found=value)
    own = _forms(values[_TERM], line, problems)
    if not values[_TERM]:
        problems.add(line, f"the line has nothing under `{_TERM}`")
    forms = {source.tag: own}
    forbidden: dict[str, tuple[str, ...]] = {}
    for target, positions in ((forms, columns.right), (forbidden, columns.forbidden)):
        for position, tag in positions.items():
            if cells[position]:
                target[tag] = _forms(cells[position], line, problems)
    if len(problems.findings) > before:
        return None
    return Term(
        kind=Kind(kind),
        forms=forms,
        forbidden=forbidden,
        restricted=scope != _EVERYWHERE,
        note=values.get(_NOTE, ""),
        line=line,
    )


def _forms(cell: str, line: int, problems: Problems) -> tuple[str, ...]:
    forms = [unicodedata.normalize("NFC", form.strip()) for form in cell.split(_BETWEEN_FORMS)]
    for form in forms if cell else ():
        problem = form_problem(form)
        if problem:
            problems.add(line, problem, found=form)
    return tuple(dict.fromkeys(form for form in forms if form))
