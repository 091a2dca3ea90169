"""What a changed text means for the catalogues of a project."""

from __future__ import annotations

from collections.abc import Sequence

from communique import rules
from communique.catalogue import (
    MEMORY,
    CatalogueFile,
    Message,
    MessageKey,
    Proposed,
    TemplateMessage,
)
from communique.check import Setting, check_translation
from communique.findings import Finding
from communique.frozen import replace
from communique.locales import Locale
from communique.project.project import Project
from communique.project.setting import setting_of
from communique.revision import Change, Clean, Grade, Proposal, graded, proposals, remarks, told

__all__ = ["cleanness", "proposed_translations", "with_grade"]

# What the tool has written for translators holds for the old text alone.
_OWN_REMARK = "communique:"


def cleanness(project: Project, domain: str, of: Locale) -> Clean:
    """Whether the check of a domain finds nothing in a source text and its translation."""
    setting = setting_of(project, domain, of)

    def clean(source: str, translation: str) -> bool:
        pair = TemplateMessage(id=source), Message(id=source, translations=(translation,))
        return not any(True for _ in check_translation(*pair, setting))

    return clean


def proposed_translations(
    project: Project,
    of: Locale,
    file: CatalogueFile,
    messages: Sequence[TemplateMessage],
    clean: Clean,
) -> dict[MessageKey, Proposed]:
    """The translations that can be carried over to messages which a catalogue lacks."""
    known = {message.key for message in file.catalogue.messages}
    lacking = {message.key: message.id for message in messages if message.key not in known}
    if not lacking:
        return {}
    found = proposals(
        file.catalogue.messages,
        messages,
        source=project.source,
        target=of,
        clean=clean,
        glossary=project.glossary,
    )
    return {key: _proposed(given, lacking[key]) for key, given in found.items() if key in lacking}


def _proposed(given: Proposal, text: str) -> Proposed:
    previous = given.previous
    kept = [
        comment
        for comment in (previous.translator_comments if previous else ())
        if not comment.startswith(_OWN_REMARK)
    ]
    cosmetic = given.change is None or given.change.grade is Grade.COSMETIC
    return Proposed(
        translations=given.translations,
        fuzzy=given.fuzzy,
        previous_id=given.made_for if given.fuzzy and given.change is not None else "",
        remarks=(*kept, *remarks(given, text)),
        # Of any other the old translation stays, obsolete: the text may change back.
        replaces=previous.key if previous is not None and cosmetic else None,
    )


def with_grade(finding: Finding, message: Message | None, setting: Setting) -> Finding:
    """The finding of a fuzzy message, with what became of its source text where that is known."""
    if finding.rule is not rules.MESSAGE_FUZZY or message is None or not message.previous_id:
        return finding
    change = _change(message, setting)
    if any(comment.startswith(MEMORY) for comment in message.translator_comments):
        return replace(
            finding,
            message=f"the translation was made for another text: {told(change)}",
            found=message.previous_id,
            expected=message.id,
            hint="make it fit the source text and remove the flag",
        )
    if change.grade is Grade.COSMETIC:
        return finding
    factual = change.grade is Grade.FACTUAL
    return replace(
        finding,
        rule=rules.CHANGED_FACTUAL if factual else rules.CHANGED_WORDING,
        message=f"the source text changed after it was translated: {told(change)}",
        found=message.previous_id,
        expected=message.id,
        hint="bring the translation up to date and remove the flag",
    )


def _change(message: Message, setting: Setting) -> Change:
    return graded(
        message.previous_id,
        message.id,
        locale=setting.source_locale,
        context=message.context,
        glossary=setting.glossary,
    )
