"""One source text with two translations, two with one: all catalogues of a language together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from communique.catalogue import Message, TemplateMessage
from communique.check import Pair, Places, consistency_problems, pairs_of
from communique.findings import Finding
from communique.project.checked import CheckedCatalogue

__all__ = ["AMONG_TEXTS", "consistency_findings"]

AMONG_TEXTS: Final = frozenset({"editions-differ", "translation-varies", "translation-shared"})
"""Ids of the rules that hold one translation against others, and not against its source alone."""


def consistency_findings(catalogues: Iterable[CheckedCatalogue]) -> tuple[Finding, ...]:
    """What is inconsistent among the approved translations of these catalogues, by language."""
    by_locale: dict[str, list[CheckedCatalogue]] = {}
    for checked in catalogues:
        by_locale.setdefault(checked.locale.tag, []).append(checked)
    findings: list[Finding] = []
    for together in by_locale.values():
        origins: dict[int, tuple[Message, TemplateMessage, Places]] = {}
        pairs: list[Pair] = []
        for checked in together:
            for source, message in checked.approved():
                for pair in pairs_of(source, message, checked.setting):
                    origins[id(pair)] = (message, source, checked.places)
                    pairs.append(pair)
        for pair, problem in consistency_problems(pairs):
            message, source, places = origins[id(pair)]
            findings.append(places.finding(problem, message, source))
    return tuple(findings)
