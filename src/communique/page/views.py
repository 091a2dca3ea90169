"""What page templates are given: frozen values, every text escaped, every address relative."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from communique.frozen import Frozen
from communique.locales import Locale

__all__ = [
    "ContactView",
    "IndexPage",
    "IndexRow",
    "IssuerView",
    "LandingPage",
    "LanguageLink",
    "ReleasePage",
    "Way",
]


class LanguageLink(Frozen):
    """A way to the same page in another language."""

    locale: Locale
    """The language."""
    href: str
    """Relative address from the page that shows the link."""
    url: str
    """Absolute address; empty where the house names none."""
    current: bool
    """Whether it is the page itself."""


class ContactView(Frozen):
    """A contact as the page shows it."""

    name: Markup
    """The name in its form of address."""
    lines: tuple[Markup, ...]
    """Function, organisation and place, those that are known."""
    email: str
    """E-mail address; empty for none."""
    phone: str
    """Telephone number; empty for none."""


class IssuerView(Frozen):
    """An issuer as the masthead shows it."""

    name: Markup
    """Its name in the language of the page."""
    logo: str
    """Relative address of its logo; empty for none."""
    pdf_logo: str
    """Address of its logo in the PDF; empty for none."""
    colour: str
    """Its colour, such as `#003399`; empty for that of the page."""


class ReleasePage(Frozen):
    """Everything the template of an edition needs."""

    locale: Locale
    """The language of the edition."""
    id: str
    """Id of the release."""
    type: Markup
    """What kind of release it is."""
    issuers: tuple[IssuerView, ...]
    """Who issues it, in the order of protocol: that in which the release names them."""
    title: Markup
    """The headline."""
    title_text: str
    """The headline without markup."""
    title_origin: str
    """Where the headline comes from: `source`, `translated`, `fuzzy` or `missing`."""
    subtitle: Markup
    """The line below it; empty for none."""
    subtitle_origin: str
    """Where that line comes from; empty for none."""
    description: str
    """The beginning of the text, without markup."""
    dateline: Markup
    """Place and date."""
    date: str
    """The date, ISO 8601."""
    body: Markup
    """The text."""
    marked_body: Callable[..., Markup]
    """The text of a draft: called with `missing` and `fuzzy`, it shows these words on each
    passage that may not be published."""
    contacts: tuple[ContactView, ...]
    """Whom to ask."""
    boilerplate: tuple[Markup, ...]
    """Standing paragraphs."""
    reference: str
    """Reference number; empty for none."""
    original_language: str
    """The language of the source, in the language of the page; empty on the source itself."""
    languages: tuple[LanguageLink, ...]
    """The edition in every language it is out in, its own included."""
    url: str
    """Absolute address of the page; empty where the house names none."""
    source_url: str
    """Absolute address of the edition in the source language; empty if unknown."""
    root: str
    """Relative address of the output folder, `../../`."""
    pdf: str
    """Relative address of the PDF."""
    draft: bool
    """Whether it may not go out."""
    structured_data: Markup
    """The schema.org description, JSON safe inside a `script` element."""


class IndexRow(Frozen):
    """A release in a list."""

    title: Markup
    """Its headline in the language of the list."""
    type: Markup
    """Its kind."""
    date: str
    """Its date, ISO 8601."""
    date_text: str
    """Its date in words."""
    href: str
    """Relative address of its page."""


class IndexPage(Frozen):
    """Everything the template of a list of releases needs."""

    locale: Locale
    """The language of the list."""
    issuers: tuple[IssuerView, ...]
    """Whose releases are listed, in the order of the house."""
    rows: tuple[IndexRow, ...]
    """Its releases, the newest first."""
    languages: tuple[LanguageLink, ...]
    """The list in every language there is one in."""
    url: str
    """Absolute address; empty where the house names none."""
    default_url: str
    """Absolute address of the list in the source language."""
    root: str
    """Relative address of the output folder."""
    draft: bool
    """Whether it may not go out."""


class Way(Frozen):
    """One language on the landing page."""

    link: LanguageLink
    """Where it leads."""
    heading: Markup
    """What is there, in that language."""


class LandingPage(Frozen):
    """Everything the template of the first page needs."""

    locale: Locale
    """The language of the page, which is that of the source."""
    issuers: tuple[IssuerView, ...]
    """Whose releases there are, in the order of the house."""
    ways: tuple[Way, ...]
    """One for each language."""
    languages: tuple[LanguageLink, ...]
    """Always empty: the ways are the page."""
    url: str
    """Absolute address; empty where the house names none."""
    root: str
    """Relative address of the output folder, which is the page's own: empty."""
    draft: bool
    """Whether it may not go out."""
