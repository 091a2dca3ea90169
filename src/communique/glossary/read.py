"""Reads the glossary of a project, whichever kind of file it is."""

from __future__ import annotations

from collections.abc import Sequence

from communique.findings import Finding
from communique.glossary.glossary import Glossary, Kind, Term
from communique.glossary.problems import Problems
from communique.locales import Locale

__all__ = ["read_glossary"]

_LARGEST = 16 * 1024 * 1024


def read_glossary(
    content: bytes, *, path: str, source: Locale
) -> tuple[Glossary, tuple[Finding, ...]]:
    """The glossary in a file, and what is wrong with it.

    `source` is the language that releases are written in. Entries that cannot be read are left
    out, each with a finding; a file whose name ends in `.tbx` is TBX, any other one CSV.
    """
    problems = Problems(path)
    if len(content) > _LARGEST:
        problems.add(
            1,
            f"the glossary has {len(content):,} bytes, expected {_LARGEST:,} at most",
            hint="export the terms of the house alone",
        )
        return Glossary(), tuple(problems.findings)
    # What reads the one kind is of no use for the other, and without a glossary none is.
    if path.endswith(".tbx"):
        from communique.glossary.tbx import read_tbx as read
    else:
        from communique.glossary.table import read_table as read
    terms = read(content, source=source, problems=problems)
    return Glossary(terms=_without_contradictions(terms, source, problems)), tuple(
        problems.findings
    )


def _without_contradictions(
    terms: Sequence[Term], source: Locale, problems: Problems
) -> tuple[Term, ...]:
    """The terms that stand once, and that no other entry contradicts."""
    kept: list[Term] = []
    lines: dict[tuple[str, str], int] = {}
    for term in terms:
        own = [(_class(term), form) for form in term.forms.get(source.tag, ())]
        again = next((key for key in own if key in lines), None)
        if again is not None:
            problems.add(
                term.line,
                f"`{again[1]}` stands in line {lines[again]} already",
                hint="make one entry of the two",
                found=again[1],
            )
            continue
        lines.update(dict.fromkeys(own, term.line))
        kept.append(term)
    for term in kept:
        for tag, forms in term.forbidden.items():
            for form in forms:
                if form in term.forms.get(tag, ()):
                    problems.add(
                        term.line,
                        f"`{form}` is both right and forbidden in {tag}",
                        hint="take it out of one of the two",
                        found=form,
                    )
    return tuple(kept)


def _class(term: Term) -> str:
    """Entries of one class must differ: “OSCE” may be an acronym once, and not a name besides."""
    return "" if term.kind is Kind.TERM else "name"
