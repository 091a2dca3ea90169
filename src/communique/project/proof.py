"""The proof of a project's editions: as they are made, or as they lie in the output folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from communique import rules
from communique.artefact import sha256
from communique.edition import Edition
from communique.findings import Finding, Place, in_order
from communique.frozen import Frozen
from communique.locales import PSEUDO_LOCALES, Locale
from communique.page import page_path, pdf_path
from communique.project.manifest import MANIFEST, outputs_of, read_manifest
from communique.project.plan import Plan
from communique.project.project import LOCALE_FOLDER, Project, ProjectError, is_release
from communique.project.proofreader import Proofreader, files_of
from communique.release import HOUSE_DOMAIN, release_id

if TYPE_CHECKING:
    from communique.fonts import FontSet
    from communique.proof.sheet import Sheet

__all__ = ["Proof", "contact_sheet", "proof_build"]


class Proof(Frozen):
    """What reading back a build has come to."""

    findings: tuple[Finding, ...]
    """What is wrong with it."""
    editions: tuple[Edition, ...]
    """The editions that were read back."""
    unbuilt: tuple[Edition, ...]
    """The editions that may go out and were never built."""
    pdfs: Mapping[tuple[str, Locale], bytes]
    """The PDF of each of them, by release and language."""


def proof_build(
    project: Project,
    plan: Plan,
    folder: Path,
    *,
    shown: str,
    asks_for: Callable[[Edition], bool],
    draft: bool = False,
    report: Callable[[Edition], None] | None = None,
) -> Proof:
    """Read back the editions that lie in an output folder; raises ProjectError where none do.

    Editions that were built from other texts than today's are not read: what is wrong with
    them is that. Those that were never built are named.
    """
    manifest = read_manifest(folder)
    outputs = outputs_of(manifest)
    if not outputs:
        raise ProjectError(
            f"`{shown}` has no `{MANIFEST}` of a build",
            hint=f"run `communique build{_option(plan, draft=draft)}` first",
        )
    changed = dict(_changed_inputs(manifest, plan.inputs))
    reader = Proofreader(project, shown=shown, draft=draft)
    findings: set[Finding] = set()
    read: list[Edition] = []
    unbuilt: list[Edition] = []
    pdfs: dict[tuple[str, Locale], bytes] = {}
    # A page links to all editions that may go out, also to those that are not built yet.
    out = [planned.edition for planned in plan.editions if draft or not planned.blockers]
    targets = files_of(out) | set(outputs)
    for planned in plan.editions:
        edition = planned.edition
        if not asks_for(edition) or (planned.blockers and not draft):
            continue
        if page_path(*edition.key) not in outputs and pdf_path(*edition.key) not in outputs:
            unbuilt.append(edition)
            continue
        stale = [path for path in changed if _concerns(path, edition, project)]
        if stale:
            findings |= {_stale(path, changed[path], shown) for path in stale}
            continue
        files, problems = _files(folder, edition, outputs, shown)
        findings |= problems
        findings |= _proofed(reader, edition, files, targets, pdfs)
        read.append(edition)
        if report is not None:
            report(edition)
    for edition in read:
        findings |= set(reader.page_count(edition))
    return Proof(
        findings=in_order(findings), editions=tuple(read), unbuilt=tuple(unbuilt), pdfs=pdfs
    )


def _option(plan: Plan, *, draft: bool) -> str:
    """The option by which such editions are built; empty for those that go out."""
    tags = (planned.edition.locale.tag for planned in plan.editions)
    pseudo = next((tag for tag in tags if tag in PSEUDO_LOCALES), "")
    return f" --locale {pseudo}" if pseudo else " --draft" if draft else ""


def _files(
    folder: Path, edition: Edition, outputs: Mapping[str, object], shown: str
) -> tuple[dict[str, bytes], set[Finding]]:
    """The files of an edition that lie in the output folder, and what is wrong with them."""
    files, findings = {}, set()
    for path in (page_path(*edition.key), pdf_path(*edition.key)):
        content, problem = _output(folder, path, outputs)
        if problem:
            findings.add(_stale_output(problem, Place(path=f"{shown}/{path}"), edition))
        if content is not None:
            files[path] = content
    return files, findings


def contact_sheet(found: Proof, fonts: FontSet, *, earlier: bytes | None = None) -> Sheet:
    """All pages that were read back side by side, and what has changed since an earlier sheet.

    Raises CommuniqueError where a PDF cannot be drawn.
    """
    from communique.proof.sheet import SheetEdition, draw_sheet

    editions = [
        SheetEdition(
            release=edition.release.id,
            locale=edition.locale.tag,
            name=edition.locale.native_name,
            pdf=found.pdfs[edition.key],
        )
        for edition in found.editions
        if edition.key in found.pdfs
    ]
    return draw_sheet(editions, fonts, earlier=earlier)


def _proofed(
    reader: Proofreader,
    edition: Edition,
    files: Mapping[str, bytes],
    targets: Collection[str],
    pdfs: dict[tuple[str, Locale], bytes],
) -> set[Finding]:
    findings: set[Finding] = set()
    page, pdf = page_path(*edition.key), pdf_path(*edition.key)
    if page in files:
        findings |= set(reader.page(edition, files[page], targets))
    if pdf in files:
        pdfs[edition.key] = files[pdf]
        findings |= set(reader.pdf(edition, files[pdf]))
    return findings


def _changed_inputs(
    manifest: Mapping[str, object], inputs: Mapping[str, bytes]
) -> Iterator[tuple[str, str]]:
    """Each text that is not as the build had it, and what has become of it."""
    recorded = manifest.get("inputs")
    before = recorded if isinstance(recorded, dict) else {}
    for path in sorted({*before, *inputs}):
        if path not in inputs:
            yield path, "is gone"
        elif path not in before:
            yield path, "is new"
        elif before[path] != sha256(inputs[path]):
            yield path, "has changed"


def _concerns(path: str, edition: Edition, project: Project) -> bool:
    """Whether a text is one that an edition is made of."""
    if is_release(path):
        return release_id(path) == edition.release.id
    if path.startswith(f"{LOCALE_FOLDER}/") and path.endswith(".po"):
        own = (edition.release.id, HOUSE_DOMAIN)
        return path in {project.catalogue_path(domain, edition.locale) for domain in own}
    return True


def _output(folder: Path, path: str, outputs: Mapping[str, object]) -> tuple[bytes | None, str]:
    """A file of the build, and what is wrong with it as a whole."""
    recorded = outputs.get(path)
    digest = recorded.get("sha256") if isinstance(recorded, dict) else None
    try:
        content = (folder / path).read_bytes()
    except FileNotFoundError:
        return None, "is gone"
    except OSError as error:
        return None, f"cannot be read: {error.strerror}"
    if digest is None:
        return content, "is not in the manifest of the build"
    return content, "" if sha256(content) == digest else "is not as it was built"


def _stale(path: str, what: str, shown: str) -> Finding:
    return Finding(
        rule=rules.PROOF_STALE,
        message=f"`{path}` {what} since `{shown}` was built",
        place=Place(path=path),
        hint="run `communique build`",
    )


def _stale_output(problem: str, place: Place, edition: Edition) -> Finding:
    return Finding(
        rule=rules.PROOF_STALE,
        message=f"`{place.path}` {problem}",
        place=place,
        hint="run `communique build`",
        locale=edition.locale.tag,
    )
