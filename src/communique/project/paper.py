"""The PDF of an edition: what it is made of, who makes it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique import rules
from communique.catalogue import MessageKey
from communique.edition import Edition
from communique.executors import Lost
from communique.extract import block_key
from communique.findings import CommuniqueError, Finding, Place
from communique.fonts import FontSet, use_fonts
from communique.frozen import Frozen
from communique.pdf import PdfError, PdfResult, PdfSource, load_engine, render_pdf
from communique.project.plan import Plan
from communique.project.project import TEMPLATE_FOLDER, Project
from communique.release import HOUSE_DOMAIN, HOUSE_PATH

__all__ = ["PdfJob", "PreparePdf", "laid_out", "pdf_findings", "source_of"]


class PdfJob(Frozen):
    """Everything that the process which lays out a PDF has to know."""

    html: str
    """The whole page."""
    assets: Mapping[str, bytes]
    """What the page may name, by name."""
    source: PdfSource | None
    """What the PDF carries along; None for nothing."""


class PreparePdf(Frozen):
    """What each process does before its first page."""

    fonts: FontSet
    """The fonts of the project."""

    def __call__(self) -> None:
        """Choose the fonts, then load what lays out pages."""
        use_fonts(self.fonts)
        load_engine()


def laid_out(job: PdfJob) -> PdfResult | PdfError:
    """The PDF, or why there is none."""
    try:
        return render_pdf(job.html, assets=job.assets, source=job.source)
    except PdfError as error:
        return error


def source_of(project: Project, plan: Plan, edition: Edition) -> PdfSource | None:
    """The catalogue that an edition was made from, or the text of the release in its language.

    A draft in a language without a catalogue was made from none.
    """
    release = edition.release
    content: bytes | None
    if edition.translated:
        content = plan.inputs.get(project.catalogue_path(release.id, edition.locale))
        name, media_type = f"{release.id}.{edition.locale.tag}.po", "text/x-gettext-translation"
        description = "The catalogue of translations that this document was made from"
    else:
        content = project.sources[release.path]
        name, media_type = f"{release.id}.md", "text/markdown"
        description = "The text that this document was made from"
    if content is None:
        return None
    return PdfSource(
        name=name,
        content=content,
        media_type=media_type,
        description=description,
        date=release.date,
    )


def pdf_findings(
    project: Project, edition: Edition, result: PdfResult | CommuniqueError | Lost
) -> Iterable[Finding]:
    """Why the PDF of an edition is not what its page asks for."""
    place = Place(path=f"{TEMPLATE_FOLDER}/release.pdf.html.j2")
    tag = edition.locale.tag
    if isinstance(result, Lost):
        message = "the process that laid out the PDF died, twice"
        yield Finding(rule=rules.PDF_FAILED, message=message, place=place, locale=tag)
    elif isinstance(result, CommuniqueError):
        yield Finding(
            rule=rules.PDF_FAILED, message=str(result), place=place, hint=result.hint, locale=tag
        )
    else:
        for problem in result.problems:
            yield Finding(rule=rules.PDF_FAILED, message=problem, place=place, locale=tag)
        for character in result.missing_glyphs:
            message = f"no font has the character `{character}` (U+{ord(character):04X})"
            for where in _places_of(project, edition, character) or [place]:
                yield Finding(
                    rule=rules.GLYPH_MISSING,
                    message=message,
                    place=where,
                    hint="use another character",
                    locale=tag,
                )


def _places_of(project: Project, edition: Edition, character: str) -> list[Place]:
    """The messages of an edition, or the lines of its sources, that have a character."""
    file, _ = project.catalogue(edition.release.id, edition.locale)
    lines: dict[MessageKey, int] = (
        {message.key: message.translation_line for message in file.catalogue.messages}
        if file and edition.translated
        else {}
    )
    path = project.catalogue_path(edition.release.id, edition.locale)
    places = []
    for block, text in edition.texts.items():
        if character not in text.text:
            continue
        key = block_key(block)
        places.append(
            Place(path=path, line=lines[key], role=block.position)
            if key in lines
            else Place(path=edition.release.path, line=block.line, role=block.position)
        )
    house = project.catalogue_path(HOUSE_DOMAIN, edition.locale)
    places += [
        Place(path=house, line=message.translation_line)
        for message in (edition.words.messages or {}).values()
        if any(character in translation for translation in message.translations)
    ]
    return places or [
        Place(path=path, line=number)
        for path in (HOUSE_PATH, edition.release.path)
        for number, line in enumerate(project.sources[path].decode().split("\n"), start=1)
        if character in line
    ]
