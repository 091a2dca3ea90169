"""Reads the editions of a project back, one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from communique.catalogue import MessageKey, TemplateMessage
from communique.edition import Edition
from communique.findings import Finding, Place
from communique.locales import Locale
from communique.page import page_path, pdf_path
from communique.project.project import Project
from communique.proof import (
    Expectation,
    Known,
    expectation_of,
    page_count_finding,
    proof_page,
    proof_pdf,
)
from communique.release import HOUSE_DOMAIN

__all__ = ["Proofreader", "files_of"]


class Proofreader:
    """Reads editions of a project back. `shown` is the output folder as findings name it."""

    def __init__(self, project: Project, *, shown: str, draft: bool) -> None:
        self._project = project
        self._shown = shown
        self._draft = draft
        self._shared = project.messages(HOUSE_DOMAIN)
        self._known: dict[tuple[str, Locale], dict[MessageKey, Known]] = {}
        self._expected: dict[tuple[str, Locale], Expectation] = {}
        self._pages: dict[tuple[str, Locale], int] = {}

    def pdf(self, edition: Edition, content: bytes) -> tuple[Finding, ...]:
        """What is wrong with the PDF of an edition."""
        proof = proof_pdf(
            content,
            self._expectation(edition),
            path=self._path(pdf_path(*edition.key)),
            templates=self._project.templates,
        )
        self._pages[edition.key] = proof.pages
        return proof.findings

    def page(self, edition: Edition, content: bytes, files: Collection[str]) -> tuple[Finding, ...]:
        """What is wrong with the page of an edition; `files` are all that are built with it."""
        path = page_path(*edition.key)
        return proof_page(
            content.decode(errors="replace"),
            self._expectation(edition),
            path=path,
            shown_path=self._path(path),
            templates=self._project.templates,
            files=files,
        )

    def page_count(self, edition: Edition) -> tuple[Finding, ...]:
        """Whether the PDF has about as many pages as that of the source, if both were read."""
        source = self._pages.get((edition.release.id, edition.source), 0)
        if not source or not edition.translated:
            return ()
        finding = page_count_finding(
            self._pages.get(edition.key, 0),
            source,
            self._expectation(edition),
            path=self._path(pdf_path(*edition.key)),
        )
        return (finding,) if finding else ()

    def _path(self, path: str) -> str:
        return f"{self._shown}/{path}"

    def _expectation(self, edition: Edition) -> Expectation:
        if edition.key not in self._expected:
            identifier = edition.release.id
            self._expected[edition.key] = expectation_of(
                edition,
                shared=self._shared,
                release_messages=self._messages(identifier, edition),
                house_messages=self._messages(HOUSE_DOMAIN, edition),
                draft=self._draft,
            )
        return self._expected[edition.key]

    def _messages(self, domain: str, edition: Edition) -> dict[MessageKey, Known]:
        """Where the messages of a domain stand in the language of an edition."""
        key = (domain, edition.locale)
        if key not in self._known:
            project = self._project
            house = domain == HOUSE_DOMAIN
            messages = self._shared if house else project.messages(domain)
            file = None
            if edition.translated:
                file, _ = project.catalogue(domain, edition.locale)
            path = project.catalogue_path(domain, edition.locale)
            current = file.catalogue.current() if file else {}
            self._known[key] = {
                message.key: _known(
                    message,
                    path,
                    current[message.key].translation_line if message.key in current else None,
                    current[message.key].translations[0] if message.key in current else "",
                )
                for message in messages
            }
        return self._known[key]


def files_of(editions: Iterable[Edition]) -> set[str]:
    """The files that links of pages lead to, once all of these editions are built."""
    files = {"index.html"}
    for edition in editions:
        files |= {
            page_path(*edition.key),
            pdf_path(*edition.key),
            f"{edition.locale.tag}/index.html",
        }
    return files


def _known(message: TemplateMessage, path: str, line: int | None, translation: str) -> Known:
    source = message.references[0].partition("#")[0].replace("%20", " ")
    origin = Place(path=source, line=message.line or None, role=message.place)
    return Known(
        place=origin if line is None else Place(path=path, line=line, role=message.place),
        source_place=None if line is None else origin,
        subject=message.subject,
        source_text=message.id,
        translation=translation,
    )
