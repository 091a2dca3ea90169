"""A project on disk: read it, bring its catalogues up to date, check it, build it."""

from communique.project.baseline import (
    Baseline,
    baseline_text,
    house_baseline,
    read_baseline,
)
from communique.project.build import Build, BuildOptions, build_editions
from communique.project.catalogues import (
    CatalogueChanges,
    extract_catalogues,
    formatted_catalogues,
    update_catalogues,
)
from communique.project.concordance import ReleaseConcordance, concordance_of
from communique.project.demands import Demands
from communique.project.fixes import FixedCatalogues, differences, safe_fixes
from communique.project.folder import write_build
from communique.project.fonts import project_fonts
from communique.project.memory import MEMORY_PATH, memory_path, remember
from communique.project.output import write_files, write_stream
from communique.project.plan import Plan, PlannedEdition, plan_editions
from communique.project.progress import Progress
from communique.project.project import (
    Project,
    ProjectError,
    find_project,
    is_release,
    load_project,
)
from communique.project.proof import Proof, contact_sheet, proof_build
from communique.project.pseudo import plan_pseudo_editions, unmarked_texts
from communique.project.quote import Job, Quote, QuoteRow, quote_of, quote_rows, rounded
from communique.project.review import Review, progress_of, review_project
from communique.project.silence import silenced_catalogue
from communique.project.since import Changes, changes_since

__all__ = [
    "MEMORY_PATH",
    "Baseline",
    "Build",
    "BuildOptions",
    "CatalogueChanges",
    "Changes",
    "Demands",
    "FixedCatalogues",
    "Job",
    "Plan",
    "PlannedEdition",
    "Progress",
    "Project",
    "ProjectError",
    "Proof",
    "Quote",
    "QuoteRow",
    "ReleaseConcordance",
    "Review",
    "baseline_text",
    "build_editions",
    "changes_since",
    "concordance_of",
    "contact_sheet",
    "differences",
    "extract_catalogues",
    "find_project",
    "formatted_catalogues",
    "house_baseline",
    "is_release",
    "load_project",
    "memory_path",
    "plan_editions",
    "plan_pseudo_editions",
    "progress_of",
    "project_fonts",
    "proof_build",
    "quote_of",
    "quote_rows",
    "read_baseline",
    "remember",
    "review_project",
    "rounded",
    "safe_fixes",
    "silenced_catalogue",
    "unmarked_texts",
    "update_catalogues",
    "write_build",
    "write_files",
    "write_stream",
]
