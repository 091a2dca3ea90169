"""One catalogue of a project with everything that a check of it needs, read once."""

from __future__ import annotations

from collections.abc import Iterator

from communique import rules
from communique.catalogue import CatalogueFile, Message, TemplateMessage
from communique.check import Places, Setting, check_catalogue
from communique.findings import Finding, has_errors
from communique.frozen import Frozen
from communique.locales import Locale
from communique.project.progress import Progress, progress_in
from communique.project.project import Project
from communique.project.revision import with_grade
from communique.project.setting import setting_of

__all__ = ["CheckedCatalogue", "checked_catalogue"]


class CheckedCatalogue(Frozen):
    """A catalogue and what is wrong with it, message by message."""

    domain: str
    """Id of the release, or `house`."""
    locale: Locale
    """Its language."""
    messages: tuple[TemplateMessage, ...]
    """The messages of its text, or those asked for."""
    setting: Setting
    """What its translations are held against."""
    file: CatalogueFile | None
    """The catalogue; None where it cannot be read or is not there."""
    places: Places
    """Where its texts stand."""
    problems: tuple[Finding, ...]
    """What is wrong with the file."""
    found: tuple[Finding, ...]
    """What is wrong with its messages, silenced or not."""

    def approved(self) -> Iterator[tuple[TemplateMessage, Message]]:
        """Each message with an approved translation, as the source and the catalogue have it."""
        current = self.file.catalogue.current() if self.file else {}
        for source in self.messages:
            message = current.get(source.key)
            if message is not None and message.translated and not message.fuzzy:
                yield source, message

    def progress(self, findings: tuple[Finding, ...]) -> Progress:
        """How far it has come, with the findings that count."""
        broken = (
            finding for finding in self.problems if finding.rule is not rules.CATALOGUE_MISSING
        )
        return progress_in(
            self.domain,
            self.locale,
            self.messages,
            self.file.catalogue if self.file else None,
            findings,
            broken=has_errors(broken),
        )


def checked_catalogue(
    project: Project,
    domain: str,
    of: Locale,
    messages: tuple[TemplateMessage, ...],
    content: tuple[CatalogueFile | None, tuple[Finding, ...]],
) -> CheckedCatalogue:
    """Check a catalogue that was read, and so has content or findings that say why it has none."""
    file, problems = content
    setting = setting_of(project, domain, of)
    places = Places(
        path=project.catalogue_path(domain, of),
        locale=of.tag,
        scanned=file.scanned if file else None,
        sources=project.sources,
    )
    return CheckedCatalogue(
        domain=domain,
        locale=of,
        messages=messages,
        setting=setting,
        file=file,
        places=places,
        problems=problems,
        found=_found(file, messages, setting, places) if file else (),
    )


def _found(
    file: CatalogueFile,
    messages: tuple[TemplateMessage, ...],
    setting: Setting,
    places: Places,
) -> tuple[Finding, ...]:
    """What is wrong with the messages of a catalogue; a fuzzy one is told by what changed."""
    findings = check_catalogue(file.catalogue, messages, setting, places=places)
    current = {message.subject: message for message in file.catalogue.current().values()}
    return tuple(with_grade(finding, current.get(finding.subject), setting) for finding in findings)
