"""A project on disk: read it, bring its catalogues up to date, check it, build it."""

from communique.project.baseline import (
    Baseline,
    baseline_text,
    house_baseline,
    read_baseline,
)
from communique.project.build import Build, BuildOptions, build_editions
from communique.project.catalogues import CatalogueChanges, extract_catalogues, update_catalogues
from communique.project.concordance import ReleaseConcordance, concordance_of
from communique.project.demands import Demands
from communique.project.fixes import FixedCatalogues, differences, safe_fixes
from communique.project.folder import write_build
from communique.project.output import write_files
from communique.project.plan import Plan, PlannedEdition, plan_editions
from communique.project.progress import Progress
from communique.project.project import (
    Project,
    ProjectError,
    find_project,
    is_release,
    load_project,
)
from communique.project.review import Review, progress_of, review_project
from communique.project.silence import silenced_catalogue
from communique.project.since import Changes, changes_since

__all__ = [
    "Baseline",
    "Build",
    "BuildOptions",
    "CatalogueChanges",
    "Changes",
    "Demands",
    "FixedCatalogues",
    "Plan",
    "PlannedEdition",
    "Progress",
    "Project",
    "ProjectError",
    "ReleaseConcordance",
    "Review",
    "baseline_text",
    "build_editions",
    "changes_since",
    "concordance_of",
    "differences",
    "extract_catalogues",
    "find_project",
    "house_baseline",
    "is_release",
    "load_project",
    "plan_editions",
    "progress_of",
    "read_baseline",
    "review_project",
    "safe_fixes",
    "silenced_catalogue",
    "update_catalogues",
    "write_build",
    "write_files",
]
