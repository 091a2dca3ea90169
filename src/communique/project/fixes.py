"""What can be mended in the catalogues of a project without asking anybody."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

from communique.catalogue import CatalogueFile, Message, MessageKey, retranslated_text
from communique.check.fix import FIXED, mended
from communique.check.silence import silencers_of
from communique.findings import has_errors
from communique.frozen import Frozen, field
from communique.project.project import Project
from communique.project.setting import setting_of
from communique.styles import Style

__all__ = ["FixedCatalogues", "differences", "safe_fixes"]


class FixedCatalogues(Frozen):
    """Catalogues after the safe repairs, not yet written anywhere."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """New bytes of each file that changes, by path relative to the project folder."""
    fixed: int = 0
    """How many messages have changed."""


def safe_fixes(
    project: Project, domains: Collection[str], locales: Collection[str]
) -> FixedCatalogues:
    """The catalogues of each domain in each of its languages, all or those named, mended.

    Left alone are fuzzy, obsolete and untranslated messages, those in which a translator has
    accepted a finding that would be mended, and files that cannot be read.
    """
    files: dict[str, bytes] = {}
    fixed = 0
    for domain in domains:
        for of in project.locales_of(domain):
            if locales and of.tag not in locales:
                continue
            file, problems = project.catalogue(domain, of)
            if file is None or has_errors(problems):
                continue
            changed = _changed(file, setting_of(project, domain, of).style)
            if changed:
                text = retranslated_text(file, changed, wrapping=project.wrapping)
                files[project.catalogue_path(domain, of)] = text.encode()
                fixed += len(changed)
    return FixedCatalogues(files=files, fixed=fixed)


def differences(project: Project, fixed: FixedCatalogues) -> str:
    """What the repairs change, as a unified diff that `git apply` and `patch -p1` accept."""
    parts: list[str] = []
    for path, content in fixed.files.items():
        old, new = _lines(project.read(path) or b""), _lines(content)
        parts += [
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
        ]
    return "".join(parts)


def _lines(content: bytes) -> list[str]:
    # Not `splitlines`, which takes more for the end of a line than a diff does.
    return [f"{line}\n" for line in content.decode().split("\n")[:-1]] + [
        line for line in content.decode().split("\n")[-1:] if line
    ]


def _changed(file: CatalogueFile, style: Style) -> dict[MessageKey, tuple[str, ...]]:
    """The new texts of each message that is mended."""
    accepted = {
        silencer.message.key
        for silencer in silencers_of(file)
        if FIXED.intersection(silencer.rules)
    }
    changed = {}
    for message in file.catalogue.messages:
        if message.obsolete or message.fuzzy or not message.translated or message.key in accepted:
            continue
        new = _mended(message, style)
        if new != message.translations:
            changed[message.key] = new
    return changed


def _mended(message: Message, style: Style) -> tuple[str, ...]:
    source = message.plural_id or message.id
    return tuple(mended(text, style, source=source) for text in message.translations)
