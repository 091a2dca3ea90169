"""Template catalogues and catalogues of a project, brought up to date with its texts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from communique.catalogue import canonical_text, new_catalogue_text, template_text, updated_text
from communique.findings import Finding, has_errors
from communique.project.project import Project, extracted
from communique.project.revision import proposed_translations

__all__ = ["CatalogueChanges", "extract_catalogues", "formatted_catalogues", "update_catalogues"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueChanges:
    """What is to be written so that catalogues and texts agree."""

    files: dict[str, bytes] = field(default_factory=dict)
    """New bytes of each file that changes, by path relative to the project folder."""
    unchanged: int = 0
    """How many files stay as they are."""
    findings: tuple[Finding, ...] = ()
    """Why some file could not be brought up to date."""


def extract_catalogues(project: Project, domains: Collection[str]) -> CatalogueChanges:
    """The template catalogue of each domain.

    While the house is broken there are none: its messages would be missing from them.
    """
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    unchanged = 0
    if has_errors(project.shared_findings):
        return CatalogueChanges()
    for domain in domains:
        messages, problems = extracted(project, domain)
        findings += problems
        if problems:
            continue
        path = project.template_path(domain)
        content = template_text(domain, messages).encode()
        if project.read(path) == content:
            unchanged += 1
        else:
            files[path] = content
    return CatalogueChanges(files=files, unchanged=unchanged, findings=tuple(findings))


def update_catalogues(
    project: Project, domains: Collection[str], locales: Collection[str]
) -> CatalogueChanges:
    """The catalogue of each domain in each of its languages, all or those named.

    A catalogue that cannot be read is left alone, with the findings that say why; all are while
    the house is broken.
    """
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    unchanged = 0
    if has_errors(project.shared_findings):
        return CatalogueChanges()
    for domain in domains:
        messages, problems = extracted(project, domain)
        findings += problems
        if problems:
            continue
        for locale in project.locales_of(domain):
            if locales and locale.tag not in locales:
                continue
            path = project.catalogue_path(domain, locale)
            old, file, problems_of_file = project.catalogue_content(domain, locale)
            target = project.root / path
            if old is None and not (target.exists() or target.is_symlink()):
                text = new_catalogue_text(domain, messages, locale, source=project.house.source)
                files[path] = text.encode()
                continue
            if file is None or has_errors(problems_of_file):
                findings += problems_of_file
                continue
            proposed = proposed_translations(project, domain, locale, file, messages)
            new = updated_text(file, messages, locale, proposed=proposed).encode()
            if new == old:
                unchanged += 1
            else:
                files[path] = new
    return CatalogueChanges(files=files, unchanged=unchanged, findings=tuple(findings))


def formatted_catalogues(
    project: Project, domains: Collection[str], locales: Collection[str]
) -> CatalogueChanges:
    """The catalogue of each domain in each of its languages, all or those named, in one form."""
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    unchanged = 0
    for domain in domains:
        for locale in project.locales_of(domain):
            if locales and locale.tag not in locales:
                continue
            content, file, problems = project.catalogue_content(domain, locale)
            if content is None:
                continue
            if file is None or has_errors(problems):
                findings += problems
                continue
            text = canonical_text(file).encode()
            if text == content:
                unchanged += 1
            else:
                files[project.catalogue_path(domain, locale)] = text
    return CatalogueChanges(files=files, unchanged=unchanged, findings=tuple(findings))
