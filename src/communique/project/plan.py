"""Which editions a project can bring out now, and what stands in the way of the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from communique.catalogue import TemplateMessage
from communique.check import silencing
from communique.edition import Edition, HouseWords, house_keys_of, translate
from communique.findings import Finding, Severity, has_errors, in_order
from communique.frozen import Frozen, field
from communique.locales import Locale
from communique.project.baseline import Baseline, accepting, house_baseline
from communique.project.checked import CheckedCatalogue, checked_catalogue
from communique.project.concordance import concordance_findings, told_once
from communique.project.project import TEMPLATE_FOLDER, Project, extracted
from communique.release import HOUSE_DOMAIN, Release

__all__ = ["Plan", "PlannedEdition", "plan_editions"]


class PlannedEdition(Frozen):
    """An edition, and why it may not go out if it may not."""

    edition: Edition
    """The edition."""
    blockers: tuple[Finding, ...]
    """The errors that withhold it; empty for one that may go out."""

    @property
    def key(self) -> tuple[str, Locale]:
        """Id of the release and language."""
        return self.edition.key


class Plan(Frozen):
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
    shelf = _Shelf(project, shared, inputs)
    baseline = house_baseline(project)
    if baseline is not None:
        inputs[baseline.path] = project.read(baseline.path) or b""
    words: dict[Locale, HouseWords] = {}
    editions: list[PlannedEdition] = []
    for release in project.releases:
        if releases and release.id not in releases:
            continue
        messages, problems = extracted(project, release.id)
        findings += problems
        for of in map(project.house.locale, release.locales):
            if of not in words:
                words[of] = _words(project, of, shelf)
        for planned in _planned(project, release, words, messages, shelf, baseline):
            editions.append(planned)
            findings += planned.blockers
    return Plan(editions=tuple(editions), findings=in_order(findings), inputs=inputs)


class _Shelf:
    """Reads and checks each catalogue once, so that what is checked is what is published."""

    def __init__(
        self, project: Project, shared: tuple[TemplateMessage, ...], inputs: dict[str, bytes]
    ) -> None:
        self._project = project
        self._shared = shared
        self._inputs = inputs
        self._house: dict[Locale, CheckedCatalogue] = {}

    def house(self, of: Locale) -> CheckedCatalogue:
        """The catalogue of the house in a language."""
        if of not in self._house:
            self._house[of] = self.catalogue(HOUSE_DOMAIN, of, self._shared)
        return self._house[of]

    def catalogue(
        self, domain: str, of: Locale, messages: tuple[TemplateMessage, ...]
    ) -> CheckedCatalogue:
        """A catalogue, checked."""
        content, file, findings = self._project.catalogue_content(domain, of)
        if content is not None:
            self._inputs[self._project.catalogue_path(domain, of)] = content
        return checked_catalogue(self._project, domain, of, messages, (file, findings))

    def needed(self, release: Release) -> frozenset[str]:
        """Subjects of the messages of the house that the pages of a release show."""
        keys = house_keys_of(release, self._project.house)
        return frozenset(
            message.subject
            for message in self._shared
            if message.key in keys
            or any(reference.startswith(f"{TEMPLATE_FOLDER}/") for reference in message.references)
        )


def _words(project: Project, of: Locale, shelf: _Shelf) -> HouseWords:
    file = None if of == project.source else shelf.house(of).file
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
    words: Mapping[Locale, HouseWords],
    messages: tuple[TemplateMessage, ...],
    shelf: _Shelf,
    baseline: Baseline | None,
) -> list[PlannedEdition]:
    """The editions of one release, each with the errors that nobody has accepted."""
    of_locales = project.locales_of(release.id)
    own = {of: shelf.catalogue(release.id, of, messages) for of in of_locales}
    needed = shelf.needed(release)
    found: dict[str, list[Finding]] = {}
    for of, checked in own.items():
        house = shelf.house(of)
        found[of.tag] = [
            *checked.problems,
            *checked.found,
            *house.problems,
            *(finding for finding in house.found if finding.subject in needed),
        ]
    for finding in concordance_findings(project, release.id, (), own.values()):
        found[finding.locale].append(finding)
    planned = []
    for of in map(project.house.locale, release.locales):
        file = own[of].file if of in own else None
        files = [known for known in (file, shelf.house(of).file if of in own else None) if known]
        left = told_once(silencing(found.get(of.tag, ()), files).left)
        if baseline is not None:
            left, _ = accepting(left, baseline, whole=False)
        current = file.catalogue.current() if file else {}
        planned.append(
            PlannedEdition(
                edition=translate(
                    release, messages=None if of == project.source else current, words=words[of]
                ),
                blockers=tuple(found for found in left if found.severity is Severity.ERROR),
            )
        )
    return planned
