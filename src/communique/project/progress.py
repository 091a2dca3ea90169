"""How far catalogues have come."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from communique.catalogue import Catalogue, TemplateMessage
from communique.findings import Finding, Severity
from communique.frozen import Frozen
from communique.locales import Locale
from communique.release import volume_of

__all__ = ["Progress", "progress_in"]


class Progress(Frozen):
    """How far the catalogue of a domain has come in a language."""

    domain: str
    """Id of the release, or `house`."""
    locale: str
    """BCP 47 tag."""
    messages: int
    """How many messages the text has."""
    translated: int
    """How many of them have an approved translation."""
    fuzzy: int
    """How many have one that nobody has approved."""
    missing: int
    """How many have none."""
    stale: int
    """How many are not in the catalogue at all."""
    words_to_do: int
    """Words of the source in messages that are not translated and approved."""
    broken: bool
    """Whether the catalogue cannot be used as it is."""
    wrong: int = 0
    """How many have an approved translation that a check refuses."""


def progress_in(
    domain: str,
    of: Locale,
    messages: Sequence[TemplateMessage],
    catalogue: Catalogue | None,
    findings: Collection[Finding],
    *,
    broken: bool,
) -> Progress:
    """Count one catalogue, with what a check has found in it."""
    current = catalogue.current() if catalogue else {}
    counts = {"translated": 0, "fuzzy": 0, "missing": 0, "stale": 0, "wrong": 0}
    refused = {finding.subject for finding in findings if finding.severity is Severity.ERROR}
    words = 0
    for source in messages:
        message = current.get(source.key)
        if message is None:
            state = "stale"
        elif not message.translated:
            state = "missing"
        elif message.fuzzy:
            state = "fuzzy"
        else:
            state = "wrong" if source.subject in refused else "translated"
        counts[state] += 1
        if state != "translated":
            words += volume_of(source.id, source.plural_id).words
    return Progress(
        domain=domain,
        locale=of.tag,
        messages=len(messages),
        words_to_do=words,
        broken=broken,
        **counts,
    )
