"""Reports: what a check has come to, in the form that each reader or program takes.

Values in, text out; whoever calls them writes it somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from communique.project import Progress, ReleaseConcordance
from communique.reports.annotations import (
    github_annotations,
    github_error,
    gitlab_code_quality,
)
from communique.reports.concordance import (
    concordance_json,
    concordance_markdown,
    concordance_text,
)
from communique.reports.data import (
    findings_data,
    json_report,
    json_status,
    json_text,
    progress_data,
)
from communique.reports.explain import explained, explained_markdown
from communique.reports.junit import junit_report
from communique.reports.letters import without_steering
from communique.reports.outcome import Outcome, aside, counted, verdict
from communique.reports.page import html_report
from communique.reports.quote import (
    quote_csv,
    quote_data,
    quote_json,
    quote_messages,
    quote_table,
)
from communique.reports.sarif import sarif_report
from communique.reports.status import markdown_status, prometheus_status, svg_badge
from communique.reports.summary import step_summary
from communique.reports.text import SEVERITY_STYLES, findings_text, status_table, text_report

__all__ = [
    "CONCORDANCE_FORMATS",
    "FORMATS",
    "SEVERITY_STYLES",
    "STATUS_FORMATS",
    "Outcome",
    "aside",
    "counted",
    "explained",
    "explained_markdown",
    "findings_data",
    "findings_text",
    "github_error",
    "json_text",
    "progress_data",
    "quote_csv",
    "quote_data",
    "quote_json",
    "quote_messages",
    "quote_table",
    "status_table",
    "step_summary",
    "svg_badge",
    "text_report",
    "verdict",
    "without_steering",
]
FORMATS: Final[Mapping[str, Callable[[Outcome], str]]] = {
    "text": text_report,
    "github": github_annotations,
    "gitlab": gitlab_code_quality,
    "sarif": sarif_report,
    "junit": junit_report,
    "json": json_report,
    "html": html_report,
}
"""How a check can be told, by the name that `--format` has for it."""

STATUS_FORMATS: Final[Mapping[str, Callable[[tuple[Progress, ...]], str]]] = {
    "text": status_table,
    "json": json_status,
    "markdown": markdown_status,
    "svg": svg_badge,
    "prometheus": prometheus_status,
}
"""How progress can be told, by the name that `--format` has for it."""

CONCORDANCE_FORMATS: Final[Mapping[str, Callable[[Sequence[ReleaseConcordance]], str]]] = {
    "text": concordance_text,
    "markdown": concordance_markdown,
    "json": concordance_json,
}
"""How the matrix of a release can be told, by the name that `--format` has for it."""
