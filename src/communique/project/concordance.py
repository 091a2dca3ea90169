"""The editions of a release beside each other, as a matrix and as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from communique import rules
from communique.catalogue import CatalogueFile, Message, MessageKey, TemplateMessage
from communique.check import Concordance, Pair, Places, concordance, pairs_of, silencing
from communique.findings import Finding
from communique.frozen import Frozen
from communique.locales import Locale
from communique.project.checked import CheckedCatalogue
from communique.project.consistency import AMONG_TEXTS
from communique.project.project import Project, extracted
from communique.project.setting import setting_of
from communique.release import HOUSE_DOMAIN

__all__ = ["ReleaseConcordance", "concordance_findings", "concordance_of", "told_once"]

_NOT_OF_THE_TEXT = AMONG_TEXTS | {rules.SILENCER_UNUSED.id, rules.SILENCER_WRONG.id}


class ReleaseConcordance(Frozen):
    """How far the editions of one release agree."""

    release: str
    """Id of the release."""
    messages: tuple[TemplateMessage, ...]
    """Its messages, in reading order."""
    locales: tuple[str, ...]
    """The languages compared, in the order of the house, without the source."""
    concordance: Concordance
    """The matrix and the odd ones out."""
    findings: tuple[Finding, ...]
    """The odd ones out, with their places."""
    silenced: tuple[Finding, ...]
    """Those of them that translators have accepted."""


def concordance_of(
    project: Project, domain: str, catalogues: Collection[CheckedCatalogue] = ()
) -> ReleaseConcordance:
    """Compare all editions of a release; those among `catalogues` are not read again.

    Only approved translations are compared: a gap is no disagreement, and is found elsewhere.
    """
    messages, _ = extracted(project, domain)
    read = {checked.locale.tag: checked.file for checked in catalogues if checked.domain == domain}
    editions: dict[str, dict[MessageKey, Pair]] = {}
    origins: dict[str, tuple[CatalogueFile, dict[MessageKey, Message]]] = {}
    for of in project.locales_of(domain):
        file = read[of.tag] if of.tag in read else project.catalogue(domain, of)[0]
        if file is not None:
            current = file.catalogue.current()
            origins[of.tag] = (file, current)
            editions[of.tag] = _approved(project, domain, of, messages, current)
    compared = concordance(project.source, editions)
    sources = {message.key: message for message in messages}
    findings = []
    for odd in compared.disagreements:
        file, current = origins[odd.locale]
        places = Places(
            path=file.catalogue.path,
            locale=odd.locale,
            scanned=file.scanned,
            sources=project.sources,
        )
        findings.append(places.finding(odd.problem, current[odd.key], sources[odd.key]))
    return ReleaseConcordance(
        release=domain,
        messages=messages,
        locales=tuple(editions),
        concordance=compared,
        findings=tuple(findings),
        silenced=silencing(findings, [file for file, _ in origins.values()]).silenced,
    )


def concordance_findings(
    project: Project,
    domain: str,
    locales: Collection[str],
    catalogues: Collection[CheckedCatalogue] = (),
) -> tuple[Finding, ...]:
    """The odd ones out of a release, in the languages named or all, silenced or not."""
    if domain == HOUSE_DOMAIN:
        return ()
    return tuple(
        finding
        for finding in concordance_of(project, domain, catalogues).findings
        if not locales or finding.locale in locales
    )


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, without the odd ones out in messages of which something else is told.

    What is wrong between a translation and its source says more. `findings` are those that
    nobody has silenced: what is accepted between the two says nothing of the other editions.
    """
    left = tuple(findings)
    told = {_message_of(finding) for finding in left if finding.rule.id not in _NOT_OF_THE_TEXT}
    return tuple(
        finding
        for finding in left
        if finding.rule is not rules.EDITIONS_DIFFER or _message_of(finding) not in told
    )


def _message_of(finding: Finding) -> tuple[str, str]:
    return finding.place.path, finding.subject


def _approved(
    project: Project,
    domain: str,
    of: Locale,
    messages: Collection[TemplateMessage],
    current: dict[MessageKey, Message],
) -> dict[MessageKey, Pair]:
    """The approved translations of a catalogue; forms of a plural have no single text."""
    setting = setting_of(project, domain, of)
    return {
        source.key: pair
        for source in messages
        if (message := current.get(source.key)) and message.translated and not message.fuzzy
        if not source.plural_id
        for pair in pairs_of(source, message, setting)
    }
