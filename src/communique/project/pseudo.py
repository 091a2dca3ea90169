"""A project in pseudo-locales: its editions, and the texts in them that nobody can translate."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from communique import rules
from communique.edition import Edition, HouseWords, translate
from communique.findings import Finding, Place, Severity, has_errors, in_order
from communique.frozen import replace
from communique.locales import PSEUDO_LOCALES, Locale, format_date, locale
from communique.page import (
    HouseStyle,
    IndexPage,
    LandingPage,
    PageError,
    ReleasePage,
    index_page,
    landing_page,
    release_page,
)
from communique.project.plan import Plan, PlannedEdition
from communique.project.project import TEMPLATE_FOLDER, Project, extracted
from communique.pseudo import pseudo_messages, unmarked_in_html, unmarked_in_style
from communique.release import (
    HOUSE_DOMAIN,
    Code,
    Span,
    format_fact,
    forms_of,
    parse_inline,
    plain_text,
    walk,
)

__all__ = ["plan_pseudo_editions", "unmarked_texts"]

_HINT: Final = (
    'put it into `pgettext("context", "text")`; a name that is the same in every language stands '
    'in an element with `translate="no"`'
)
_STYLE_HINT: Final = "write it in a template, where it can be translated"
# Enough of a text to find its line by.
_BEGINNING: Final = 5


def plan_pseudo_editions(project: Project, releases: Collection[str] = ()) -> Plan:
    """The editions in every pseudo-locale, of all releases or of those named.

    Their catalogues are made here and stand in no file. Raises PseudoError where the texts of
    the project are not in Latin letters.
    """
    findings = [finding for finding in project.findings if finding.severity is Severity.ERROR]
    shared, problems = extracted(project, HOUSE_DOMAIN)
    findings += problems
    if problems or has_errors(project.shared_findings):
        return Plan(findings=in_order(findings), inputs=project.sources)
    words = [
        HouseWords(
            locale=of,
            source=project.source,
            messages=pseudo_messages(shared, of, source=project.source),
            plural_forms=of.plural_forms,
            house=project.house,
        )
        for of in map(locale, PSEUDO_LOCALES)
    ]
    editions = []
    for release in project.releases:
        if releases and release.id not in releases:
            continue
        messages, problems = extracted(project, release.id)
        findings += problems
        editions += [
            translate(
                release,
                messages=pseudo_messages(messages, found.locale, source=project.source),
                words=found,
            )
            for found in words
        ]
    return Plan(
        editions=tuple(PlannedEdition(edition=edition, blockers=()) for edition in editions),
        findings=in_order(findings),
        inputs=project.sources,
    )


def unmarked_texts(project: Project, editions: Sequence[Edition]) -> tuple[Finding, ...]:
    """The texts of pages, lists and PDF files in pseudo-locales that nobody can translate.

    Every template is filled in as it is for readers and as it is for a draft.
    """
    style = HouseStyle(project.templates, folder=TEMPLATE_FOLDER)
    findings: list[Finding] = []
    for of in dict.fromkeys(edition.locale for edition in editions):
        own = [edition for edition in editions if edition.locale == of]
        values = tuple(dict.fromkeys(value for edition in own for value in _values(edition)))
        for template, page in _pages(own):
            try:
                html = style.page(template, page, own[0].words)
            except PageError:
                # What such a page belongs to is withheld, with the finding that says why.
                continue
            findings += _in_page(project, template, of, unmarked_in_html(html, of, values))
        findings += _in_styles(project, of)
    return in_order(set(findings))


def _pages(
    editions: Sequence[Edition],
) -> Iterator[tuple[str, ReleasePage | IndexPage | LandingPage]]:
    """Every page of the editions of one pseudo-locale, with the template that makes it."""
    words, locales = editions[0].words, tuple(map(locale, PSEUDO_LOCALES))
    for draft in (False, True):
        for edition in editions:
            page = release_page(edition, locales=locales, draft=draft)
            yield "release.html.j2", page
            yield "release.pdf.html.j2", page
        yield "index.html.j2", index_page(editions, words, locales=locales, draft=draft)
        # It is in the source language, which is this one for once.
        own = replace(words, source=words.locale)
        yield "landing.html.j2", landing_page(editions, [own], draft=draft)


def _values(edition: Edition) -> Iterator[str]:
    """What is written alike, or by rule, in every language: it cannot be in other letters."""
    release, words, of = edition.release, edition.words, edition.locale
    for fact in release.facts.values():
        for form in ("", *forms_of(fact)):
            yield format_fact(fact, of, form=form)
    yield format_date(release.date, of)
    yield release.reference
    yield edition.source.name_in(of)
    yield from (locale(tag).native_name for tag in PSEUDO_LOCALES)
    for contact in words.house.contacts.values():
        yield from (contact.name, contact.email, contact.phone)
    for block in release.blocks():
        if block.keep:
            yield plain_text(parse_inline(block.text))
    messages = (words.messages or {}).values()
    shared = (text for message in messages for text in message.translations)
    for text in (*(text.text for text in edition.texts.values()), *shared):
        for piece in walk(parse_inline(text)):
            match piece:
                case Span(children=children):
                    yield plain_text(children)
                case Code(content=content):
                    yield content
                case _:
                    pass


def _in_page(
    project: Project, template: str, of: Locale, unmarked: Collection[str]
) -> Iterator[Finding]:
    for text in unmarked:
        yield Finding(
            rule=rules.TEXT_UNMARKED,
            message=f"`{text}` is not marked for translation",
            place=_place(project, text) or Place(path=f"{TEMPLATE_FOLDER}/{template}"),
            found=text,
            hint=_HINT,
            locale=of.tag,
        )


def _in_styles(project: Project, of: Locale) -> Iterator[Finding]:
    for name, content in project.assets.items():
        if not name.endswith(".css"):
            continue
        for line, text in unmarked_in_style(content.decode(errors="replace"), of):
            yield Finding(
                rule=rules.TEXT_UNMARKED,
                message=f"`{text}` is not marked for translation",
                place=Place(path=f"{TEMPLATE_FOLDER}/{name}", line=line),
                found=text,
                hint=_STYLE_HINT,
                locale=of.tag,
            )


def _place(project: Project, text: str) -> Place | None:
    """The first line of a page template on which a text begins."""
    words = r"\W+".join(re.findall(r"\w+", text)[:_BEGINNING])
    beginning = re.compile(rf"(?<!\w){words}(?!\w)")
    for path, template in sorted(project.templates.items()):
        if match := beginning.search(template):
            return Place(path=path, line=template.count("\n", 0, match.start()) + 1)
    return None
