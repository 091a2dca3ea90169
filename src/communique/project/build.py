"""From a plan to finished artefacts: pages, PDF files, indexes and the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from communique import rules
from communique.artefact import Artefact
from communique.edition import Edition
from communique.executors import ExecutorName, run
from communique.findings import Finding, Place, in_order
from communique.fonts import FontSet
from communique.frozen import Frozen
from communique.locales import Locale
from communique.page import (
    HouseStyle,
    IndexPage,
    LandingPage,
    PageError,
    index_page,
    landing_page,
    page_path,
    pdf_path,
    release_page,
)
from communique.pdf import PdfResult
from communique.project.paper import PdfJob, PreparePdf, laid_out, pdf_findings, source_of
from communique.project.plan import Plan, PlannedEdition
from communique.project.project import TEMPLATE_FOLDER, Project
from communique.project.proofreader import Proofreader, files_of

__all__ = ["Build", "BuildOptions", "build_editions"]

_WEB_ASSETS: Final = "assets/"
_MEDIA_TYPES: Final = {
    "css": "text/css",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "woff2": "font/woff2",
}


class BuildOptions(Frozen):
    """What to build, and how."""

    locales: tuple[str, ...] = ()
    """Languages to build; empty for all."""
    releases: tuple[str, ...] = ()
    """Releases to build; empty for all."""
    draft: bool = False
    """Whether to build what may not go out, marked as a draft."""
    executor: ExecutorName = "processes"
    """Where PDF files are laid out."""
    workers: int = 1
    """In how many processes at once."""
    proof: bool = False
    """Whether what is made is read back, and withheld where it is not what was written."""

    def asks_for(self, edition: Edition) -> bool:
        """Whether an edition is among those to build."""
        return (not self.locales or edition.locale.tag in self.locales) and (
            not self.releases or edition.release.id in self.releases
        )


class Build(Frozen):
    """Everything that a build made, nothing of it written yet."""

    artefacts: tuple[Artefact, ...]
    """The finished files."""
    editions: tuple[Edition, ...]
    """The editions that came out, in order."""
    withheld: tuple[PlannedEdition, ...]
    """The editions that did not, with the findings that withhold them."""
    others: tuple[PlannedEdition, ...]
    """The editions that were not asked for, with the findings that would withhold them."""
    findings: tuple[Finding, ...]
    """All errors of texts, catalogues, pages and PDF files, less those of the others alone."""


class _Withheld:
    """Collects why editions do not come out."""

    def __init__(self, plan: Plan) -> None:
        self.findings: list[Finding] = list(plan.findings)
        self._blockers = {
            planned.key: list(planned.blockers) for planned in plan.editions if planned.blockers
        }

    def add(self, edition: Edition, findings: Iterable[Finding]) -> None:
        found = list(findings)
        self._blockers.setdefault(edition.key, []).extend(found)
        self.findings += found

    def has(self, edition: Edition) -> bool:
        return edition.key in self._blockers

    def all(self, editions: Sequence[Edition]) -> tuple[PlannedEdition, ...]:
        return tuple(
            PlannedEdition(
                edition=edition,
                blockers=tuple(self._blockers[edition.key]),
            )
            for edition in editions
            if self.has(edition)
        )


def build_editions(
    project: Project,
    plan: Plan,
    fonts: FontSet,
    options: BuildOptions,
    *,
    report: Callable[[Edition], None] | None = None,
) -> Build:
    """Every edition of a plan that may go out, or all of them as drafts.

    An edition whose page or PDF fails is withheld with the finding that says why; the others
    are not held up by it. Pages link to every edition that may go out, and lists name it, asked
    for or not. `report` hears of each edition whose PDF is done.
    """
    style = HouseStyle(project.templates, folder=TEMPLATE_FOLDER)
    withheld = _Withheld(Plan(findings=plan.findings) if options.draft else plan)
    candidates = [planned.edition for planned in plan.editions]
    asked = [planned for planned in plan.editions if options.asks_for(planned.edition)]
    others = [planned for planned in plan.editions if not options.asks_for(planned.edition)]
    wanted = [planned.edition for planned in asked]
    pdfs = _pdfs(project, plan, style, fonts, options, withheld, wanted, report)
    reader = (
        Proofreader(project, shown="build", draft=options.draft)
        if options.proof and wanted
        else None
    )
    if reader:
        _proof_pdfs(reader, withheld, wanted, pdfs)
    pages = _pages(style, options, withheld, candidates, wanted)
    # A page that is withheld takes the links to it out of the others.
    while reader and _proof_pages(reader, withheld, candidates, wanted, pages, project):
        pages = _pages(style, options, withheld, candidates, wanted)
    done = [edition for edition in wanted if not withheld.has(edition)]
    artefacts = [
        artefact for edition in done for artefact in (pages[edition.key], pdfs[edition.key])
    ]
    artefacts += _indexes(style, options, withheld, candidates, wanted)
    artefacts += _web_assets(project)
    return Build(
        artefacts=tuple(artefacts),
        editions=tuple(done),
        withheld=withheld.all(wanted),
        others=tuple(others),
        findings=in_order(set(withheld.findings) - (_blockers(others) - _blockers(asked))),
    )


def _blockers(editions: Iterable[PlannedEdition]) -> set[Finding]:
    return {finding for planned in editions for finding in planned.blockers}


def _pdfs(
    project: Project,
    plan: Plan,
    style: HouseStyle,
    fonts: FontSet,
    options: BuildOptions,
    withheld: _Withheld,
    wanted: Sequence[Edition],
    report: Callable[[Edition], None] | None,
) -> dict[tuple[str, Locale], Artefact]:
    """The PDF of each wanted edition; those that fail are withheld."""
    jobs: list[tuple[Edition, PdfJob]] = []
    for edition in wanted:
        if withheld.has(edition):
            continue
        try:
            page = release_page(edition, locales=(), draft=options.draft)
            html = style.page("release.pdf.html.j2", page, edition.words)
        except PageError as error:
            withheld.add(edition, [_page_finding(error, edition.locale)])
            continue
        carries = project.house.pdf.archive == "3a"
        source = source_of(project, plan, edition) if carries else None
        jobs.append((edition, PdfJob(html=html, assets=project.assets, source=source)))
    results = run(
        laid_out,
        [job for _, job in jobs],
        executor=options.executor,
        workers=options.workers,
        prepare=PreparePdf(fonts=fonts),
    )
    pdfs: dict[tuple[str, Locale], Artefact] = {}
    for (edition, _), result in zip(jobs, results, strict=True):
        problems = list(pdf_findings(project, edition, result))
        if problems:
            withheld.add(edition, problems)
        if isinstance(result, PdfResult) and not problems:
            pdfs[edition.key] = Artefact(
                path=pdf_path(edition.release.id, edition.locale),
                media_type="application/pdf",
                content=result.content,
                locale=edition.locale.tag,
                release=edition.release.id,
            )
        if report is not None:
            report(edition)
    return pdfs


def _pages(
    style: HouseStyle,
    options: BuildOptions,
    withheld: _Withheld,
    candidates: Sequence[Edition],
    wanted: Sequence[Edition],
) -> dict[tuple[str, Locale], Artefact]:
    """The page of each wanted edition that comes out; each links to all that come out.

    A page that fails takes its edition out, and then the links of the others change; so pages
    are made until none fails.
    """
    while True:
        out = [edition for edition in candidates if not withheld.has(edition)]
        pages: dict[tuple[str, Locale], Artefact] = {}
        failed = False
        for edition in wanted:
            if withheld.has(edition):
                continue
            identifier = edition.release.id
            locales = [other.locale for other in out if other.release.id == identifier]
            try:
                page = release_page(edition, locales=locales, draft=options.draft)
                html = style.page("release.html.j2", page, edition.words)
            except PageError as error:
                withheld.add(edition, [_page_finding(error, edition.locale)])
                failed = True
                continue
            pages[edition.key] = Artefact(
                path=page_path(identifier, edition.locale),
                media_type="text/html",
                content=html.encode(),
                locale=edition.locale.tag,
                release=identifier,
            )
        if not failed:
            return pages


def _proof_pdfs(
    reader: Proofreader,
    withheld: _Withheld,
    wanted: Sequence[Edition],
    pdfs: Mapping[tuple[str, Locale], Artefact],
) -> None:
    """Read back every PDF; those that are not what was written are withheld."""
    made = [edition for edition in wanted if edition.key in pdfs]
    for edition in made:
        if problems := reader.pdf(edition, pdfs[edition.key].content):
            withheld.add(edition, problems)
    for edition in made:
        if problems := reader.page_count(edition):
            withheld.add(edition, problems)


def _proof_pages(
    reader: Proofreader,
    withheld: _Withheld,
    candidates: Sequence[Edition],
    wanted: Sequence[Edition],
    pages: Mapping[tuple[str, Locale], Artefact],
    project: Project,
) -> bool:
    """Read back every page; whether any is withheld, and the links of the others change."""
    files = files_of(edition for edition in candidates if not withheld.has(edition))
    files |= {path for path in project.assets if path.startswith(_WEB_ASSETS)}
    failed = False
    for edition in wanted:
        if withheld.has(edition):
            continue
        if problems := reader.page(edition, pages[edition.key].content, files):
            withheld.add(edition, problems)
            failed = True
    return failed


def _indexes(
    style: HouseStyle,
    options: BuildOptions,
    withheld: _Withheld,
    candidates: Sequence[Edition],
    wanted: Sequence[Edition],
) -> list[Artefact]:
    """The list of releases in each language, and the landing page in front of them."""
    out = [edition for edition in candidates if not withheld.has(edition)]
    words = {edition.locale: edition.words for edition in out}
    locales = list(words)
    pages: list[tuple[str, str, IndexPage | LandingPage]] = [
        (
            f"{locale.tag}/index.html",
            "index.html.j2",
            index_page(editions, words[locale], locales=locales, draft=options.draft),
        )
        for locale in dict.fromkeys(edition.locale for edition in wanted)
        if (editions := [edition for edition in out if edition.locale == locale])
    ]
    if any(found.locale == found.source for found in words.values()):
        landing = landing_page(out, list(words.values()), draft=options.draft)
        pages.append(("index.html", "landing.html.j2", landing))
    artefacts = []
    for path, template, page in pages:
        try:
            html = style.page(template, page, words[page.locale])
        except PageError as error:
            withheld.findings.append(_page_finding(error, page.locale))
            continue
        artefacts.append(
            Artefact(
                path=path, media_type="text/html", content=html.encode(), locale=page.locale.tag
            )
        )
    return artefacts


def _web_assets(project: Project) -> list[Artefact]:
    return [
        Artefact(
            path=path,
            media_type=_MEDIA_TYPES.get(path.rpartition(".")[2], "application/octet-stream"),
            content=content,
        )
        for path, content in sorted(project.assets.items())
        if path.startswith(_WEB_ASSETS)
    ]


def _page_finding(error: PageError, locale: Locale) -> Finding:
    return Finding(
        rule=rules.PAGE_FAILED,
        message=str(error),
        place=Place(path=error.path, line=error.line),
        locale=locale.tag,
    )
