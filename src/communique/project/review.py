"""What is wrong with a project's catalogues, and how far they have come."""

from __future__ import annotations

from collections.abc import Collection

from communique import rules
from communique.catalogue import TemplateMessage, template_text
from communique.check import silencing
from communique.findings import Finding, Place, has_errors, in_order
from communique.frozen import Frozen
from communique.project.baseline import Baseline, accepting, house_baseline
from communique.project.checked import CheckedCatalogue, checked_catalogue
from communique.project.concordance import concordance_findings, told_once
from communique.project.consistency import AMONG_TEXTS, consistency_findings
from communique.project.demands import Demands, weighed
from communique.project.progress import Progress
from communique.project.project import Project, extracted
from communique.project.since import Changes
from communique.release import HOUSE_DOMAIN

__all__ = ["Review", "progress_of", "review_project"]


class Review(Frozen):
    """What a check of a project has come to."""

    findings: tuple[Finding, ...]
    """What is left to tell, in order."""
    silenced: tuple[Finding, ...]
    """What translators have accepted."""
    accepted: tuple[Finding, ...]
    """What the baseline accepts."""
    progress: tuple[Progress, ...]
    """How far each catalogue has come, by domain and in the order of the house."""


def review_project(
    project: Project,
    domains: Collection[str],
    locales: Collection[str],
    *,
    demands: Demands | None = None,
    baseline: Baseline | None = None,
    changes: Changes | None = None,
) -> Review:
    """Check the texts, the template catalogues and the catalogues, each once.

    First goes what silencers accept, and what is said by another finding; then what the baseline
    accepts; then demands weigh what is left, and then `changes` leave what they touch. Without
    demands the house has its own.
    """
    demands = demands or Demands.of(project.house)
    findings, catalogues = _checked(project, domains, locales)
    whole = not locales and set(domains) >= set(project.domains())
    silent = silencing(
        findings + _among(project, catalogues, locales),
        [checked.file for checked in catalogues if checked.file],
        # What is found among several catalogues may not be found in a part of them.
        unsure=() if whole else AMONG_TEXTS,
    )
    left = told_once(silent.left)
    accepted: tuple[Finding, ...] = ()
    if baseline is not None:
        left, accepted = accepting(left, baseline, whole=whole)
    rows = _progress(catalogues, left)
    left = weighed(
        left, rows, {_key(checked): checked.places.path for checked in catalogues}, demands
    )
    if changes is not None:
        left = tuple(finding for finding in left if changes.touch(finding))
    return Review(
        findings=in_order(left), silenced=silent.silenced, accepted=accepted, progress=rows
    )


def progress_of(
    project: Project, domains: Collection[str], locales: Collection[str]
) -> tuple[Progress, ...]:
    """How far each catalogue has come, by domain and in the order of the house.

    What nobody has accepted counts, as it does for a build. Raises ProjectError where the baseline
    that the house names is none.
    """
    return review_project(project, domains, locales, baseline=house_baseline(project)).progress


def _checked(
    project: Project, domains: Collection[str], locales: Collection[str]
) -> tuple[tuple[Finding, ...], list[CheckedCatalogue]]:
    """The catalogues asked for, each checked alone, and all findings of these and the texts."""
    findings = list(project.findings)
    catalogues: list[CheckedCatalogue] = []
    for domain in domains:
        if domain == HOUSE_DOMAIN and has_errors(project.shared_findings):
            continue
        messages, problems = extracted(project, domain)
        findings += problems
        if problems:
            continue
        findings += _template_findings(project, domain, messages)
        for of in project.locales_of(domain):
            if not locales or of.tag in locales:
                content = project.catalogue(domain, of)
                checked = checked_catalogue(project, domain, of, messages, content)
                catalogues.append(checked)
                findings += (*checked.problems, *checked.found)
    return tuple(findings), catalogues


def _among(
    project: Project, catalogues: Collection[CheckedCatalogue], locales: Collection[str]
) -> tuple[Finding, ...]:
    """What is found where catalogues are held against each other."""
    findings = list(consistency_findings(catalogues))
    for domain in dict.fromkeys(checked.domain for checked in catalogues):
        findings += concordance_findings(project, domain, locales, catalogues)
    return tuple(findings)


def _progress(
    catalogues: Collection[CheckedCatalogue], findings: Collection[Finding]
) -> tuple[Progress, ...]:
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.place.path, []).append(finding)
    return tuple(
        checked.progress(tuple(by_path.get(checked.places.path, ()))) for checked in catalogues
    )


def _key(checked: CheckedCatalogue) -> tuple[str, str]:
    return (checked.domain, checked.locale.tag)


def _template_findings(
    project: Project, domain: str, messages: Collection[TemplateMessage]
) -> list[Finding]:
    path = project.template_path(domain)
    # Nobody translates it, so there is nothing that a template could be wrong for.
    if not project.locales_of(domain):
        return []
    if project.read(path) == template_text(domain, messages, wrapping=project.wrapping).encode():
        return []
    return [
        Finding(
            rule=rules.TEMPLATE_STALE,
            message=f"the template catalogue of `{domain}` is not that of the text",
            place=Place(path=path, line=1),
            hint="run `communique update`",
        )
    ]
