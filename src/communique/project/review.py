"""What is wrong with a project's catalogues, and how far they have come."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from communique import rules
from communique.catalogue import Catalogue, MessageKey, TemplateMessage, template_text
from communique.check import check_catalogue
from communique.findings import Finding, Place, Severity, has_errors, in_order
from communique.locales import Locale
from communique.project.project import Project, extracted
from communique.release import FACT, HOUSE_DOMAIN

__all__ = ["Progress", "check_project", "progress_of", "translation_findings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
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


def check_project(
    project: Project, domains: Collection[str], locales: Collection[str]
) -> tuple[Finding, ...]:
    """Everything wrong with the texts, the template catalogues and the catalogues."""
    findings = list(project.findings)
    for domain in domains:
        if domain == HOUSE_DOMAIN and has_errors(project.shared_findings):
            continue
        messages, problems = extracted(project, domain)
        findings += problems
        if problems:
            continue
        findings += _template_findings(project, domain, messages)
        for locale in project.locales_of(domain):
            if not locales or locale.tag in locales:
                file, problems_of_file = project.catalogue(domain, locale)
                findings += problems_of_file
                findings += translation_findings(
                    project, domain, file.catalogue if file else None, messages
                )
    return in_order(findings)


def translation_findings(
    project: Project,
    domain: str,
    catalogue: Catalogue | None,
    messages: Collection[TemplateMessage],
    *,
    needed: Collection[MessageKey] | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with the translations of a catalogue, of all messages or those needed."""
    if catalogue is None:
        return ()
    wanted = [message for message in messages if needed is None or message.key in needed]
    return check_catalogue(catalogue, wanted, project.fact_forms(domain))


def progress_of(
    project: Project, domains: Collection[str], locales: Collection[str]
) -> tuple[Progress, ...]:
    """How far each catalogue has come, by domain and in the order of the house."""
    rows = []
    for domain in domains:
        messages, _ = extracted(project, domain)
        rows += [
            _progress(project, domain, locale, messages)
            for locale in project.locales_of(domain)
            if not locales or locale.tag in locales
        ]
    return tuple(rows)


def _progress(
    project: Project, domain: str, locale: Locale, messages: Sequence[TemplateMessage]
) -> Progress:
    file, problems = project.catalogue(domain, locale)
    current = file.catalogue.current() if file else {}
    counts = {"translated": 0, "fuzzy": 0, "missing": 0, "stale": 0, "wrong": 0}
    found = check_catalogue(file.catalogue, messages, project.fact_forms(domain)) if file else ()
    refused = {finding.place.line for finding in found if finding.severity is Severity.ERROR}
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
            state = "wrong" if message.translation_line in refused else "translated"
        counts[state] += 1
        if state != "translated":
            words += _words(source.id)
    return Progress(
        domain=domain,
        locale=locale.tag,
        messages=len(messages),
        words_to_do=words,
        broken=has_errors(
            problem for problem in problems if problem.rule is not rules.CATALOGUE_MISSING
        ),
        **counts,
    )


def _template_findings(
    project: Project, domain: str, messages: Collection[TemplateMessage]
) -> list[Finding]:
    path = project.template_path(domain)
    # Nobody translates it, so there is nothing that a template could be wrong for.
    if not project.locales_of(domain):
        return []
    if project.read(path) == template_text(domain, messages).encode():
        return []
    return [
        Finding(
            rule=rules.TEMPLATE_STALE,
            message=f"the template catalogue of `{domain}` is not that of the text",
            place=Place(path=path, line=1),
            hint="run `communique update`",
        )
    ]


def _words(text: str) -> int:
    """How many words a translator has to read: what is between spaces and has a letter or digit."""
    pieces = FACT.sub(" ", text).split()
    return sum(any(character.isalnum() for character in piece) for piece in pieces)
