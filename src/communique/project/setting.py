"""What all translations of one catalogue of a project are held against."""

from __future__ import annotations

from communique.check import Setting
from communique.locales import Locale
from communique.project.project import Project
from communique.release import HOUSE_DOMAIN
from communique.styles import style_of

__all__ = ["setting_of"]


def setting_of(project: Project, domain: str, of: Locale) -> Setting:
    """The setting of the catalogue of a domain in a language."""
    style = project.house.style
    if domain != HOUSE_DOMAIN:
        style = project.release(domain).style or style
    return Setting(
        source_locale=project.source,
        locale=of,
        style=style_of(style, of),
        glossary=project.glossary,
        forms=project.fact_forms(domain),
        limits=project.house.limits,
    )
