"""A project on disk: read it, bring its catalogues up to date, check it, build it."""

from communique.project.build import Build, BuildOptions, build_editions
from communique.project.catalogues import CatalogueChanges, extract_catalogues, update_catalogues
from communique.project.manifest import MANIFEST, kept_of, manifest_text, read_manifest
from communique.project.output import remove_files, write_files
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
    "MANIFEST",
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
    "kept_of",
    "load_project",
    "manifest_text",
    "plan_editions",
    "progress_of",
    "read_manifest",
    "remove_files",
    "update_catalogues",
    "write_files",
]
