"""From editions to what their pages show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from markupsafe import Markup

from communique.edition import Edition, EditionText, HouseWords, Origin
from communique.locales import Locale, format_date
from communique.page.binding import bound
from communique.page.markup import (
    body_html,
    filled,
    inline_html,
    language_attributes,
    text_html,
)
from communique.page.plain import plain_letters
from communique.page.structured_data import structured_data
from communique.page.views import (
    ContactView,
    IndexPage,
    IndexRow,
    IssuerView,
    LandingPage,
    LanguageLink,
    ReleasePage,
    Way,
)
from communique.release import BlockKind, House, parse_inline

__all__ = [
    "index_page",
    "landing_page",
    "language_links",
    "page_path",
    "pdf_path",
    "release_page",
]

_DESCRIPTION_LENGTH: Final = 200


def page_path(release_id: str, locale: Locale) -> str:
    """Where the page of an edition goes, relative to the output folder."""
    return f"{locale.tag}/{release_id}/index.html"


def pdf_path(release_id: str, locale: Locale) -> str:
    """Where the PDF of an edition goes, relative to the output folder."""
    return f"{locale.tag}/{release_id}/{release_id}.{locale.tag}.pdf"


def language_links(
    locales: Sequence[Locale], current: Locale, *, house: House, path: str, up: str
) -> tuple[LanguageLink, ...]:
    """Links to the same page in other languages; `{tag}` in `path` is the language.

    `up` leads from the page to the output folder.
    """
    return tuple(
        LanguageLink(
            locale=locale,
            href=up + path.format(tag=locale.tag),
            url=_absolute(house, path.format(tag=locale.tag)),
            current=locale == current,
        )
        for locale in locales
    )


def release_page(
    edition: Edition,
    *,
    locales: Sequence[Locale],
    draft: bool = False,
) -> ReleasePage:
    """The page of an edition; `locales` are those it is out in, in the order of the house."""
    release, words, locale = edition.release, edition.words, edition.locale
    house = words.house
    title = edition.texts[release.title]
    subtitle = edition.texts[release.subtitle] if release.subtitle else None
    title_text = _plain(text_html(title, locale, release.facts))
    languages = language_links(
        locales, locale, house=house, path=f"{{tag}}/{release.id}/", up="../../"
    )
    urls = {link.locale: link.url for link in languages}
    url = _absolute(house, f"{locale.tag}/{release.id}/")
    description, dateline = _description(edition), _dateline(edition)
    return ReleasePage(
        locale=locale,
        id=release.id,
        type=text_html(words.entry("types", release.type), locale),
        issuers=tuple(_issuer(name, words, root="../../") for name in release.issuers),
        title=text_html(title, locale, release.facts),
        title_text=title_text,
        title_origin=title.origin.value,
        subtitle=text_html(subtitle, locale, release.facts) if subtitle else Markup(""),
        subtitle_origin=subtitle.origin.value if subtitle else "",
        description=description,
        dateline=dateline,
        date=release.date.isoformat(),
        body=body_html(edition),
        marked_body=partial(_marked_body, edition),
        contacts=tuple(_contact(name, words) for name in release.contacts),
        boilerplate=tuple(
            text_html(words.entry("boilerplate", name, "text"), locale)
            for name in release.boilerplate
        ),
        reference=release.reference,
        original_language=edition.source.name_in(locale) if edition.translated else "",
        languages=languages,
        url=url,
        source_url=urls.get(edition.source, ""),
        root="../../",
        pdf=f"{release.id}.{locale.tag}.pdf",
        draft=draft,
        structured_data=structured_data(
            edition,
            title=title_text,
            description=description,
            dateline=_plain(dateline),
            url=url,
            urls=urls,
        ),
    )


def index_page(
    editions: Sequence[Edition],
    words: HouseWords,
    *,
    locales: Sequence[Locale],
    draft: bool = False,
) -> IndexPage:
    """The list of releases in one language, the newest first."""
    locale = words.locale
    newest = sorted(
        editions, key=lambda edition: (edition.release.date, edition.release.id), reverse=True
    )
    return IndexPage(
        locale=locale,
        issuers=_issuers(editions, words, root="../"),
        rows=tuple(
            IndexRow(
                title=text_html(
                    edition.texts[edition.release.title], locale, edition.release.facts
                ),
                type=text_html(words.entry("types", edition.release.type), locale),
                date=edition.release.date.isoformat(),
                date_text=format_date(edition.release.date, locale),
                href=f"{edition.release.id}/",
            )
            for edition in newest
        ),
        languages=language_links(locales, locale, house=words.house, path="{tag}/", up="../"),
        url=_absolute(words.house, f"{locale.tag}/"),
        default_url=_absolute(words.house, f"{words.source.tag}/"),
        root="../",
        draft=draft,
    )


def landing_page(
    editions: Sequence[Edition], words: Sequence[HouseWords], *, draft: bool = False
) -> LandingPage:
    """The first page; `words` are those of each language, the source language among them."""
    own = next(found for found in words if found.locale == found.source)
    links = language_links(
        [found.locale for found in words], own.locale, house=own.house, path="{tag}/", up=""
    )
    return LandingPage(
        locale=own.locale,
        issuers=_issuers(editions, own, root=""),
        ways=tuple(
            Way(
                link=link,
                heading=text_html(found.text(("heading", "Press releases")), found.locale),
            )
            for link, found in zip(links, words, strict=True)
        ),
        languages=(),
        url=_absolute(own.house, ""),
        root="",
        draft=draft,
    )


def _issuers(
    editions: Sequence[Edition], words: HouseWords, *, root: str
) -> tuple[IssuerView, ...]:
    """Everybody who issues one of these releases, in the order of the house."""
    names = {name for edition in editions for name in edition.release.issuers}
    return tuple(
        _issuer(name, words, root=root) for name in words.house.organisations if name in names
    )


def _issuer(name: str, words: HouseWords, *, root: str) -> IssuerView:
    organisation = words.house.organisations[name]
    return IssuerView(
        name=text_html(words.entry("organisations", name), words.locale),
        logo=f"{root}{organisation.logo}" if organisation.logo else "",
        pdf_logo=f"asset:///{organisation.logo}" if organisation.logo else "",
        colour=organisation.colour.lower(),
    )


def _marked_body(edition: Edition, *, missing: Markup, fuzzy: Markup) -> Markup:
    mark = Markup(' <small class="mark"{}>[{}]</small>')
    around = edition.source
    attributes = language_attributes(edition.locale, around)
    return body_html(
        edition,
        marks={
            Origin.MISSING: mark.format(attributes, missing),
            Origin.FUZZY: mark.format("", fuzzy),
        },
    )


def _absolute(house: House, path: str) -> str:
    return f"{house.url}/{path}" if house.url else ""


def _description(edition: Edition) -> str:
    """The beginning of the lead, cut at a word, for search engines and PDF readers."""
    lead = next((block for block in edition.release.blocks() if block.kind is BlockKind.LEAD), None)
    if lead is None:
        return ""
    text = edition.texts[lead]
    markup = inline_html(parse_inline(text.text), edition.release.facts, text.locale)
    plain = _plain(markup)
    if len(plain) <= _DESCRIPTION_LENGTH:
        return plain
    cut = plain[:_DESCRIPTION_LENGTH]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _plain(markup: Markup) -> str:
    """The letters of some markup that we made ourselves, with the hard spaces between them."""
    return re.sub(r"[ \t\n]+", " ", plain_letters(markup.replace("<br>", " "))).strip(" ")


def _dateline(edition: Edition) -> Markup:
    release, words = edition.release, edition.words
    pattern = words.entry("patterns", "dateline", "text")
    date = Markup('<time datetime="{}">{}</time>').format(
        release.date.isoformat(), format_date(release.date, pattern.locale)
    )
    city = text_html(words.entry("cities", release.city), pattern.locale)
    return _filled(pattern, edition.locale, city=city, date=date)


def _filled(pattern: EditionText, locale: Locale, **values: Markup) -> Markup:
    """A pattern with its gaps filled; in a `span` of its own language where that is another."""
    markup = bound(filled(pattern.text, **values), pattern.locale)
    attributes = language_attributes(pattern.locale, locale)
    return Markup("<span{}>{}</span>").format(attributes, markup) if attributes else markup


def _contact(name: str, words: HouseWords) -> ContactView:
    contact = words.house.contacts[name]
    locale = words.locale
    person = Markup("<bdi>{}</bdi>").format(contact.name)
    lines = [
        *([text_html(words.entry("roles", contact.role), locale)] if contact.role else []),
        *(
            [text_html(words.entry("organisations", contact.organisation), locale)]
            if contact.organisation
            else []
        ),
        *([text_html(words.entry("cities", contact.city, use=1), locale)] if contact.city else []),
    ]
    return ContactView(
        name=_filled(words.entry("honorifics", contact.honorific, "text"), locale, name=person)
        if contact.honorific
        else person,
        lines=tuple(lines),
        email=contact.email,
        phone=contact.phone,
    )
