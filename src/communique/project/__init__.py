"""A project on disk: read it, bring its catalogues up to date, check it, build it."""

from communique.project.build import Build, BuildOptions, build_editions
from communique.project.catalogues import CatalogueChanges, extract_catalogues, update_catalogues
from communique.project.folder import write_build
from communique.project.output import write_files
from communique.project.plan import Plan, PlannedEdition, plan_editions
from communique.project.project import (
    Project,
    ProjectError,
    find_project,
    is_release,
    load_project,
)
from communique.project.review import Progress, check_project, progress_of

__all__ = [
    "Build",
    "BuildOptions",
    "CatalogueChanges",
    "Plan",
    "PlannedEdition",
    "Progress",
    "Project",
    "ProjectError",
    "build_editions",
    "check_project",
    "extract_catalogues",
    "find_project",
    "is_release",
    "load_project",
    "plan_editions",
    "progress_of",
    "update_catalogues",
    "write_build",
    "write_files",
]
