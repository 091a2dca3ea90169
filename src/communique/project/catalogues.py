"""Template catalogues and catalogues of a project, brought up to date with its texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from communique.catalogue import (
    CatalogueFile,
    MessageKey,
    Proposed,
    TemplateMessage,
    canonical_text,
    new_catalogue_text,
    read_catalogue,
    template_text,
    updated_text,
)
from communique.findings import Finding, has_errors
from communique.frozen import Frozen, field
from communique.locales import Locale
from communique.memory.joined import Lookup
from communique.project.memory import exact_from_memory, like_from_memory
from communique.project.project import Project, extracted
from communique.project.revision import cleanness, proposed_translations

__all__ = ["CatalogueChanges", "extract_catalogues", "formatted_catalogues", "update_catalogues"]


class CatalogueChanges(Frozen):
    """What is to be written so that catalogues and texts agree."""

    files: dict[str, bytes] = field(default_factory=dict)
    """New bytes of each file that changes, by path relative to the project folder."""
    unchanged: int = 0
    """How many files stay as they are."""
    carried_over: int = 0
    """How many translations were taken over from elsewhere, approved."""
    proposed: int = 0
    """How many translations were put in for approval."""
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
        content = template_text(domain, messages, wrapping=project.wrapping).encode()
        if project.read(path) == content:
            unchanged += 1
        else:
            files[path] = content
    return CatalogueChanges(files=files, unchanged=unchanged, findings=tuple(findings))


def update_catalogues(
    project: Project,
    domains: Collection[str],
    locales: Collection[str],
    *,
    memory: Lookup | None = None,
) -> CatalogueChanges:
    """The catalogue of each domain in each of its languages, all or those named.

    What they lack is looked for in the memory. A catalogue that cannot be read is left alone,
    with the findings that say why; all are while the house is broken.
    """
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    unchanged = carried_over = proposed = 0
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
                text = new_catalogue_text(
                    domain,
                    messages,
                    locale,
                    source=project.house.source,
                    wrapping=project.wrapping,
                )
                file, problems_of_file = read_catalogue(text.encode(), path=path, locale=locale)
            if file is None or has_errors(problems_of_file):
                findings += problems_of_file
                continue
            reused = _reused(project, memory, domain, locale, file, messages)
            carried_over += sum(not given.fuzzy for given in reused.values())
            proposed += sum(given.fuzzy for given in reused.values())
            new = updated_text(
                file, messages, locale, proposed=reused, wrapping=project.wrapping
            ).encode()
            if new == old:
                unchanged += 1
            else:
                files[path] = new
    return CatalogueChanges(
        files=files,
        unchanged=unchanged,
        carried_over=carried_over,
        proposed=proposed,
        findings=tuple(findings),
    )


def _reused(
    project: Project,
    memory: Lookup | None,
    domain: str,
    of: Locale,
    file: CatalogueFile,
    messages: Sequence[TemplateMessage],
) -> Mapping[MessageKey, Proposed]:
    """What was translated before, for the messages that a catalogue has no text of.

    What the catalogue itself says of an older version of the text comes before what the memory
    has of a like one, and after what it has of the same.
    """
    clean = cleanness(project, domain, of)
    found = proposed_translations(project, of, file, messages, clean)
    if memory is None:
        return found
    for key, given in exact_from_memory(project, memory, of, file, messages, clean).items():
        if key not in found or found[key].fuzzy:
            found[key] = given
    return found | like_from_memory(project, memory, of, file, messages, but=found)


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
            text = canonical_text(file, project.wrapping).encode()
            if text == content:
                unchanged += 1
            else:
                files[project.catalogue_path(domain, locale)] = text
    return CatalogueChanges(files=files, unchanged=unchanged, findings=tuple(findings))
