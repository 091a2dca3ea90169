"""All that a proof says of the page and the PDF of one edition."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from communique import rules
from communique.findings import Finding, Place, Rule
from communique.frozen import Frozen, replace
from communique.proof.claims import Claims
from communique.proof.compare import Medium, compared, piece_finding, shortened
from communique.proof.drawn import PdfReading, Run, UnreadableError
from communique.proof.expectation import Expectation, Piece
from communique.proof.html_text import read_html
from communique.proof.layout import misplaced
from communique.proof.passages import Segment, letters_of
from communique.proof.running import running_problems

__all__ = ["PdfProof", "most_pages", "page_count_finding", "proof_page", "proof_pdf"]

PAPER_TEMPLATE: Final = "templates/release.pdf.html.j2"
PAGE_TEMPLATE: Final = "templates/release.html.j2"
_FOLDER_INDEX: Final = "index.html"


class PdfProof(Frozen):
    """What reading back a PDF has come to."""

    pages: int
    """How many pages it has; 0 where it cannot be read."""
    findings: tuple[Finding, ...]
    """What is wrong with it."""


def proof_pdf(
    content: bytes, expected: Expectation, *, path: str, templates: Mapping[str, str]
) -> PdfProof:
    """Read a PDF back. `path` is where it stands, as findings name it."""
    # It loads a library that nothing else has a use for.
    from communique.proof.pdf_text import read_pdf

    medium = Medium(name="PDF", path=path, template=PAPER_TEMPLATE, templates=templates)
    try:
        reading = read_pdf(content)
    except UnreadableError as error:
        finding = _of_file(rules.PROOF_TEXT_MISSING, str(error), medium, expected)
        return PdfProof(pages=0, findings=(finding,))
    claims, findings = compared(reading.passages, expected, medium)
    findings += _untagged(reading, expected, medium)
    findings += running_problems(reading, expected, medium)
    findings += _document(reading, expected, medium)
    findings += _glyphs(reading, claims, expected, medium)
    findings += _layout(reading, claims, expected, medium)
    findings += _fonts(reading, expected, medium)
    findings += _annotations(reading, expected, medium)
    return PdfProof(pages=len(reading.pages), findings=_once(findings))


def proof_page(
    text: str,
    expected: Expectation,
    *,
    path: str,
    shown_path: str,
    templates: Mapping[str, str],
    files: Collection[str],
) -> tuple[Finding, ...]:
    """Read a web page back.

    `path` is where it stands in the output folder, `shown_path` as findings name it; `files` are
    all files that stand there with it.
    """
    medium = Medium(name="page", path=shown_path, template=PAGE_TEMPLATE, templates=templates)
    reading = read_html(text)
    _, findings = compared(reading.passages, expected, medium)
    findings += _title(reading.title, expected, medium)
    frame = (
        ("language", reading.language, expected.locale.written_tag),
        ("direction", reading.direction, expected.locale.direction),
    )
    for name, found, wanted in frame:
        if found != wanted:
            message = f"the {name} of the page is `{found}`, expected `{wanted}`"
            findings.append(_of_template(rules.PROOF_LANGUAGE, message, medium, expected))
    known = _addresses(expected)
    for address in dict.fromkeys(reading.links):
        if problem := _link_problem(address, path, files, reading.anchors, known):
            message = f"the link to `{address}` {problem}"
            place = medium.place_of(address)
            findings.append(_finding(rules.PROOF_LINK, message, place, expected, found=address))
    return _once(findings)


def most_pages(source: int) -> int:
    """How many pages an edition may have where the source has so many."""
    return max(source + 1, -(-source * 3 // 2))


def page_count_finding(
    pages: int, source: int, expected: Expectation, *, path: str
) -> Finding | None:
    """What is wrong with the number of pages of an edition."""
    least, most = source // 2, most_pages(source)
    if not pages or least <= pages <= most:
        return None
    bound = f"at most {most}" if pages > most else f"at least {least}"
    return _finding(
        rules.PROOF_PAGES,
        f"the PDF has {pages} pages, expected {bound}: the source has {source}",
        Place(path=path),
        expected,
        found=str(pages),
        wanted=str(source),
    )


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))


def _finding(
    rule: Rule,
    message: str,
    place: Place,
    expected: Expectation,
    *,
    found: str = "",
    wanted: str = "",
) -> Finding:
    return Finding(
        rule=rule,
        message=message,
        place=place,
        found=found,
        expected=wanted,
        locale=expected.locale.tag,
    )


def _of_file(
    rule: Rule, message: str, medium: Medium, expected: Expectation, *, page: int = 0
) -> Finding:
    return _finding(rule, message, medium.place(page=page), expected)


def _of_template(rule: Rule, message: str, medium: Medium, expected: Expectation) -> Finding:
    return _finding(rule, message, Place(path=medium.template), expected)


def _untagged(reading: PdfReading, expected: Expectation, medium: Medium) -> Iterator[Finding]:
    """Text that is drawn and that no screen reader gets to."""
    for page, text in reading.untagged:
        message = f"`{shortened(text)}` is drawn on page {page} of the PDF, and is in no tag"
        yield _finding(rules.PROOF_TEXT_FOREIGN, message, medium.place(page=page), expected)


def _document(reading: PdfReading, expected: Expectation, medium: Medium) -> Iterator[Finding]:
    """Title, language and bookmarks."""
    yield from _title(reading.title, expected, medium)
    wanted = expected.locale.written_tag
    if reading.language.casefold() != wanted.casefold():
        message = f"the language of the PDF is `{reading.language}`, expected `{wanted}`"
        yield _of_template(rules.PROOF_LANGUAGE, message, medium, expected)
    known = {piece.letters.text for piece in _pieces(expected)}
    headings = {
        letters_of([passage.segments]).text
        for passage in reading.passages
        if passage.tag.startswith("h")
    }
    for title in reading.outline:
        if _letters(title) not in known | headings:
            message = f"the bookmark `{shortened(title)}` of the PDF is no heading of the text"
            yield _of_template(rules.PROOF_TEXT_FOREIGN, message, medium, expected)


def _title(title: str, expected: Expectation, medium: Medium) -> list[Finding]:
    if _letters(title) == expected.title.letters.text:
        return []
    message = f"the title of the {medium.name} is `{shortened(title)}`, expected the headline"
    return [piece_finding(rules.PROOF_TEXT_MISSING, message, expected.title, expected, found=title)]


def _letters(text: str) -> str:
    return letters_of([[Segment(text=text)]]).text


def _pieces(expected: Expectation) -> tuple[Piece, ...]:
    return (*expected.body, *expected.parts, *expected.words)


def _owners(claims: Claims) -> dict[tuple[int, int], Piece]:
    """The piece that each piece of marked content comes from."""
    owners: dict[tuple[int, int], Piece] = {}
    for claim in claims.found:
        for at in range(claim.at, claim.end):
            owner = claims.letters.owners[at]
            owners.setdefault((owner.page, owner.mark), claim.piece)
    return owners


def _of_run(
    rule: Rule,
    message: str,
    run: Run,
    page: int,
    owners: Mapping[tuple[int, int], Piece],
    expected: Expectation,
    medium: Medium,
) -> Finding:
    """A finding about drawn text, at the message that it comes from where that is known."""
    piece = owners.get((page, run.mark))
    if piece is None:
        return _of_file(rule, message, medium, expected, page=page)
    return piece_finding(rule, message, piece, expected)


def _glyphs(
    reading: PdfReading, claims: Claims, expected: Expectation, medium: Medium
) -> Iterator[Finding]:
    owners: dict[tuple[int, int], Piece] = {}
    for number, page in enumerate(reading.pages, start=1):
        for run in page.runs:
            if run.silent:
                owners = owners or _owners(claims)
                text = shortened(run.text)
                message = (
                    f"`{text}` on page {number} of the PDF has {run.silent} "
                    f"character{'s' if run.silent > 1 else ''} without a glyph or a meaning"
                )
                yield _of_run(rules.PROOF_GLYPH, message, run, number, owners, expected, medium)


def _layout(
    reading: PdfReading, claims: Claims, expected: Expectation, medium: Medium
) -> Iterator[Finding]:
    owners: dict[tuple[int, int], Piece] = {}
    for number, page in enumerate(reading.pages, start=1):
        for found in misplaced(page):
            owners = owners or _owners(claims)
            text = shortened(found.run.text)
            piece = owners.get((number, found.run.mark))
            if piece is not None and expected.locale.right_to_left:
                # Its glyphs stand in the order they are drawn, which nobody reads.
                text = shortened(piece.text)
            message = f"`{text}` {found.problem} on page {number} of the PDF"
            finding = _of_run(
                rules.PROOF_OVERFLOW, message, found.run, number, owners, expected, medium
            )
            yield replace(finding, hint=f"see the style sheet of `{medium.template}`")


def _fonts(reading: PdfReading, expected: Expectation, medium: Medium) -> Iterator[Finding]:
    for font in reading.fonts:
        if not font.embedded:
            message = f"the font `{font.name}` is not in the PDF"
            yield _of_file(rules.PROOF_FONT, message, medium, expected)
        if not font.readable:
            message = f"the PDF does not say what the glyphs of the font `{font.name}` mean"
            yield _of_file(rules.PROOF_FONT, message, medium, expected)


def _annotations(reading: PdfReading, expected: Expectation, medium: Medium) -> Iterator[Finding]:
    """Places to click that lead where no text leads, or that say nothing of themselves."""
    known = _addresses(expected)
    for page, address, description in dict.fromkeys(reading.links):
        if address and address not in known:
            message = f"a place on page {page} of the PDF leads to `{address}`, as no text does"
            place = medium.place_of(address, page=page)
            yield _finding(rules.PROOF_LINK, message, place, expected, found=address)
        elif not description.strip():
            message = f"the link to `{address}` on page {page} of the PDF has no description"
            yield _of_file(rules.PROOF_LINK, message, medium, expected, page=page)


def _addresses(expected: Expectation) -> frozenset[str]:
    """Everywhere that links may lead from a page to elsewhere."""
    told = {segment.link for piece in _pieces(expected) for segment in piece.segments}
    return expected.addresses | (told - {""})


def _link_problem(
    address: str, path: str, files: Collection[str], anchors: frozenset[str], known: frozenset[str]
) -> str:
    """What is wrong with a link of a page; empty where nothing is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "is no address"
    if parts.scheme or parts.netloc:
        of_house = any(address.startswith(f"{own}/") for own in known if own.startswith("http"))
        return (
            ""
            if address in known or of_house
            else "leads where no text and no entry of the house does"
        )
    if not parts.path:
        named = not parts.fragment or unquote(parts.fragment) in anchors
        return "" if named else "leads to a place that the page does not have"
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if parts.path.endswith("/") or target not in files:
        target = posixpath.normpath(posixpath.join(target, _FOLDER_INDEX))
    return "" if target in files else "leads to a file that is not built"
