"""Which editions a project can bring out now, and what stands in the way of the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from communique.catalogue import CatalogueFile, MessageKey, TemplateMessage
from communique.edition import Edition, HouseWords, house_keys_of, translate
from communique.findings import Finding, Severity, has_errors, in_order
from communique.locales import Locale, locale
from communique.project.project import TEMPLATE_FOLDER, Project, extracted
from communique.project.review import translation_findings
from communique.release import HOUSE_DOMAIN, Release

__all__ = ["Plan", "PlannedEdition", "plan_editions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEdition:
    """An edition, and why it may not go out if it may not."""

    edition: Edition
    """The edition."""
    blockers: tuple[Finding, ...]
    """The errors that withhold it; empty for one that may go out."""

    @property
    def key(self) -> tuple[str, Locale]:
        """Id of the release and language."""
        return self.edition.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every edition of a project, by release and in the order of the house."""

    editions: tuple[PlannedEdition, ...] = ()
    """The editions of the releases that can be read."""
    findings: tuple[Finding, ...] = ()
    """All that is wrong with the texts and their catalogues."""
    inputs: Mapping[str, bytes] = field(default_factory=dict)
    """Every file that the plan was made from, by path relative to the project folder."""


def plan_editions(project: Project, releases: Collection[str] = ()) -> Plan:
    """The editions of all releases, or of those named."""
    findings = [finding for finding in project.findings if finding.severity is Severity.ERROR]
    inputs = dict(project.sources)
    if has_errors(project.shared_findings):
        return Plan(findings=in_order(findings), inputs=inputs)
    shared, problems = extracted(project, HOUSE_DOMAIN)
    findings += problems
    if problems:
        return Plan(findings=in_order(findings), inputs=inputs)
    shelf = _Shelf(project, inputs)
    words: dict[Locale, HouseWords] = {}
    editions: list[PlannedEdition] = []
    for release in project.releases:
        if releases and release.id not in releases:
            continue
        messages, problems = extracted(project, release.id)
        findings += problems
        for tag in release.locales:
            of = locale(tag)
            if of not in words:
                words[of] = _words(project, of, shelf)
            planned = _planned(project, release, words[of], messages, shared, shelf)
            editions.append(planned)
            findings += planned.blockers
    return Plan(editions=tuple(editions), findings=in_order(findings), inputs=inputs)


class _Shelf:
    """Reads each catalogue once, so that what is checked is what is published."""

    def __init__(self, project: Project, inputs: dict[str, bytes]) -> None:
        self._project = project
        self._inputs = inputs
        self._house: dict[Locale, tuple[CatalogueFile | None, tuple[Finding, ...]]] = {}

    def catalogue(
        self, domain: str, of: Locale
    ) -> tuple[CatalogueFile | None, tuple[Finding, ...]]:
        """A catalogue, and what is wrong with its file."""
        if domain == HOUSE_DOMAIN and of in self._house:
            return self._house[of]
        content, file, findings = self._project.catalogue_content(domain, of)
        if content is not None:
            self._inputs[self._project.catalogue_path(domain, of)] = content
        if domain == HOUSE_DOMAIN:
            self._house[of] = (file, findings)
        return file, findings


def _words(project: Project, of: Locale, shelf: _Shelf) -> HouseWords:
    file = None if of == project.source else shelf.catalogue(HOUSE_DOMAIN, of)[0]
    return HouseWords(
        locale=of,
        source=project.source,
        messages=None if of == project.source else file.catalogue.current() if file else {},
        plural_forms=(file.plural_forms if file else None) or of.plural_forms,
        house=project.house,
    )


def _planned(
    project: Project,
    release: Release,
    words: HouseWords,
    messages: Collection[TemplateMessage],
    shared: Collection[TemplateMessage],
    shelf: _Shelf,
) -> PlannedEdition:
    of = words.locale
    if of == project.source:
        edition = translate(release, messages=None, words=words)
        return PlannedEdition(edition=edition, blockers=())
    own, own_problems = shelf.catalogue(release.id, of)
    house, house_problems = shelf.catalogue(HOUSE_DOMAIN, of)
    catalogue = own.catalogue if own else None
    findings = (
        *own_problems,
        *translation_findings(project, release.id, catalogue, messages),
        *house_problems,
        *translation_findings(
            project,
            HOUSE_DOMAIN,
            house.catalogue if house else None,
            shared,
            needed=_needed(release, project, shared),
        ),
    )
    return PlannedEdition(
        edition=translate(release, messages=catalogue.current() if catalogue else {}, words=words),
        blockers=tuple(finding for finding in findings if finding.severity is Severity.ERROR),
    )


def _needed(
    release: Release, project: Project, shared: Collection[TemplateMessage]
) -> frozenset[MessageKey]:
    """The messages of the house that the pages of a release show."""
    in_templates = {
        message.key
        for message in shared
        if any(reference.startswith(f"{TEMPLATE_FOLDER}/") for reference in message.references)
    }
    return house_keys_of(release, project.house) | in_templates
