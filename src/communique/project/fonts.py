"""The fonts of a project: those that every project has, and those that its languages need."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique import rules
from communique.findings import Finding, Place, in_order
from communique.fonts import FontSet, Lack, additions_for, prepare_fonts
from communique.frozen import replace
from communique.locales import locale
from communique.project.plan import Plan
from communique.project.project import Project
from communique.release import HOUSE_PATH

__all__ = ["project_fonts"]


def project_fonts(
    project: Project, plan: Plan, *, report: Callable[[str], None] | None = None
) -> tuple[FontSet, Plan]:
    """The fonts of all languages of a project, and the plan less what cannot be printed.

    They are those of all languages, whichever are asked for, so that an edition is the same in
    every build. A language whose package is not installed withholds its own editions alone.
    `report` is told what is being made. Raises FontError where no font can be made.
    """
    additions, lacks = additions_for(
        (locale(tag) for tag in project.house.locales),
        {tag: (source.package, source.file) for tag, source in project.house.fonts.items()},
    )
    fonts = prepare_fonts(report=report, additions=additions)
    return fonts, _withholding(plan, _findings(project, lacks))


def _findings(project: Project, lacks: Sequence[Lack]) -> dict[str, Finding]:
    lines = project.house.lines
    return {
        lack.language: Finding(
            rule=rules.FONT_MISSING,
            message=lack.message,
            place=Place(
                path=HOUSE_PATH,
                line=lines.get(("fonts", lack.language), lines.get(("locales",), 1)),
            ),
            hint=lack.hint,
            locale=lack.language,
        )
        for lack in lacks
    }


def _withholding(plan: Plan, findings: dict[str, Finding]) -> Plan:
    """The plan, with one more reason against each edition in a language that lacks its font."""
    editions = tuple(
        replace(planned, blockers=in_order((*planned.blockers, findings[tag])))
        if (tag := planned.edition.locale.tag) in findings
        else planned
        for planned in plan.editions
    )
    told = {finding for planned in editions for finding in planned.blockers}
    lacking = [finding for finding in findings.values() if finding in told]
    return replace(plan, editions=editions, findings=in_order((*plan.findings, *lacking)))
